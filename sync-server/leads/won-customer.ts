// The customer that a won lead becomes: written with the lead, once. One that is there already is left alone.
import { and, eq, sql } from 'drizzle-orm';
import type { Customer } from '#domain/customer/customer.ts';
import type { Change } from '../audit/write-audited.ts';
import { customers } from '../db/tables/documents.ts';
import type { WriteTx } from '../feed/write-documents.ts';

/** The change that makes the customer; none when the lead has one. Runs under the write lock, so there is no race. */
export async function customerChange(tx: WriteTx, customer: Customer | null): Promise<Change[]> {
  if (customer === null || customer.lead_id === null) return [];
  const [there] = await tx.sql
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.lead_id, customer.lead_id), sql`not ${customers.deleted}`));
  return there ? [] : [{ write: { collection: 'customers', document: customer }, before: null }];
}
