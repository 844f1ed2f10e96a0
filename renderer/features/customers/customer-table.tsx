// The customers as a window of their rows, with headings that put them in order.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type RefObject, useEffect, useRef } from 'react';
import { wholeAmountWords } from '../../ui/amount.ts';
import { dayLabel } from '../../ui/day-words.ts';
import { useRowHeight } from '../../ui/density.tsx';
import { StatusChip, ToneChip } from '../../ui/tone-chip.tsx';
import { say } from '../../words/say.ts';
import type { CustomerRow, SortKey } from './customer-rows.ts';
import css from './customers.module.css';

const ROW_HEIGHT = 47;
const HEAD_HEIGHT = 31;

const COLUMNS: readonly { key: SortKey; label: string }[] = [
  { key: 'name', label: say('Customer') },
  { key: 'since', label: say('Since') },
  { key: 'standing', label: say('Standing') },
  { key: 'last_order', label: say('Last order') },
  { key: 'month', label: say('This month') },
  { key: 'target', label: say('Of target') },
];

export interface CustomerTableProps {
  rows: readonly CustomerRow[];
  /** Place of the selected row; -1 for none. */
  index: number;
  sort: SortKey;
  descending: boolean;
  sortBy(key: SortKey): void;
  select(index: number): void;
  open(row: CustomerRow): void;
  /** The reader's day, YYYY-MM-DD. */
  today: string;
  currency: string;
}

/** A grid that is one stop of the Tab key; the keys inside it are the screen's. */
export function CustomerTable(props: CustomerTableProps) {
  const { rows, index, open, select, today, currency } = props;
  const scroller = useRef<HTMLTableElement>(null);
  const rowHeight = useRowHeight(ROW_HEIGHT);
  const virtual = useRowWindow(scroller, rows.length, index, rowHeight);
  const selected = rows[index];
  return (
    <table
      ref={scroller}
      {...gridOf(selected ? rowElementId(selected.id) : undefined)}
      aria-rowcount={rows.length + 1}
      className={css.scroller}
    >
      <Head {...props} />
      <tbody className={css.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <Line
              key={row.id}
              row={row}
              index={item.index}
              selected={item.index === index}
              top={item.start - HEAD_HEIGHT}
              height={rowHeight}
              today={today}
              currency={currency}
              select={select}
              open={open}
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
  'aria-label': say('Customers'),
  tabIndex: 0,
  'aria-activedescendant': activeRow,
});

const rowElementId = (id: string): string => `customer-row-${id}`;

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
    overscan: 6,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    // The selected row is always there: it is what the grid points to.
    rangeExtractor: ({ startIndex, endIndex, overscan }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const window = Array.from({ length: to - from + 1 }, (_, at) => from + at);
      return index < 0 || (index >= from && index <= to) ? window : [...window, index].sort((a, b) => a - b);
    },
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

function Head({ sort, descending, sortBy }: CustomerTableProps) {
  const Arrow = descending ? IconArrowDown : IconArrowUp;
  return (
    <thead className={css.head}>
      <tr aria-rowindex={1} className={css.headRow}>
        {COLUMNS.map(({ key, label }) => (
          <th
            key={key}
            scope="col"
            aria-sort={key === sort ? (descending ? 'descending' : 'ascending') : 'none'}
            className={css.headCell}
          >
            <button type="button" className={css.sort} onClick={() => sortBy(key)}>
              {label}
              {key === sort && <Arrow size={12} stroke={2} aria-hidden />}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface LineProps extends Pick<CustomerTableProps, 'select' | 'open' | 'today' | 'currency'> {
  row: CustomerRow;
  index: number;
  selected: boolean;
  top: number;
  height: number;
}

const Line = memo(function Line(props: LineProps) {
  const { row, index, selected, top, height, select, open, today, currency } = props;
  const { name, since_on, account, last_order_on, month_minor, target_minor } = row;
  const status = account?.account.status;
  return (
    <tr
      id={rowElementId(row.id)}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-customer-id={row.id}
      className={css.row}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => {
        select(index);
        open(row);
      }}
    >
      <td className={css.cell}>
        <span className={css.name}>{name}</span>
        <span className={css.sub}>{placeOf(row)}</span>
      </td>
      <td className={css.cell}>{dayLabel(since_on, today)}</td>
      <td className={css.cell}>
        {status ? (
          <StatusChip status={status} set={account?.account.overridden !== null} />
        ) : (
          <ToneChip tone="parked">{row.row ? say('Not won') : say('No lead')}</ToneChip>
        )}
      </td>
      <td className={css.cell}>
        {last_order_on ? dayLabel(last_order_on, today) : <span className={css.sub}>{say('None yet')}</span>}
        <span className={css.sub}>{lastAmount(row)}</span>
      </td>
      <td className={css.cell}>
        {month_minor === null ? <span className={css.sub}>–</span> : wholeAmountWords(month_minor, currency)}
      </td>
      <td className={css.cell}>
        <TargetBar month={month_minor} target={target_minor} currency={currency} />
      </td>
    </tr>
  );
});

const placeOf = ({ row, name }: CustomerRow): string =>
  [row?.lead.company === name ? null : row?.lead.company, row?.lead.city].filter(Boolean).join(' · ');

function lastAmount({ row }: CustomerRow): string {
  const order = row?.last_order;
  return order?.amount_minor != null && order.currency !== null
    ? wholeAmountWords(order.amount_minor, order.currency)
    : '';
}

function TargetBar({
  month,
  target,
  currency,
}: {
  month: number | null;
  target: number | null;
  currency: string;
}) {
  if (month === null || target === null)
    return <span className={css.sub}>{month === null ? '–' : say('No target')}</span>;
  const percent = Math.floor((100 * month) / target);
  return (
    <>
      <span>
        {percent} %{' '}
        <span className={css.sub}>{say('of {target}', { target: wholeAmountWords(target, currency) })}</span>
      </span>
      <span className={css.bar} aria-hidden>
        <span data-reached={percent >= 100} style={{ width: `${Math.max(0, Math.min(100, percent))}%` }} />
      </span>
    </>
  );
}
