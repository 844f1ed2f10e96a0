// Which leads a person sees: the condition for queries, and one lead by its id.
import { and, inArray, type SQL, sql } from 'drizzle-orm';
import type { Lead } from '#domain/lead/lead.ts';
import { type Actor, seesAll, seesLead, worksFor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { readDocuments } from '../feed/write-documents.ts';

/** The condition on `leads` that a row is neither deleted nor put aside nor merged into another. */
export const isLive: SQL = sql`(not ${leads.deleted} and ${leads.deleted_at} is null and ${leads.merged_into_id} is null)`;

/** The condition on `leads` that this person sees the row; undefined when he sees all. */
export const inScope = (actor: Actor): SQL | undefined =>
  seesAll(actor) ? undefined : inArray(leads.assignee_id, worksFor(actor));

/** The condition on `leads` for all lists: live, and seen by this person. */
export const visibleTo = (actor: Actor): SQL => and(isLive, inScope(actor)) ?? isLive;

/** The lead, or null when there is none, he may not see it, or (unless `putAside`) it is deleted. */
export async function readVisibleLead(
  q: Queryable,
  actor: Actor,
  id: string,
  { putAside = false } = {},
): Promise<Lead | null> {
  const stored = (await readDocuments(q, 'leads', [id])).get(id);
  if (!stored || stored.deleted || !seesLead(actor, stored.document)) return null;
  return stored.document.deleted_at !== null && !putAside ? null : stored.document;
}
