// Customers as a person sees them: one of a lead is seen by who sees the lead, one without a lead by its assignee.
import { and, asc, count, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Customer } from '#domain/customer/customer.ts';
import { type Actor, seesAll, worksFor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { customers } from '../db/tables/documents.ts';
import { documentOf } from '../feed/document-tables.ts';
import { shownTo } from '../leads/shown-children.ts';

export interface CustomerQuery {
  /** null: customers that nobody has. */
  assignee_id?: string | null | undefined;
  lead_id?: string | undefined;
  /** Words that stand in the name. */
  q?: string | undefined;
  page_size: number;
  after_id?: string | undefined;
}

const seenBy = (actor: Actor): SQL | undefined => {
  const own = seesAll(actor) ? undefined : inArray(customers.assignee_id, worksFor(actor));
  return or(shownTo(actor, customers), and(eq(customers.deleted, false), isNull(customers.lead_id), own));
};

/** The customer, or null when there is none that this person sees. */
export async function readVisibleCustomer(q: Queryable, actor: Actor, id: string): Promise<Customer | null> {
  const [row] = await q
    .select()
    .from(customers)
    .where(and(eq(customers.id, id), seenBy(actor)));
  return row ? documentOf('customers', row) : null;
}

/** Oldest first: one row more than the page has, and how many there are in all. An unknown `after_id` ends the list. */
export async function listCustomers(
  q: Queryable,
  actor: Actor,
  query: CustomerQuery,
): Promise<{ rows: Customer[]; total: number }> {
  const { assignee_id, lead_id, q: words = '', page_size, after_id } = query;
  const wanted = and(
    seenBy(actor),
    lead_id === undefined ? undefined : eq(customers.lead_id, lead_id),
    assignee_id === undefined
      ? undefined
      : sql`${customers.assignee_id} is not distinct from ${assignee_id}::uuid`,
    ...words.split(/\s+/).flatMap((word) => (word === '' ? [] : [whereWord(word)])),
  );
  const [counted] = await q.select({ total: count() }).from(customers).where(wanted);
  const rows = await q
    .select()
    .from(customers)
    .where(and(wanted, after_id === undefined ? undefined : after(after_id)))
    .orderBy(asc(customers.created_at), asc(customers.id))
    .limit(page_size + 1);
  return { rows: rows.map((row) => documentOf('customers', row)), total: counted?.total ?? 0 };
}

const after = (id: string): SQL =>
  sql`(${customers.created_at}, ${customers.id}) > (select c.created_at, c.id from ${customers} c where c.id = ${id})`;

const whereWord = (word: string): SQL =>
  sql`${customers.name} ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`;
