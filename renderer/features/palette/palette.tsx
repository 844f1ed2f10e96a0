// The palette: over any screen, by one key, from text fields too. It finds leads and notes, does what can be done on the
// screen behind it, and goes to every place.
import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { SearchHit } from '../../replica/desk-types.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import type { FinderState } from '../../replica/search/search-types.ts';
import { useStaff } from '../../session/use-staff.ts';
import { useKept } from '../../ui/kept.ts';
import { useShortcut, useShortcutList } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';
import css from './palette.module.css';
import { type PaletteItem, paletteGroups } from './palette-items.ts';
import { type Choice, PaletteList } from './palette-list.tsx';
import { recentLeads } from './recent-leads.ts';
import { useFound } from './use-found.ts';

export interface PaletteProps {
  opened: boolean;
  close(): void;
  /** Writes a note about this lead. */
  note(leadId: string): void;
}

/** Shown while `opened`. */
export function Palette({ opened, close, note }: PaletteProps) {
  const before = useRef<HTMLElement | null>(null);
  if (opened && before.current === null && document.activeElement instanceof HTMLElement)
    before.current = document.activeElement;
  useEffect(() => {
    if (!opened) before.current = null;
  }, [opened]);
  // The focus goes back by hand: what was chosen may put it elsewhere, and must have the last word.
  const leave = () => {
    const back = before.current;
    close();
    if (back?.isConnected) back.focus();
  };
  return (
    <Modal.Root
      opened={opened}
      onClose={leave}
      returnFocus={false}
      centered={false}
      yOffset="11vh"
      size={640}
      padding={0}
      transitionProps={{ duration: 0 }}
      classNames={{ content: css.content ?? '', body: css.body ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content radius="lg" aria-label={say('Find')}>
        <Modal.Body>
          <Inside leave={leave} note={note} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Inside({ leave, note }: { leave(): void; note(leadId: string): void }) {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const actions = useShortcutList();
  const recent = useRecent();
  const people = usePeople();
  const { leads, notes, state, settled } = useFound(text);
  const groups = paletteGroups({ text, leads, notes, recent, actions, people });
  useShortcut({
    id: 'palette.close',
    keys: ['Ctrl+k'],
    label: say('Close'),
    group: say('Dialog'),
    inText: true,
    run: leave,
  });
  const choose = (item: PaletteItem, how: Choice) => {
    if (item.kind !== 'action' && item.kind !== 'person' && how === 'note') {
      leave();
      note(item.hit.lead_id);
      return;
    }
    leave();
    if (item.kind === 'action') {
      item.shortcut.run(new KeyboardEvent('keydown'));
      return;
    }
    document.getElementById('main')?.focus();
    if (item.kind === 'person') void navigate({ to: '/leads', search: { assignee: [item.user.id] } });
    else void navigate({ to: '/leads/$id', params: { id: item.hit.lead_id } });
  };
  return (
    <PaletteList
      text={text}
      write={setText}
      groups={groups}
      settled={settled}
      choose={choose}
      hint={text.trim() === '' ? '' : HINTS[state]}
    />
  );
}

const HINTS: Readonly<Record<FinderState, string>> = {
  building: say('Notes are still being read.'),
  ready: '',
  failed: say('Notes cannot be searched now.'),
};

/** What was opened last, as far as it is still here. */
function useRecent(): readonly SearchHit[] {
  const kept = useKept();
  const { desk, user_id } = useReplica();
  return useMemo(
    () =>
      recentLeads(kept, user_id).flatMap((id): SearchHit[] => {
        const lead = desk.row(id)?.lead;
        if (!lead || lead.deleted_at !== null || lead.merged_into_id !== null) return [];
        const { name, company, city, state } = lead;
        return [{ lead_id: id, name, company, city, state, matched: { kind: 'name', text: name } }];
      }),
    [desk, user_id, kept],
  );
}

function usePeople() {
  const users = useLive(useReplica().users);
  const staff = useStaff();
  return useMemo(() => (staff ? users.filter(({ role }) => role === 'kam') : []), [users, staff]);
}
