// Points of contact as a person sees them: one by its id, and the list in pages.
import { and, asc, count, eq, type SQL, sql } from 'drizzle-orm';
import type { Poc } from '#domain/poc/poc.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { pocs } from '../db/tables/documents.ts';
import { documentOf } from '../feed/document-tables.ts';
import { shownTo } from '../leads/shown-children.ts';

export interface PocQuery {
  lead_id?: string | undefined;
  /** Words that stand in name, role, e-mail address or number, all of them. */
  q?: string | undefined;
  page_size: number;
  after_id?: string | undefined;
}

/** The contact, or null when there is none, or this person does not see its lead. */
export async function readVisiblePoc(q: Queryable, actor: Actor, id: string): Promise<Poc | null> {
  const [row] = await q
    .select()
    .from(pocs)
    .where(and(eq(pocs.id, id), shownTo(actor, pocs)));
  return row ? documentOf('pocs', row) : null;
}

/** Oldest first: one row more than the page has, and how many there are in all. An unknown `after_id` ends the list. */
export async function listPocs(
  q: Queryable,
  actor: Actor,
  { lead_id, q: words = '', page_size, after_id }: PocQuery,
): Promise<{ rows: Poc[]; total: number }> {
  const wanted = and(
    shownTo(actor, pocs),
    lead_id === undefined ? undefined : eq(pocs.lead_id, lead_id),
    ...words.split(/\s+/).flatMap((word) => (word === '' ? [] : [whereWord(word)])),
  );
  const [counted] = await q.select({ total: count() }).from(pocs).where(wanted);
  const rows = await q
    .select()
    .from(pocs)
    .where(and(wanted, after_id === undefined ? undefined : after(after_id)))
    .orderBy(asc(pocs.created_at), asc(pocs.id))
    .limit(page_size + 1);
  return { rows: rows.map((row) => documentOf('pocs', row)), total: counted?.total ?? 0 };
}

const after = (id: string): SQL =>
  sql`(${pocs.created_at}, ${pocs.id}) > (select p.created_at, p.id from ${pocs} p where p.id = ${id})`;

function whereWord(word: string): SQL {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`concat_ws(chr(10), ${pocs.name}, ${pocs.role}, ${pocs.email}, ${pocs.phone}) ilike ${pattern}`;
}
