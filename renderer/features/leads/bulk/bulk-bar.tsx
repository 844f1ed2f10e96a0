// What may be done with the marked leads, below the list for as long as there are any.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DeskRow } from '../../../replica/desk-types.ts';
import { useShortcut } from '../../../ui/shortcuts.tsx';
import css from './bulk.module.css';
import { BulkDialog } from './bulk-dialog.tsx';
import { BULK_KINDS, type BulkKind, KIND_WORDS } from './bulk-values.ts';
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
  const kinds = BULK_KINDS.filter((one) => mayAssign || one !== 'assignee');
  if (marks.ids.length === 0 && kind === null) return null;
  const marked = rows.filter(({ lead_id }) => marks.has(lead_id));
  const close = (done: boolean) => {
    setKind(null);
    if (done) marks.clear();
  };
  return (
    <section className={css.strip} aria-label="Marked leads">
      <span role="status" className={css.count}>
        {leadsWords(marks.ids.length)} marked
      </span>
      {kinds.map((one) => (
        <KindButton key={one} kind={one} open={() => setKind(one)} />
      ))}
      <Button variant="subtle" title="Esc" onClick={marks.clear} className={css.end}>
        Mark none
      </Button>
      {kind !== null && (
        <BulkDialog
          kind={kind}
          setKind={setKind}
          rows={marked}
          mayAssign={mayAssign}
          nameOfUser={nameOfUser}
          close={close}
        />
      )}
    </section>
  );
}

function KindButton({ kind, open }: { kind: BulkKind; open(): void }) {
  const key = KEYS[kind];
  useShortcut({
    id: `leads.many.${kind}`,
    keys: [key],
    label: `Change the marked leads: ${KIND_WORDS[kind].toLowerCase()}`,
    group: 'Marked leads',
    run: open,
  });
  return (
    <Button variant="default" title={`Key ${key.toUpperCase()}`} onClick={open}>
      {KIND_WORDS[kind]}
    </Button>
  );
}
