// Lets the feed forget what ended long ago: tombstones, and rows that say "no longer yours". A device that may not have
// heard of an end is kept waiting for, unless it has been away too long: then its checkpoint lies below the floor, and it
// begins anew. So nothing that was deleted ever comes back from a laptop.
import { lte, sql } from 'drizzle-orm';
import { COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import { addMinutes, type Clock } from '#domain/time.ts';
import { type Database, rowsOf } from '../db/database.ts';
import { compaction_floors, device_cursors, feed, feed_marks } from '../db/tables/records.ts';
import { sessions, users } from '../db/tables/workspace.ts';
import { documentTables } from './document-tables.ts';
import { newestSeq } from './pull.ts';
import { inWriteTransaction, type WriteTx } from './write-documents.ts';

/** Days for which an end is kept in any case, and after which a device that was not seen no longer counts. */
export const KEEP_DAYS = 180;
const DAY = 24 * 60;
/** Rows that one transaction removes: the write lock is held that long. */
const ROWS_A_TRANSACTION = 5000;

export interface Compacted {
  /** Rows of the feed, and documents, that were removed. */
  feed_rows: number;
  documents: number;
}

/** Removes what may go now. To be called once in a while: what is old is told by the calls of long ago. */
export async function compact(store: { db: Database; clock: Clock }): Promise<Compacted> {
  const done: Compacted = { feed_rows: 0, documents: 0 };
  const horizon = await inWriteTransaction(store, keepMark);
  if (horizon === null) return done;
  for (const collection of COLLECTIONS) {
    for (;;) {
      const rows = await inWriteTransaction(store, (tx) => forget(tx, collection, horizon));
      done.feed_rows += rows;
      if (rows < ROWS_A_TRANSACTION) break;
    }
    done.documents += await inWriteTransaction(store, (tx) => removeForgotten(tx, collection));
  }
  return done;
}

/** Notes where the feed stands now; gives the number up to which all changes are old enough, null when none is. */
async function keepMark(tx: WriteTx): Promise<number | null> {
  await tx.sql
    .insert(feed_marks)
    .values({ seq: await newestSeq(tx.sql), at: tx.now })
    .onConflictDoNothing();
  const [row] = await tx.sql
    .select({ seq: sql<string | null>`max(${feed_marks.seq})` })
    .from(feed_marks)
    .where(lte(feed_marks.at, keptSince(tx)));
  if (!row?.seq) return null;
  const horizon = Number(row.seq);
  await tx.sql.delete(feed_marks).where(sql`${feed_marks.seq} < ${horizon}`);
  return horizon;
}

const keptSince = (tx: WriteTx): string => addMinutes(tx.now, -KEEP_DAYS * DAY);

/** Removes the oldest rows of ended documents that every active device has passed, and raises the floor to them. */
async function forget(tx: WriteTx, collection: Collection, horizon: number): Promise<number> {
  const [row] = rowsOf(
    await tx.sql.execute(sql`
      with passed as (
        select c.scope, min(c.seq) as seq from ${device_cursors} c
        join ${sessions} s on s.id = c.session_id join ${users} u on u.id = s.user_id
        where c.collection = ${collection} and s.ended_at is null and u.is_active
          and s.last_seen_at > ${keptSince(tx)}::timestamptz
        group by c.scope
      ), old as (
        select f.scope, f.document_id, f.seq from ${feed} f
        left join passed p on p.scope = f.scope
        left join ${documentTables[collection]} d on d.id = f.document_id
        where f.collection = ${collection} and f.seq <= ${horizon} and f.seq <= coalesce(p.seq, f.seq)
          and (not f.present or d.deleted is not false)
        order by f.seq limit ${ROWS_A_TRANSACTION}
      ), gone as (
        delete from ${feed} f using old
        where f.collection = ${collection} and f.scope = old.scope and f.document_id = old.document_id
        returning f.scope, f.seq
      ), floors as (
        insert into ${compaction_floors} as kept (scope, collection, seq)
        select scope, ${collection}::text, max(seq) from gone group by scope
        on conflict (scope, collection) do update set seq = greatest(kept.seq, excluded.seq)
      )
      select count(*)::int as n from gone`),
  );
  return Number(row?.['n']);
}

/** Removes the tombstones of which no scope's feed speaks any more. */
async function removeForgotten(tx: WriteTx, collection: Collection): Promise<number> {
  const table = documentTables[collection];
  const rows = rowsOf(
    await tx.sql.execute(sql`
      delete from ${table} d where d.deleted and not exists (
        select 1 from ${feed} f where f.collection = ${collection} and f.document_id = d.id
      ) returning d.id`),
  );
  return rows.length;
}
