// The list of leads: filters, sort and pages by key, so that rows which arrive meanwhile shift nothing.
import { and, count, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Lead } from '#domain/lead/lead.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { documentOf } from '../feed/document-tables.ts';
import { whereFound } from './search-filter.ts';
import { type SlaState, whereSla } from './sla-filter.ts';
import { inScope, visibleTo } from './visible-leads.ts';

/** How a list may be sorted; with a minus before it, descending. Ties go by id. */
export const SORTS = ['name', 'created_at', 'updated_at', 'value_minor'] as const;
export type Sort = (typeof SORTS)[number];

export interface LeadFilters {
  states?: string[] | undefined;
  /** null: leads that nobody has. */
  assignee_id?: string | null | undefined;
  source?: string | undefined;
  /** Beginnings of words in name, address, company or city, all of them; or a part of a telephone number. */
  q?: string | undefined;
  tag?: string | undefined;
  sla?: SlaState | undefined;
  /** Conditions of the workspace's own fields; see `whereCustom`. */
  own?: SQL[] | undefined;
  /** Only these leads. */
  ids?: string[] | undefined;
}

export interface LeadListQuery extends LeadFilters {
  sort: Sort;
  descending: boolean;
  page_size: number;
  after_id?: string | undefined;
}

/** What the time-dependent filters compare with. */
export interface Now {
  now: string;
  reminderMinutes: number;
}

// Names are sorted by code points of their lower case, alike on every engine; a lead without a value is worth less than 0.
const SORT_KEY: Record<Sort, SQL> = {
  name: sql`lower(${leads.name}) collate "C"`,
  created_at: sql`${leads.created_at}`,
  updated_at: sql`${leads.updated_at}`,
  value_minor: sql`coalesce(${leads.value_minor}, -1)`,
};

/**
 * One lead more than the page has, and how many there are in all. Refusal: `bad_query` where `after_id` is no lead that
 * this person sees (one that was deleted meanwhile still holds its place).
 */
export async function listLeads(
  q: Queryable,
  actor: Actor,
  query: LeadListQuery,
  at: Now,
): Promise<Result<{ rows: Lead[]; total: number }, Refusal>> {
  const { after_id } = query;
  if (after_id !== undefined && !(await isPlace(q, actor, after_id))) {
    return refuse(
      refusal('bad_query', { errors: [{ path: 'after_id', message: 'is no lead of this list' }] }),
    );
  }
  const wanted = whereListed(actor, query, at);
  const [counted] = await q.select({ total: count() }).from(leads).where(wanted);
  const rows = await selectLeads(q, actor, query, at);
  return ok({ rows: rows.map((row) => documentOf('leads', row)), total: counted?.total ?? 0 });
}

/** The statement of a page, one lead more than it has. */
export function selectLeads(q: Queryable, actor: Actor, query: LeadListQuery, at: Now) {
  const { after_id, page_size } = query;
  const direction = sql.raw(query.descending ? 'desc' : 'asc');
  return q
    .select()
    .from(leads)
    .where(and(whereListed(actor, query, at), after_id === undefined ? undefined : after(query, after_id)))
    .orderBy(sql`${SORT_KEY[query.sort]} ${direction}, ${leads.id} ${direction}`)
    .limit(page_size + 1);
}

/** The condition on `leads` that this person sees the row and that it fits the filters. */
export const whereListed = (actor: Actor, filters: LeadFilters, at: Now): SQL | undefined =>
  and(visibleTo(actor), ...conditionsOf(filters, at));

async function isPlace(q: Queryable, actor: Actor, id: string): Promise<boolean> {
  const rows = await q
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.id, id), inScope(actor)));
  return rows.length > 0;
}

function after({ sort, descending }: LeadListQuery, id: string): SQL {
  const key = SORT_KEY[sort];
  const beyond = sql.raw(descending ? '<' : '>');
  return sql`(${key}, ${leads.id}) ${beyond} (select ${key}, ${leads.id} from ${leads} where ${leads.id} = ${id})`;
}

function conditionsOf(filters: LeadFilters, at: Now): (SQL | undefined)[] {
  const { states, assignee_id, source, q, tag, sla, ids, own = [] } = filters;
  return [
    states && inArray(leads.state, states),
    assignee_id === undefined
      ? undefined
      : assignee_id === null
        ? isNull(leads.assignee_id)
        : eq(leads.assignee_id, assignee_id),
    source === undefined ? undefined : eq(leads.source, source),
    tag === undefined ? undefined : sql`${leads.tags} @> ${JSON.stringify([tag])}::jsonb`,
    sla && whereSla(sla, at),
    ...own,
    ids && sql`${leads.id} = any(${`{${ids.join(',')}}`}::uuid[])`,
    q === undefined ? undefined : whereFound(q),
  ];
}
