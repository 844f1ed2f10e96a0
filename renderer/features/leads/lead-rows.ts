// The rows of the list: what the desk answers to the filter, narrowed by text and promise, in the chosen order.
import type { Desk, DeskRow, LeadSortKey, SearchHit } from '../../replica/desk-types.ts';
import { customKey } from './custom-words.ts';
import { type ColumnKey, deskFilterOf, type LeadsSearch } from './leads-search.ts';

export interface LeadRows {
  rows: readonly DeskRow[];
  /** How many leads there are without any filter. */
  total: number;
  /** Why a lead was found, by its id; empty without text. */
  hits: ReadonlyMap<string, SearchHit>;
}

const DESK_SORTS: Readonly<Partial<Record<ColumnKey, LeadSortKey>>> = {
  name: 'name',
  state: 'state',
  due: 'due',
  city: 'city',
  value: 'value',
  created: 'created',
};

/** Who looks at the list, and what people are called, for the order by assignee. */
export interface Looker {
  me: string;
  nameOfUser(id: string | null): string;
}

/** With text and no chosen order, the best find comes first. */
export function leadRowsOf(
  desk: Pick<Desk, 'list' | 'search'>,
  search: LeadsSearch,
  { me, nameOfUser }: Looker,
): LeadRows {
  const total = desk.list().length;
  const found = search.q === undefined ? null : desk.search(search.q, total);
  const hits = new Map((found ?? []).map((hit) => [hit.lead_id, hit]));
  const filtered = desk
    .list(deskFilterOf(search, me), deskSortOf(search))
    .filter((row) => (found === null || hits.has(row.lead_id)) && hasPromise(row, search.sla));
  return { rows: ordered(filtered, search, { hits, nameOfUser }), total, hits };
}

const hasPromise = (row: DeskRow, wanted: LeadsSearch['sla']): boolean =>
  wanted === undefined || (row.sla !== null && wanted.includes(row.sla.state));

function deskSortOf({ sort = 'name', desc }: LeadsSearch) {
  const by = DESK_SORTS[sort];
  return by === undefined ? { by: 'name' as const } : { by, descending: desc === true };
}

interface OrderFacts extends Pick<Looker, 'nameOfUser'> {
  hits: ReadonlyMap<string, SearchHit>;
}

// Sorting is stable: rows that are equal in the chosen column keep the order by name.
function ordered(rows: DeskRow[], { q, sort, desc }: LeadsSearch, facts: OrderFacts): DeskRow[] {
  if (sort === undefined && q !== undefined) {
    const rank = new Map([...facts.hits.keys()].map((id, place) => [id, place]));
    return rows.sort((a, b) => (rank.get(a.lead_id) ?? 0) - (rank.get(b.lead_id) ?? 0));
  }
  const key = localKeyOf(sort, facts);
  if (key === null) return rows;
  const sign = desc ? -1 : 1;
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => byKey(a.key, b.key, sign))
    .map(({ row }) => row);
}

type Key = string | number | null;

function byKey(a: Key, b: Key, sign: number): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -sign : sign;
}

const STATUS_ORDER = ['UNDER', 'WATCH', 'NEW', 'STEADY', 'WELL'];

// What the desk does not sort by; leads without a value stand last either way.
function localKeyOf(sort: ColumnKey | undefined, { nameOfUser }: OrderFacts): ((row: DeskRow) => Key) | null {
  const own = /^custom\.(.+)$/.exec(sort ?? '')?.[1];
  if (own !== undefined) return ({ lead }) => customKey(lead.custom[own]);
  switch (sort) {
    case 'email':
    case 'company':
    case 'country':
    case 'source':
      return ({ lead }) => lead[sort]?.toLowerCase() ?? null;
    case 'tier':
      return ({ lead }: DeskRow) => lead.tier;
    case 'assignee':
      return ({ lead }: DeskRow) => nameOfUser(lead.assignee_id) || null;
    case 'last_contact':
      return ({ last_interaction }: DeskRow) => last_interaction?.occurred_at ?? null;
    case 'status':
      return ({ performance }: DeskRow) =>
        performance === null ? null : String(STATUS_ORDER.indexOf(performance));
    default:
      return null;
  }
}
