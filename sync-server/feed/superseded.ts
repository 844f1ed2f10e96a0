// Remembers the write ids that a write replaces: with the applied ones they say whether a version was ever stored here.
import { type SQL, sql } from 'drizzle-orm';
import type { Collection } from '#domain/sync/collections.ts';
import { among } from '../db/among.ts';
import { applied } from '../db/tables/records.ts';
import { documentTables } from './document-tables.ts';
import type { WriteTx } from './write-documents.ts';

/** The statement that keeps the write ids which stand at these documents before they are overwritten. */
export function keepSuperseded(tx: WriteTx, collection: Collection, ids: string[]): SQL {
  const table = documentTables[collection];
  return sql`
    insert into ${applied} (write_id, collection, document_id, at)
    select write_id, ${collection}::text, id, ${tx.now}::timestamptz from ${table} where ${among(table.id, ids)}
    on conflict do nothing`;
}
