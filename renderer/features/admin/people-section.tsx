// The people of the workspace: who they are, what each may do, and what is done when one comes, is away, or leaves.
import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { User } from '#domain/user/user.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { useMay } from '../../session/use-may.ts';
import { useListKeys } from '../../ui/list-keys.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { VirtualListbox } from '../../ui/virtual-listbox.tsx';
import { say, tongue } from '../../words/say.ts';
import css from './admin.module.css';
import { NewPerson } from './new-person.tsx';
import { PersonDetail } from './person-detail.tsx';
import { ROLE_WORDS } from './role-words.ts';

const ROW_HEIGHT = 50;
const idOf = ({ id }: User): string => id;

/** The section of Admin. */
export function PeopleSection() {
  const people = useLive(useReplica().users);
  const mayChange = useMay('users.change');
  const sections = useMemo(() => sectionsOf(people), [people]);
  const ordered = useMemo(() => sections.flatMap(({ rows }) => rows), [sections]);
  const [selected, setSelected] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [pane, list] = [useRef<HTMLElement>(null), useRef<HTMLDivElement>(null)];
  const index = Math.max(
    0,
    ordered.findIndex(({ id }) => id === selected),
  );
  const person = ordered[index];
  const select = (id: string | null) => {
    setAdding(false);
    setSelected(id);
  };
  const open = () => pane.current?.querySelector<HTMLElement>('input, button')?.focus();
  const leave = () => {
    setAdding(false);
    list.current?.focus();
  };
  useListKeys({
    id: 'people',
    group: say('People'),
    count: ordered.length,
    index,
    select: (at) => select(ordered[at]?.id ?? null),
    open,
  });
  const add = () => (mayChange ? setAdding(true) : false);
  useShortcut({
    id: 'people.add',
    keys: ['n'],
    label: say('Invite a person'),
    group: say('People'),
    run: add,
  });
  return (
    <div className={css.split}>
      <div className={css.listPane} style={{ flexBasis: 280 }}>
        <div className={css.listBar}>
          {mayChange ? (
            <Button
              title="N"
              leftSection={<IconUserPlus size={15} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {say('Invite a person')}
            </Button>
          ) : (
            <span className={css.quiet}>{say('Admins invite and change people.')}</span>
          )}
        </div>
        <div className={css.list}>
          <VirtualListbox
            ref={list}
            label={say('People')}
            idAttribute="data-entry-id"
            sections={sections}
            idOf={idOf}
            renderRow={(user) => <PersonRow user={user} />}
            rowHeight={ROW_HEIGHT}
            selectedId={adding ? null : (person?.id ?? null)}
            onSelect={select}
            onOpen={open}
          />
        </div>
      </div>
      <section
        ref={pane}
        className={css.detail}
        aria-label={adding ? say('A new person') : say('The chosen person')}
      >
        {adding ? (
          <NewPerson leave={leave} />
        ) : (
          person && <PersonDetail key={person.id} user={person} people={people} leave={leave} />
        )}
      </section>
    </div>
  );
}

function sectionsOf(people: readonly User[]) {
  const byName = [...people].sort((a, b) => a.name.localeCompare(b.name, tongue().locale));
  const part = (key: string, label: string, rows: User[]) => ({
    ...{ key, label, rows },
    heading: (
      <div className={css.listHeading}>
        {label} <span className={css.quiet}>{rows.length}</span>
      </div>
    ),
  });
  return [
    part(
      'active',
      say('Active'),
      byName.filter(({ is_active }) => is_active),
    ),
    part(
      'not-active',
      say('Not active'),
      byName.filter(({ is_active }) => !is_active),
    ),
  ];
}

const PersonRow = ({ user }: { user: User }) => (
  <div className={css.item}>
    <span className={css.itemName}>{user.name}</span>
    <ToneChip tone={user.role === 'kam' ? 'parked' : user.role === 'manager' ? 'today' : 'fresh'}>
      {ROLE_WORDS[user.role]}
    </ToneChip>
    <span className={css.itemWords}>{user.email}</span>
  </div>
);
