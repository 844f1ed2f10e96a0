// The customers as rows of a table: each with its account where the lead is here, searched and put in order.
import type { Customer } from '#domain/customer/customer.ts';
import type { Exchange } from '#domain/performance/order-days.ts';
import { dayIn } from '#domain/time.ts';
import type { AccountRow, DeskRow } from '../../replica/desk-types.ts';
import { lastMonths } from '../../ui/month-values.ts';

export interface CustomerRow {
  id: string;
  name: string;
  since_on: string;
  assignee_id: string | null;
  /** null: it has no lead, or none that is on this computer. */
  row: DeskRow | null;
  /** null: the lead is not won. */
  account: AccountRow | null;
  /** Minor units of the workspace's currency, of this month so far; null without an account. */
  month_minor: number | null;
  target_minor: number | null;
  /** Local day of the account. */
  last_order_on: string | null;
}

export const SORT_KEYS = ['name', 'since', 'standing', 'last_order', 'month', 'target'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

interface Known {
  rows: ReadonlyMap<string, DeskRow>;
  accounts: ReadonlyMap<string, AccountRow>;
  settings: Exchange;
}

export function customerRow(
  { id, name, since_on, assignee_id, lead_id }: Customer,
  known: Known,
): CustomerRow {
  const row = known.rows.get(lead_id ?? '') ?? null;
  const account = known.accounts.get(lead_id ?? '') ?? null;
  const last = row?.last_order ?? null;
  return {
    ...{ id, name, since_on, assignee_id, row, account },
    month_minor: account
      ? (lastMonths(account.trade, account.account.as_of_on, known.settings).at(-1)?.net_minor ?? null)
      : null,
    target_minor: account?.trade.metric?.monthly_target_minor ?? null,
    last_order_on: row && last ? dayIn(last.occurred_at, account?.trade.time_zone ?? row.time_zone) : null,
  };
}

/** The rows in which every word is found, in name, company or city. */
export function foundRows(rows: readonly CustomerRow[], text: string): readonly CustomerRow[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ name, row }) => {
    const own = plain([name, row?.lead.name, row?.lead.company, row?.lead.city].filter(Boolean).join(' '));
    return words.every((word) => own.includes(word));
  });
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const STANDINGS = ['UNDER', 'WATCH', 'NEW', 'STEADY', 'WELL'];
const KEYS: Record<SortKey, (row: CustomerRow) => string | number | null> = {
  name: () => null,
  since: ({ since_on }) => since_on,
  standing: ({ account }) => (account?.account.status ? STANDINGS.indexOf(account.account.status) : null),
  last_order: ({ last_order_on }) => last_order_on,
  month: ({ month_minor }) => month_minor,
  target: ({ month_minor, target_minor }) =>
    month_minor === null || target_minor === null ? null : month_minor / target_minor,
};

/** In the chosen order; equal ones by name, then by id; those without the value last either way. */
export function sortedRows(rows: readonly CustomerRow[], by: SortKey, descending: boolean): CustomerRow[] {
  const sign = descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: KEYS[by](row), name: row.name.toLowerCase() }));
  const byName = (a: (typeof keyed)[number], b: (typeof keyed)[number]) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.row.id < b.row.id ? -1 : 1;
  return keyed
    .sort((a, b) => {
      if (a.key === b.key) return (by === 'name' ? sign : 1) * byName(a, b);
      if (a.key === null) return 1;
      if (b.key === null) return -1;
      return (a.key < b.key ? -1 : 1) * sign;
    })
    .map(({ row }) => row);
}
