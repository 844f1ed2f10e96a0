// The rows of the file as a grid of which only a window is drawn. Arrows move about, Enter or F2 changes a cell, Enter
// keeps it, Esc leaves it as it was.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ImportReply } from '#domain/imports/import-reply.ts';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { readingKey } from '../../words/direction.ts';
import { say } from '../../words/say.ts';
import css from './import.module.css';
import type { Mapping } from './mapping.ts';
import type { Table } from './table.ts';

type Row = ImportReply['rows'][number];

interface Props {
  table: Table;
  rows: readonly Row[];
  mapping: Mapping;
  mended: ReadonlySet<string>;
  mend(row: number, column: number, text: string): void;
}

const ROW_HEIGHT = 34;
const CELL_WIDTH = 160;
const FIRST_WIDTH = 210;
const OVERSCAN = 6;
const CHIPS = {
  created: { tone: 'now', words: say('New') },
  updated: { tone: 'today', words: say('Changed') },
  duplicate: { tone: 'parked', words: say('There already') },
  invalid: { tone: 'overdue', words: say('Wrong') },
} as const;

// The cells are drawn in a window, each at its place: a table element cannot do that.
const gridOf = (rows: number, columns: number) => ({
  ...{
    role: 'grid',
    tabIndex: 0,
    'aria-label': say('Rows of the file'),
    'aria-rowcount': rows,
    'aria-colcount': columns,
  },
});
const PLAIN = { role: 'presentation' };
const HEAD = { role: 'columnheader' };
const ROW_HEAD = { role: 'rowheader' };
const rowAt = (index: number) => ({ role: 'row', 'aria-rowindex': index });
const cellRole = (here: boolean, wrong: boolean) => ({
  ...{ role: 'gridcell', 'aria-selected': here },
  ...(wrong ? { 'aria-invalid': true } : {}),
});

/** Rows and columns that a key goes; far beyond an end is the end. */
const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageDown: [12, 0],
  PageUp: [-12, 0],
  Home: [0, -10_000],
  End: [0, 10_000],
};

/** What is wrong with the cells of a row, by column; under -1 what belongs to none of them. */
export function cellErrors(row: Row, table: Table, mapping: Mapping): Map<number, string> {
  const found = new Map<number, string>();
  for (const { path, message } of row.errors ?? []) {
    const column = table.header.findIndex((name) => {
      const field = mapping[name];
      return field !== null && field !== undefined && (path === field || path.startsWith(`${field}.`));
    });
    const words = column < 0 && path !== '' ? `${path.replaceAll('_', ' ')} ${message}` : message;
    found.set(column, [found.get(column), words].filter(Boolean).join('; '));
  }
  return found;
}

export function CellGrid({ table, rows, mapping, mended, mend }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const [typing, setTyping] = useState<string | null>(null);
  const virtualizer = useVirtualizer({
    ...{ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT },
    ...{ overscan: OVERSCAN, scrollPaddingStart: ROW_HEIGHT },
  });
  const row = Math.min(at.row, rows.length - 1);
  useEffect(() => {
    if (row < 0) return;
    virtualizer.scrollToIndex(row);
    const shown = scroller.current?.querySelector(`[data-cell="${row} ${at.column}"]`);
    shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [virtualizer, row, at.column]);
  const move = (rowBy: number, columnBy: number) =>
    setAt({
      row: Math.max(0, Math.min(rows.length - 1, row + rowBy)),
      column: Math.max(0, Math.min(table.header.length - 1, at.column + columnBy)),
    });
  const cellOf = (of: number, column: number): string => table.rows[(rows[of]?.row ?? 0) - 1]?.[column] ?? '';
  const end = (keep: boolean) => {
    const line = rows[row];
    if (keep && typing !== null && line) mend(line.row - 1, at.column, typing);
    setTyping(null);
    scroller.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing !== null) {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.stopPropagation();
      event.preventDefault();
      end(event.key === 'Enter');
      return;
    }
    const by = MOVES[readingKey(event.key)];
    if (!by && event.key !== 'Enter' && event.key !== 'F2') return;
    event.preventDefault();
    event.stopPropagation();
    if (by) move(...by);
    else setTyping(cellOf(row, at.column));
  };
  const byMouse = (of: number, column: number) => ({
    onMouseDown: () => setAt({ row: of, column }),
    onDoubleClick: () => setTyping(cellOf(of, column)),
  });
  const width = FIRST_WIDTH + CELL_WIDTH * table.header.length;
  return (
    <div
      ref={scroller}
      className={css.grid}
      {...gridOf(rows.length + 1, table.header.length + 1)}
      {...(rows.length > 0 ? { 'aria-activedescendant': `cell-${row}-${at.column}` } : {})}
      {...{ onKeyDown }}
    >
      <div className={css.gridHead} {...rowAt(1)} style={{ width }}>
        <span {...HEAD} className={css.first} style={{ width: FIRST_WIDTH }}>
          {say('Row')}
        </span>
        {table.header.map((name) => (
          <span
            key={name}
            {...HEAD}
            className={css.cell}
            style={{ width: CELL_WIDTH }}
            data-out={mapping[name] === null}
          >
            {name}
          </span>
        ))}
      </div>
      <div {...PLAIN} style={{ position: 'relative', width, height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = rows[index];
          if (!line) return null;
          const errors = cellErrors(line, table, mapping);
          return (
            <div
              key={line.row}
              {...rowAt(index + 2)}
              className={css.gridRow}
              style={{ transform: `translateY(${start}px)`, width }}
            >
              <span {...ROW_HEAD} className={css.first} style={{ width: FIRST_WIDTH }} title={errors.get(-1)}>
                <span className={css.number}>{line.row}</span>
                <ToneChip tone={CHIPS[line.outcome].tone}>{CHIPS[line.outcome].words}</ToneChip>
                <span className={css.rowError}>{errors.get(-1)}</span>
              </span>
              {table.header.map((name, column) => {
                const here = index === row && column === at.column;
                return (
                  <span
                    key={name}
                    id={`cell-${index}-${column}`}
                    {...cellRole(here, errors.has(column))}
                    className={css.cell}
                    style={{ width: CELL_WIDTH }}
                    data-cell={`${index} ${column}`}
                    data-here={here}
                    data-mended={mended.has(`${line.row - 1} ${column}`)}
                    data-out={mapping[name] === null}
                    title={errors.get(column)}
                    {...byMouse(index, column)}
                  >
                    {here && typing !== null ? (
                      <input
                        // biome-ignore lint/a11y/noAutofocus: the person asked to write here
                        autoFocus
                        className={css.cellInput}
                        aria-label={say('{name} of row {row}', { name, row: line.row })}
                        value={typing}
                        onChange={({ currentTarget }) => setTyping(currentTarget.value)}
                        onBlur={() => end(true)}
                      />
                    ) : (
                      cellOf(index, column)
                    )}
                  </span>
                );
              })}
            </div>
          );
        })}
      </div>
      <Wrong row={rows[row]} column={at.column} table={table} mapping={mapping} />
    </div>
  );
}

/** What is wrong where one stands, also said to who does not see the colours. */
function Wrong({
  row,
  column,
  table,
  mapping,
}: {
  row: Row | undefined;
  column: number;
  table: Table;
  mapping: Mapping;
}) {
  const errors = row ? cellErrors(row, table, mapping) : new Map<number, string>();
  const words = [errors.get(column), errors.get(-1)].filter(Boolean).join('; ');
  return (
    <div role="status" aria-label={say('What is wrong here')} className={css.wrong} data-shown={words !== ''}>
      {words && say('Row {row}: {words}.', { row: row?.row ?? '', words })}
    </div>
  );
}
