// What may be done with the marked leads, below the list for as long as there are any.
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { BUILT_IN_STATES } from '#domain/settings/settings.ts';
import type { DeskRow } from '../../../replica/desk-types.ts';
import { useLive, useReplica } from '../../../replica/replica-context.tsx';
import { useShortcut } from '../../../ui/shortcuts.tsx';
import { stateLetters } from '../../../ui/state-letters.ts';
import { useLetterMenu } from '../../../ui/use-letter-menu.ts';
import { say } from '../../../words/say.ts';
import css from './bulk.module.css';
import { BulkDialog } from './bulk-dialog.tsx';
import { BULK_KINDS, type BulkKind, EMPTY, KIND_WORDS } from './bulk-values.ts';
import { leadsWords } from './bulk-words.ts';
import type { Marks } from './use-marks.ts';

interface Props {
  marks: Marks;
  rows: readonly DeskRow[];
  mayAssign: boolean;
  nameOfUser(id: string | null): string;
}

const KEYS: Readonly<Record<BulkKind, string>> = {
  state: 'm',
  assignee: 'a',
  tags: 't',
  tier: 'r',
  cadence: 'y',
  snooze: 's',
};

export function BulkBar({ marks, rows, mayAssign, nameOfUser }: Props) {
  const [kind, setKind] = useState<BulkKind | null>(null);
  const [values, setValues] = useState(EMPTY);
  const letters = useStateLetters((state) => setValues((before) => ({ ...before, state })));
  const turnTo = (next: BulkKind | null) => {
    letters.set(next === 'state');
    setKind(next);
  };
  const kinds = BULK_KINDS.filter((one) => mayAssign || one !== 'assignee');
  const marked = useMemo(() => rows.filter(({ lead_id }) => marks.has(lead_id)), [rows, marks]);
  if (marks.ids.length === 0 && kind === null) return null;
  const close = (done: boolean) => {
    turnTo(null);
    setValues(EMPTY);
    if (done) marks.clear();
  };
  return (
    <section className={css.strip} aria-label={say('Marked leads')}>
      <span role="status" className={css.count}>
        {say('{leads} marked', { leads: leadsWords(marks.ids.length) })}
      </span>
      {kinds.map((one) => (
        <KindButton key={one} kind={one} open={() => turnTo(one)} />
      ))}
      <Button variant="subtle" title="Esc" onClick={marks.clear} className={css.end}>
        {say('Mark none')}
      </Button>
      {kind !== null && (
        <BulkDialog
          kind={kind}
          setKind={turnTo}
          values={values}
          setValues={setValues}
          rows={marked}
          mayAssign={mayAssign}
          nameOfUser={nameOfUser}
          close={close}
        />
      )}
    </section>
  );
}

// Whoever types M and a letter fast is ahead of the window being drawn and focused.
function useStateLetters(choose: (state: string) => void) {
  const states = useLive(useReplica().settings)?.states ?? BUILT_IN_STATES;
  return useLetterMenu((letter) => {
    const state = stateLetters(states.map(({ name }) => name)).get(letter);
    if (state !== undefined) choose(state);
    return state !== undefined;
  });
}

function KindButton({ kind, open }: { kind: BulkKind; open(): void }) {
  const key = KEYS[kind];
  useShortcut({
    id: `leads.many.${kind}`,
    keys: [key],
    label: say('Change the marked leads: {toLowerCase}', { toLowerCase: KIND_WORDS[kind].toLowerCase() }),
    group: say('Marked leads'),
    run: open,
  });
  return (
    <Button
      variant="default"
      title={say('Key {toUpperCase}', { toUpperCase: key.toUpperCase() })}
      onClick={open}
    >
      {KIND_WORDS[kind]}
    </Button>
  );
}
