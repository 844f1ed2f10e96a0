// What stood, what I wrote and what they wrote, field by field. A click or Enter chooses a side; arrows move about. The
// last choice settles the entry.
import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle, useRef, useState } from 'react';
import type { FieldConflict } from '#domain/merge/three-way.ts';
import type { FieldChoice } from '../../replica/replica-types.ts';
import { fieldWord } from '../../ui/value-words.ts';
import { readingKey } from '../../words/direction.ts';
import { say } from '../../words/say.ts';
import css from './attention-screen.module.css';

export interface FieldRow extends FieldConflict {
  /** What stands now, where that is not what they had written. */
  changedSince: boolean;
}

export interface FieldChoicesHandle {
  focus(): void;
}

interface Props {
  rows: readonly FieldRow[];
  words(side: 'base' | 'mine' | 'theirs', row: FieldRow): string;
  /** What the columns are called. */
  heads: { before: string | null; mine: string; theirs: string | null };
  /** Null where the sides can only be read. */
  choose: ((choices: Record<string, FieldChoice>) => void) | null;
  leave(): void;
  ref: Ref<FieldChoicesHandle>;
}

const SIDES: readonly FieldChoice[] = ['mine', 'theirs'];

export function FieldChoices({ rows, words, heads, choose, leave, ref }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const [choices, setChoices] = useState<Record<string, FieldChoice>>({});
  const [said, setSaid] = useState('');
  useImperativeHandle(ref, () => ({ focus: () => cellAt(table.current, 0, 'mine')?.focus() }));
  const take = (row: FieldRow, side: FieldChoice) => {
    const next = { ...choices, [row.field]: side };
    const left = rows.filter(({ field }) => next[field] === undefined);
    setChoices(next);
    setSaid(
      say('{field}: {side}, {words}. {at} of {length} chosen.', {
        field: fieldWord(row.field),
        side,
        words: words(side, row),
        at: rows.length - left.length,
        length: rows.length,
      }),
    );
    const [first] = left;
    if (first === undefined) choose?.(next);
    else cellAt(table.current, rows.indexOf(first), side)?.focus();
  };
  return (
    <>
      <table ref={table} className={css.values} {...keysOf(table, rows.length, leave)}>
        <thead>
          <tr>
            <th scope="col">{say('Field')}</th>
            {heads.before !== null && <th scope="col">{heads.before}</th>}
            <th scope="col">{heads.mine}</th>
            {heads.theirs !== null && <th scope="col">{heads.theirs}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.field}>
              <th scope="row">{fieldWord(row.field)}</th>
              {heads.before !== null && <td className={css.before}>{words('base', row)}</td>}
              {SIDES.filter((side) => side === 'mine' || heads.theirs !== null).map((side) => (
                <td key={side}>
                  {choose === null ? (
                    <span className={css.value}>{words(side, row)}</span>
                  ) : (
                    <Cell
                      at={at}
                      side={side}
                      name={`${fieldWord(row.field)}, ${side}: `}
                      chosen={choices[row.field] === side}
                      take={() => take(row, side)}
                    >
                      {words(side, row)}
                    </Cell>
                  )}
                  {side === 'theirs' && row.changedSince && (
                    <span className={css.quiet}>{say('changed again since')}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <VisuallyHidden role="status" aria-label={say('Choice')}>
        {said}
      </VisuallyHidden>
    </>
  );
}

function Cell(props: {
  at: number;
  side: FieldChoice;
  name: string;
  chosen: boolean;
  take(): void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={css.choice}
      data-at={props.at}
      data-side={props.side}
      aria-pressed={props.chosen}
      onClick={props.take}
    >
      <VisuallyHidden>{props.name}</VisuallyHidden>
      {props.children}
    </button>
  );
}

const cellAt = (table: HTMLElement | null, at: number, side: FieldChoice) =>
  table?.querySelector<HTMLElement>(`[data-at="${at}"][data-side="${side}"]`);

const MOVES: Readonly<Record<string, { by?: number; to?: FieldChoice }>> = {
  ArrowUp: { by: -1 },
  ArrowDown: { by: 1 },
  ArrowLeft: { to: 'mine' },
  ArrowRight: { to: 'theirs' },
};

// The arrows move between the cells instead of between the entries.
const keysOf = (table: { current: HTMLElement | null }, count: number, leave: () => void) => ({
  onKeyDown: (event: KeyboardEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-at]') : null;
    if (cell === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const move = MOVES[readingKey(event.key)];
    if (event.key === 'Escape') leave();
    else if (move === undefined) return;
    else {
      const at = Math.max(0, Math.min(count - 1, Number(cell.dataset['at']) + (move.by ?? 0)));
      cellAt(table.current, at, move.to ?? (cell.dataset['side'] === 'theirs' ? 'theirs' : 'mine'))?.focus();
    }
    event.preventDefault();
  },
});
