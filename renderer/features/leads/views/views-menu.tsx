// The views of the list: open one, keep what is asked for now, rename, share and delete.
import { Button, Kbd, Menu } from '@mantine/core';
import { IconBookmark, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../../session/use-may.ts';
import { useShortcut } from '../../../ui/shortcuts.tsx';
import { useLetterMenu } from '../../../ui/use-letter-menu.ts';
import { say } from '../../../words/say.ts';
import type { ListedView, ViewKind } from './lead-views.ts';
import type { LeadViews } from './use-lead-views.ts';
import { ViewDialog } from './view-dialog.tsx';
import css from './views.module.css';

const GROUPS: readonly { kind: ViewKind; label: string }[] = [
  { kind: 'starter', label: say('To begin with') },
  { kind: 'own', label: say('Mine, on this device') },
  { kind: 'shared', label: say('Everybody’s') },
];
const DIGITS = 9;

type Asking = { what: 'new' } | { what: 'rename'; view: ListedView };

export function ViewsMenu({ views }: { views: LeadViews }) {
  const { all, current, changed } = views;
  const mayShare = useMay('settings.change');
  const [asking, setAsking] = useState<Asking | null>(null);
  const menu = useLetterMenu((digit) => {
    const view = /^[1-9]$/.test(digit) ? all[Number(digit) - 1] : undefined;
    if (view) {
      menu.set(false);
      views.open(view);
    }
    return view !== undefined;
  });
  const own = current !== null && (current.kind === 'own' || (current.kind === 'shared' && mayShare));
  const save = () => (own && changed ? void views.save(current) : setAsking({ what: 'new' }));
  const group = say('Leads');
  const open = { keys: ['v'], label: say('Views, then a digit'), group };
  useShortcut({ id: 'leads.views', ...open, run: () => menu.set(true) });
  const keep = { keys: ['Ctrl+s'], label: say('Save the view'), group, inText: true };
  useShortcut({ id: 'leads.views.save', ...keep, run: save });
  return (
    <>
      <Menu opened={menu.open} onChange={menu.set} position="bottom-start" width={260} returnFocus>
        <Menu.Target>
          <Button
            variant="default"
            px={9}
            title={say('Views (key V)')}
            aria-label={
              current
                ? changed
                  ? say('View: {name} changed', { name: current.name })
                  : say('View: {name}', { name: current.name })
                : say('Views, none chosen')
            }
            leftSection={<IconBookmark size={14} stroke={1.8} aria-hidden />}
            rightSection={<IconChevronDown size={13} stroke={1.8} aria-hidden />}
            className={css.target}
          >
            <span className={css.name}>{current?.name ?? say('Views')}</span>
            {changed && <span className={css.changed}> {say('changed')}</span>}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={css.dropdown}>
          <ViewItems views={views} />
          <Menu.Divider />
          <OwnItems views={views} own={own} mayShare={mayShare} ask={setAsking} />
        </Menu.Dropdown>
      </Menu>
      {asking && (
        <ViewDialog
          title={asking.what === 'new' ? say('Save as a new view') : say('Rename the view')}
          name={asking.what === 'new' ? '' : asking.view.name}
          save={(name) => {
            setAsking(null);
            if (asking.what === 'new') views.saveAs(name);
            else void views.rename(asking.view, name);
          }}
          close={() => setAsking(null)}
        />
      )}
    </>
  );
}

function ViewItems({ views: { all, current, open } }: { views: LeadViews }) {
  return GROUPS.map(({ kind, label }) => {
    const listed = all.filter((view) => view.kind === kind);
    return listed.length === 0 ? null : (
      <div key={kind}>
        <Menu.Label>{label}</Menu.Label>
        {listed.map((view) => (
          <Menu.Item
            key={view.id}
            onClick={() => open(view)}
            aria-current={view.id === current?.id ? 'true' : undefined}
            className={view.id === current?.id ? css.current : undefined}
            rightSection={all.indexOf(view) < DIGITS && <Kbd size="xs">{String(all.indexOf(view) + 1)}</Kbd>}
          >
            {view.name}
          </Menu.Item>
        ))}
      </div>
    );
  });
}

function OwnItems({
  views,
  own,
  mayShare,
  ask,
}: {
  views: LeadViews;
  /** Whether the current one is the person's to change. */
  own: boolean;
  mayShare: boolean;
  ask(asking: Asking): void;
}) {
  const { current, changed } = views;
  const shared = current?.kind === 'shared';
  return (
    <>
      {own && current && changed && (
        <>
          <Menu.Item onClick={() => void views.save(current)}>
            {shared ? say('Save the changes for everybody') : say('Save the changes')}
          </Menu.Item>
          <Menu.Item onClick={() => views.open(current)}>{say('Drop the changes')}</Menu.Item>
        </>
      )}
      <Menu.Item onClick={() => ask({ what: 'new' })} rightSection={<Kbd size="xs">Ctrl + S</Kbd>}>
        {say('Save as a new view …')}
      </Menu.Item>
      {own && current && (
        <>
          <Menu.Item onClick={() => ask({ what: 'rename', view: current })}>
            {shared ? say('Rename for everybody …') : say('Rename …')}
          </Menu.Item>
          {mayShare && (
            <Menu.Item onClick={() => void views.hand(current)}>
              {current.kind === 'own' ? say('Share with everybody') : say('Make it mine alone')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => void views.remove(current)}>
            {shared ? say('Delete for everybody') : say('Delete')}
          </Menu.Item>
        </>
      )}
    </>
  );
}
