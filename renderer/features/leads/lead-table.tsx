// The list as a window of its rows: whatever their number, only those in sight are in the page.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type MouseEvent, type RefObject, useEffect, useRef } from 'react';
import { useDesk } from '../../replica/replica-context.tsx';
import { useRowHeight } from '../../ui/density.tsx';
import { useListKeys } from '../../ui/list-keys.ts';
import { say } from '../../words/say.ts';
import { MarkAllBox } from './bulk/mark-box.tsx';
import type { Marks } from './bulk/use-marks.ts';
import { type Column, tracksOf } from './lead-columns.ts';
import { LeadRow, rowElementId } from './lead-row.tsx';
import type { LeadRows } from './lead-rows.ts';
import css from './leads.module.css';
import type { ColumnKey } from './leads-search.ts';

const ROW_HEIGHT = 47;
const HEAD_HEIGHT = 31;
const OVERSCAN = 6;

export interface LeadTableProps extends LeadRows {
  columns: readonly Column[];
  sort: ColumnKey | undefined;
  descending: boolean;
  /** Place of the selected row; -1 for none. */
  index: number;
  select(index: number): void;
  marks: Marks;
  sortBy(key: ColumnKey): void;
  open(leadId: string): void;
  nameOfUser(id: string | null): string;
  /** Whose a lead is, where it is a colleague's. */
  ownerOf(id: string | null): string | null;
}

/** A grid that is one stop of the Tab key; the keys inside it are the screen's. */
export function LeadTable(props: LeadTableProps) {
  const { rows, hits, columns, index, select, open, nameOfUser, ownerOf } = props;
  const scroller = useRef<HTMLTableElement>(null);
  const rowHeight = useRowHeight(ROW_HEIGHT);
  const virtual = useRowWindow(scroller, rows.length, index, rowHeight);
  const planned = useDesk((desk) => desk.ready()) === 'ready';
  const openAt = (at: number) => {
    const id = rows[at]?.lead_id;
    if (id !== undefined) open(id);
  };
  useListKeys({ id: 'leads', group: say('Leads'), count: rows.length, index, select, open: openAt });
  const selected = rows[index];
  const shown = virtual.getVirtualItems();
  const inSight = shown.some((item) => item.index === index);
  return (
    <table
      ref={scroller}
      {...gridOf(selected && inSight ? rowElementId(selected.lead_id) : undefined)}
      aria-rowcount={rows.length + 1}
      {...openingBy(open)}
      className={css.scroller}
      style={tableStyle(columns, rowHeight)}
    >
      <Head {...props} />
      <tbody className={css.body} style={{ height: virtual.getTotalSize() }}>
        {shown.map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <LeadRow
              key={row.lead_id}
              row={row}
              hit={hits.get(row.lead_id)}
              index={item.index}
              selected={item.index === index}
              top={item.start - HEAD_HEIGHT}
              columns={columns}
              assignee={nameOfUser(row.lead.assignee_id)}
              planned={planned}
              owner={ownerOf(row.lead.assignee_id)}
              marked={props.marks.has(row.lead_id)}
              toggle={props.marks.toggle}
              through={props.marks.through}
            />
          );
        })}
      </tbody>
    </table>
  );
}

// A grid, not a table to be read: one stop of the Tab key with a selected row inside.
const gridOf = (activeRow: string | undefined) => ({
  role: 'grid',
  'aria-label': say('Leads'),
  tabIndex: 0,
  'aria-activedescendant': activeRow,
});

// A click anywhere in a row opens it here; with Ctrl, or by the middle button, the name is a link like any other. Enter
// is a key of the screen.
const openingBy = (open: (leadId: string) => void) => ({
  onClickCapture: (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest('[data-own-click]')) return;
    const id = event.target.closest<HTMLElement>('tr[data-lead-id]')?.dataset['leadId'];
    if (id === undefined) return;
    event.preventDefault();
    open(id);
  },
});

// React takes custom properties of CSS, its types do not.
function tableStyle(
  columns: readonly Column[],
  rowHeight: number,
): CSSProperties & Record<`--${string}`, string> {
  const { tracks, min } = tracksOf(columns);
  return { '--cb-columns': tracks, '--cb-min': `${min}px`, '--cb-row': `${rowHeight}px` };
}

function useRowWindow(
  scroller: RefObject<HTMLTableElement | null>,
  count: number,
  index: number,
  rowHeight: number,
) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const { scrollToIndex, measure } = virtual;
  useEffect(() => {
    if (rowHeight > 0) measure();
  }, [rowHeight, measure]);
  useEffect(() => {
    if (index >= 0) scrollToIndex(index);
  }, [index, scrollToIndex]);
  return virtual;
}

function Head({ columns, sort, descending, sortBy, marks, rows }: LeadTableProps) {
  return (
    <thead className={css.head}>
      <tr aria-rowindex={1} className={css.headRow}>
        <th scope="col" className={css.headCell}>
          <MarkAllBox all={rows.length > 0 && marks.ids.length === rows.length} marks={marks} />
        </th>
        {columns.map((column) => (
          <HeadCell
            key={column.id}
            column={column}
            order={
              column.sort !== sort || sort === undefined ? null : descending ? 'descending' : 'ascending'
            }
            sortBy={sortBy}
          />
        ))}
      </tr>
    </thead>
  );
}

function HeadCell({
  column: { label, sort },
  order,
  sortBy,
}: {
  column: Column;
  order: 'ascending' | 'descending' | null;
  sortBy(key: ColumnKey): void;
}) {
  if (sort === undefined)
    return (
      <th scope="col" className={css.headCell}>
        {label}
      </th>
    );
  const Arrow = order === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" aria-sort={order ?? 'none'} className={css.headCell}>
      <button type="button" className={css.sort} onClick={() => sortBy(sort)}>
        {label}
        {order && <Arrow size={12} stroke={2} aria-hidden />}
      </button>
    </th>
  );
}
