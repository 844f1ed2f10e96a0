// Blanks the documents that tell of a person, each by a write of its own: every device hears of it as of any change.
import type { Ids } from '#domain/ids.ts';
import { type DocumentWrite, type WriteTx, writeDocuments } from '../feed/write-documents.ts';
import { blankedCustomer, blankedInteraction, blankedLead, blankedMetric, blankedPoc } from './blanked.ts';
import type { HeldDocuments } from './held-documents.ts';

/** Gives the number of documents. */
export async function eraseDocuments(tx: WriteTx, ids: Ids, held: HeldDocuments): Promise<number> {
  const stamp = () => ({ write_id: ids.next(), updated_at: tx.now });
  const writes: DocumentWrite[] = [
    ...held.leads.map((one) => ({
      collection: 'leads' as const,
      document: { ...blankedLead(one), ...stamp() },
    })),
    ...held.pocs.map((one) => ({
      collection: 'pocs' as const,
      document: { ...blankedPoc(one), ...stamp() },
    })),
    ...held.interactions
      .filter(({ note }) => note !== null)
      .map((one) => ({
        collection: 'interactions' as const,
        document: { ...blankedInteraction(one), ...stamp() },
      })),
    ...held.customers.map((one) => ({
      collection: 'customers' as const,
      document: { ...blankedCustomer(one), ...stamp() },
    })),
    ...held.metrics
      .filter(({ override }) => override !== null)
      .map((one) => ({ collection: 'metrics' as const, document: { ...blankedMetric(one), ...stamp() } })),
  ];
  await writeDocuments(tx, writes);
  return writes.length;
}
