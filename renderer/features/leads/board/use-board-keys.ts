// The keys of the board: up and down within a column, left and right between columns, M to move the selected lead.
import { useListKeys } from '../../../ui/list-keys.ts';
import { useShortcut } from '../../../ui/shortcuts.tsx';
import { isRightToLeft } from '../../../words/direction.ts';
import { say } from '../../../words/say.ts';
import { type BoardColumn, besideColumn, placeAt, rowsBefore } from './board-columns.ts';

interface Keys {
  columns: readonly BoardColumn[];
  /** Place among all rows, column after column; -1 for none. */
  index: number;
  select(index: number): void;
  open(index: number): void;
  move(): void;
}

const NOT_HERE = '[role=menu], [role=dialog], [role=radiogroup]';

/** Answers the keys while the board is there. */
export function useBoardKeys({ columns, index, select, open, move }: Keys): void {
  const place = placeAt(columns, index);
  const first = place === null ? 0 : rowsBefore(columns, place.column);
  useListKeys({
    id: 'leads',
    group: say('Leads'),
    count: place === null ? 0 : (columns[place.column]?.rows.length ?? 0),
    index: place?.row ?? -1,
    select: (row) => select(first + row),
    open: (row) => open(first + row),
  });
  const aside = (side: -1 | 1) => (event: KeyboardEvent) => {
    if (place === null || (event.target instanceof Element && event.target.closest(NOT_HERE))) return false;
    const column = besideColumn(columns, place.column, side);
    const last = (columns[column]?.rows.length ?? 1) - 1;
    select(rowsBefore(columns, column) + Math.min(place.row, last));
  };
  const group = say('Leads');
  const left = { keys: ['ArrowLeft', 'h'], label: say('The column to the left'), group };
  useShortcut({ id: 'leads.left', ...left, run: aside(isRightToLeft() ? 1 : -1) });
  const right = { keys: ['ArrowRight', 'l'], label: say('The column to the right'), group };
  useShortcut({ id: 'leads.right', ...right, run: aside(isRightToLeft() ? -1 : 1) });
  useShortcut({
    id: 'leads.move',
    keys: ['m'],
    label: say('Move to a stage, then its letter'),
    group,
    run: () => (place === null ? false : move()),
  });
}
