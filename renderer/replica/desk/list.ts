// The Leads screen's rows: filtered and sorted, always in a total order so that rows never swap by themselves.
import { compareCodePoints } from '#domain/plan/order.ts';
import { isPlanned } from '#domain/plan/plan.ts';
import type { DeskRow, LeadFilter, LeadSort, LeadSortKey } from '../desk-types.ts';
import { plainWords } from './plain-words.ts';
import type { WorkedRow } from './rows.ts';

/** The rows that fit every part of the filter but its text, which is the search's. */
export function filterRows(rows: readonly WorkedRow[], filter: Omit<LeadFilter, 'text'>): WorkedRow[] {
  return rows.filter(({ row }) => fits(row, filter));
}

function fits({ lead, category, plan }: DeskRow, filter: LeadFilter): boolean {
  const { states, categories, tags, tiers, assignee_ids, sources, cities, buckets } = filter;
  return (
    among(states, lead.state) &&
    among(categories, category) &&
    among(tiers, lead.tier) &&
    among(assignee_ids, lead.assignee_id) &&
    among(sources, lead.source) &&
    among(cities, lead.city) &&
    among(buckets, plan.bucket) &&
    (tags === undefined || tags.some((tag) => lead.tags.includes(tag)))
  );
}

const among = <T>(wanted: readonly T[] | undefined, value: NoInfer<T> | null): boolean =>
  wanted === undefined || (wanted as readonly (T | null)[]).includes(value);

type Key = string | number | null;

const KEYS: Record<LeadSortKey, (worked: WorkedRow) => Key> = {
  name: () => null,
  due: ({ row: { plan } }) => (isPlanned(plan) ? plan.due_at : null),
  value: ({ value_minor }) => value_minor,
  last_contact: ({ row: { plan } }) => (isPlanned(plan) ? plan.last_at : null),
  created: ({ row: { lead } }) => lead.created_at,
  state: ({ row: { lead } }) => lead.state,
  city: ({ row: { lead } }) => plainWords(lead.city ?? '') || null,
};

/** The rows in the chosen order; equal ones by name, then by id; rows without the value stand last either way. */
export function sortRows(rows: readonly WorkedRow[], { by, descending = false }: LeadSort): DeskRow[] {
  const keyOf = KEYS[by];
  const sign = descending ? -1 : 1;
  return rows
    .map((worked) => ({ row: worked.row, key: keyOf(worked), name: worked.row.lead.name.toLowerCase() }))
    .sort((a, b) => byKey(a.key, b.key, sign) || (by === 'name' ? sign : 1) * byName(a, b))
    .map(({ row }) => row);
}

function byKey(a: Key, b: Key, sign: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return (a < b ? -1 : 1) * sign;
}

const byName = (a: { name: string; row: DeskRow }, b: { name: string; row: DeskRow }): number =>
  compareCodePoints(a.name, b.name) || compareCodePoints(a.row.lead_id, b.row.lead_id);
