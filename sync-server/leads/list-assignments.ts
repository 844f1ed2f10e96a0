// Who had a lead, since when, by whose hand, and why.
import { and, count, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { assignments } from '../db/tables/records.ts';

export type Assignment = typeof assignments.$inferSelect;

export interface AssignmentQuery {
  page_size: number;
  after_id?: string | undefined;
}

/** Newest first: one row more than the page has, and how many there are in all. An unknown `after_id` ends the list. */
export async function listAssignments(
  q: Queryable,
  leadId: string,
  { page_size, after_id }: AssignmentQuery,
): Promise<{ rows: Assignment[]; total: number }> {
  const ofLead = eq(assignments.lead_id, leadId);
  const [counted] = await q.select({ total: count() }).from(assignments).where(ofLead);
  const rows = await q
    .select()
    .from(assignments)
    .where(and(ofLead, after_id === undefined ? undefined : after(after_id)))
    .orderBy(desc(assignments.at), desc(assignments.id))
    .limit(page_size + 1);
  return { rows, total: counted?.total ?? 0 };
}

const after = (id: string): SQL =>
  sql`(${assignments.at}, ${assignments.id}) < (select a.at, a.id from ${assignments} a where a.id = ${id})`;
