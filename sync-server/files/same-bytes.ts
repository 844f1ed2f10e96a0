// The same bytes are kept once, however many leads they belong to: rows of `files` with the same SHA-256 name one storage
// key, and the bytes go with the last of them. What is decided here is decided under the write lock, so that nobody takes
// on a key while another lets go of it.
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Clock } from '#domain/time.ts';
import type { Database, Queryable } from '../db/database.ts';
import { files } from '../db/tables/records.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import type { FileStore } from './file-store.ts';

/** By digest, the key under which its bytes lie already; no query where none is asked for. */
export async function keptKeys(q: Queryable, digests: readonly string[]): Promise<Map<string, string>> {
  if (digests.length === 0) return new Map();
  const rows = await q
    .select({ sha256: files.sha256, key: files.storage_key })
    .from(files)
    .where(and(inArray(files.sha256, [...digests]), isNotNull(files.storage_key)));
  return new Map(rows.flatMap(({ sha256, key }) => (sha256 && key ? [[sha256, key] as const] : [])));
}

/**
 * Lets go of bytes that were stored and are not needed: another row has the same ones under `used`, or no row came of them
 * (null). Where those of the other turn out to be lost, these take their place.
 */
export async function letGo(
  store: { db: Database; clock: Clock; files: FileStore },
  spare: string,
  used: string | null,
): Promise<void> {
  const lost = used !== null && (await store.files.stat(used)) === null;
  if (lost && (await takePlace(store, used, spare))) return;
  await store.files.remove(spare);
}

/** False where meanwhile no row names the lost bytes any more. */
const takePlace = (store: { db: Database; clock: Clock }, lost: string, spare: string): Promise<boolean> =>
  inWriteTransaction(store, async (tx) => {
    const named = eq(files.storage_key, lost);
    const rows = await tx.sql.update(files).set({ storage_key: spare }).where(named).returning();
    return rows.length > 0;
  });

/**
 * Removes the files of these leads, and their bytes where they are nobody else's; says how many files. The bytes go before
 * the commit: a place that does not answer then undoes all of it, and it can be tried again. Throws when the place says no.
 */
export async function removeFiles(
  tx: WriteTx,
  store: Pick<FileStore, 'remove'>,
  leadIds: string[],
): Promise<number> {
  const removed = await tx.sql
    .delete(files)
    .where(inArray(files.lead_id, leadIds))
    .returning({ key: files.storage_key });
  const keys = removed.flatMap(({ key }) => (key === null ? [] : [key]));
  if (keys.length > 0) {
    const others = await tx.sql
      .select({ key: files.storage_key })
      .from(files)
      .where(inArray(files.storage_key, keys));
    const needed = new Set(others.map(({ key }) => key));
    const unneeded = [...new Set(keys)].filter((key) => !needed.has(key));
    await Promise.all(unneeded.map((key) => store.remove(key)));
  }
  return keys.length;
}
