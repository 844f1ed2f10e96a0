// Remembers the write ids that a write replaces: with the applied ones they say whether a version was ever stored here.
import { inArray, sql } from 'drizzle-orm';
import type { Collection } from '#domain/sync/collections.ts';
import { applied } from '../db/tables/records.ts';
import { documentTables } from './document-tables.ts';
import type { WriteTx } from './write-documents.ts';

/** Keeps the write ids that stand at these documents now, before they are overwritten. */
export async function keepSuperseded(tx: WriteTx, collection: Collection, ids: string[]): Promise<void> {
  const table = documentTables[collection];
  await tx.sql.execute(sql`
    insert into ${applied} (write_id, collection, document_id, at)
    select write_id, ${collection}::text, id, ${tx.now}::timestamptz from ${table} where ${inArray(table.id, ids)}
    on conflict do nothing`);
}
