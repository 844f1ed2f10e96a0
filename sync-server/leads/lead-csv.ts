// Leads as rows for a spreadsheet, page by page, so that no more than a page is held at once.
import { type SQL, sql } from 'drizzle-orm';
import type { Lead } from '#domain/lead/lead.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { type Queryable, rowsOf } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { users } from '../db/tables/workspace.ts';
import { type LeadListQuery, listLeads, type Now, whereListed } from './list-leads.ts';

const LEADS_A_PAGE = 500;

const COLUMNS = [
  ...(['id', 'kind', 'name', 'first_name', 'last_name', 'email', 'phone', 'company', 'city'] as const),
  ...(['country', 'address', 'tags', 'source', 'tier', 'state', 'assignee_id', 'time_zone'] as const),
  ...(['do_not_call', 'revive_on', 'value_minor', 'currency', 'won_at', 'created_at', 'updated_at'] as const),
];

export interface LeadRows {
  header: string[];
  rows: AsyncIterable<string[]>;
}

/** The header at once, the rows when they are asked for. Refusal: as of `listLeads`. */
export async function rowsOfLeads(
  q: Queryable,
  actor: Actor,
  query: Omit<LeadListQuery, 'page_size'>,
  at: Now,
): Promise<Result<LeadRows, Refusal>> {
  const first = await pageAfter(q, actor, query, at);
  if (!first.ok) return first;
  const keys = await customKeys(q, whereListed(actor, query, at));
  const emails = new Map(
    (await q.select({ id: users.id, email: users.email }).from(users)).map(({ id, email }) => [id, email]),
  );
  return ok({
    header: [...COLUMNS, 'assignee_email', ...keys.map((key) => `custom.${key}`)],
    rows: allRows(),
  });

  async function* allRows(): AsyncGenerator<string[]> {
    for (let page = first; page.ok; ) {
      const shown = page.value.slice(0, LEADS_A_PAGE);
      for (const lead of shown) yield cellsOf(lead, keys, emails);
      if (page.value.length <= LEADS_A_PAGE) return;
      page = await pageAfter(q, actor, { ...query, after_id: shown.at(-1)?.id }, at);
    }
  }
}

async function pageAfter(
  q: Queryable,
  actor: Actor,
  query: Omit<LeadListQuery, 'page_size'>,
  at: Now,
): Promise<Result<Lead[], Refusal>> {
  const listed = await listLeads(q, actor, { ...query, page_size: LEADS_A_PAGE }, at);
  return listed.ok ? ok(listed.value.rows) : listed;
}

/** The keys of own fields among these leads, in the order of the alphabet. */
async function customKeys(q: Queryable, wanted: SQL | undefined): Promise<string[]> {
  const rows = rowsOf(
    await q.execute(sql`
      select distinct jsonb_object_keys(${leads.custom}) as key from ${leads} where ${wanted ?? sql`true`} order by 1`),
  );
  return rows.map(({ key }) => String(key));
}

function cellsOf(lead: Lead, keys: string[], emails: ReadonlyMap<string, string>): string[] {
  return [
    ...COLUMNS.map((field) => cell(lead[field])),
    emails.get(lead.assignee_id ?? '') ?? '',
    ...keys.map((key) => cell(lead.custom[key])),
  ];
}

const cell = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'boolean'
      ? value
        ? 'yes'
        : 'no'
      : Array.isArray(value)
        ? value.join(', ')
        : String(value);
