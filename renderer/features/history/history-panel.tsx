// What was done on this device, the newest first: each act with its time and its lead, to be taken back or done again, also
// after it was sent.
import { Button, Drawer } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useSyncExternalStore } from 'react';
import { useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { momentLabel } from '../../ui/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Done } from '../../ui/history.ts';
import { useMinute } from '../../ui/now.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import css from './history-panel.module.css';

/** Shown while `opened`. */
export function HistoryPanel({ opened, close }: { opened: boolean; close(): void }) {
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size={440}
      padding={0}
      title={say('What was done')}
      transitionProps={{ duration: 90 }}
      closeButtonProps={{ 'aria-label': say('Close') }}
      classNames={{ header: css.header ?? '', title: css.title ?? '' }}
    >
      <Acts close={close} />
    </Drawer>
  );
}

function Acts({ close }: { close(): void }) {
  const { history } = useToasts();
  const acts = useSyncExternalStore(history.subscribe, history.get);
  if (acts.length === 0)
    return (
      <EmptyState icon={<IconHistory size={34} stroke={1.3} />} title={say('Nothing has been done yet')}>
        {say(
          'Calls, notes and changes that you make on this computer are listed here. Each can be undone, and done again, also after it was sent.',
        )}
      </EmptyState>
    );
  return (
    <ul className={css.list} aria-label={say('Acts')} onKeyDown={moveAmongButtons}>
      {acts.map((act, at) => (
        <Act key={act.number} act={act} first={at === 0} close={close} />
      ))}
    </ul>
  );
}

function Act({ act, first, close }: { act: Done; first: boolean; close(): void }) {
  const toasts = useToasts();
  const { desk } = useReplica();
  const zone = useSessionState(({ user }) => user?.time_zone) ?? 'UTC';
  const now = useMinute();
  const lead = act.lead_id ? desk.row(act.lead_id)?.lead : null;
  const turn = act.undone ? toasts.redo : toasts.undo;
  const possible = !act.undone || act.redo !== undefined;
  return (
    <li className={css.act} data-undone={act.undone || undefined}>
      <div className={css.words}>
        <span className={css.what}>{act.words}</span>
        <span className={css.about}>
          {act.at && momentLabel(act.at, zone, now)}
          {lead && (
            <>
              {' · '}
              <Link to="/leads/$id" params={{ id: lead.id }} onClick={close}>
                {lead.name}
              </Link>
            </>
          )}
          {act.undone && ` ${say('· undone')}`}
        </span>
      </div>
      {possible && (
        <Button
          variant={act.undone ? 'light' : 'default'}
          data-turn
          {...(first ? { 'data-autofocus': true } : {})}
          leftSection={act.undone ? <IconArrowForwardUp {...ICON} /> : <IconArrowBackUp {...ICON} />}
          onClick={() => void turn(act.number)}
        >
          {act.undone ? say('Redo') : say('Undo')}
        </Button>
      )}
    </li>
  );
}

const ICON = { size: 15, stroke: 1.7, 'aria-hidden': true };

// The arrows go from one act to the next, as in every list.
function moveAmongButtons(event: KeyboardEvent<HTMLUListElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-turn]')];
  const at = buttons.findIndex((button) => button.matches(':focus'));
  buttons[Math.max(0, Math.min(buttons.length - 1, at + by))]?.focus();
  event.preventDefault();
}
