// What the server keeps of a lead beside its documents: applications, files, mails, notes of assignments, kept answers, and
// what merges and imports remember to be undone.
import { eq, inArray, or, sql } from 'drizzle-orm';
import { among } from '../db/among.ts';
import { import_rows } from '../db/tables/imports.ts';
import { merges } from '../db/tables/merges.ts';
import { assignments, idempotency_keys, submissions } from '../db/tables/records.ts';
import { readDocuments, type WriteTx } from '../feed/write-documents.ts';
import type { FileStore } from '../files/file-store.ts';
import { removeFiles } from '../files/same-bytes.ts';
import { blankedCustomer, blankedLead, blankedMetric } from './blanked.ts';

/** Says how many files that were. The leads are blanked already. Throws when the files cannot be removed. */
export async function eraseRecords(
  tx: WriteTx,
  store: Pick<FileStore, 'remove'>,
  leadIds: string[],
): Promise<number> {
  await tx.sql.delete(submissions).where(inArray(submissions.lead_id, leadIds));
  await tx.sql.update(assignments).set({ note: null }).where(inArray(assignments.lead_id, leadIds));
  await eraseKeptAnswers(tx, leadIds);
  await eraseMerges(tx, leadIds);
  // An import that is undone later leaves these leads as they are.
  await tx.sql.delete(import_rows).where(inArray(import_rows.lead_id, leadIds));
  return removeFiles(tx, store, leadIds);
}

/** A repeat is still no new lead: it is given the lead as it is now. */
async function eraseKeptAnswers(tx: WriteTx, leadIds: string[]): Promise<void> {
  const now = await readDocuments(tx.sql, 'leads', leadIds);
  for (const [id, { document }] of now)
    await tx.sql
      .update(idempotency_keys)
      .set({ body: document })
      .where(sql`${idempotency_keys.body} ->> 'id' = ${id}`);
}

async function eraseMerges(tx: WriteTx, leadIds: string[]): Promise<void> {
  const theirs = await tx.sql
    .select()
    .from(merges)
    .where(or(among(merges.survivor_id, leadIds), among(merges.other_id, leadIds)));
  for (const { id, survivor_before, survivor_after, customer, metric } of theirs) {
    const blanked = {
      survivor_before: blankedLead(survivor_before),
      survivor_after: blankedLead(survivor_after),
      customer: { ...customer, aside: customer.aside && blankedCustomer(customer.aside) },
      metric: { ...metric, aside: metric.aside && blankedMetric(metric.aside) },
    };
    await tx.sql.update(merges).set(blanked).where(eq(merges.id, id));
  }
}
