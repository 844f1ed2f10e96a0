// Reads the feed: what a scope must hear of a collection after a position, in the order of commits, never filtered later.
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Collection } from '#domain/sync/collections.ts';
import { isCollection } from '#domain/sync/collections.ts';
import type { PullReply, Replicated } from '#domain/sync/messages.ts';
import { deletedTombstone, goneTombstone } from '#domain/sync/tombstone.ts';
import { type Queryable, rowsOf } from '../db/database.ts';
import { feed } from '../db/tables/records.ts';
import { checkpointOf, type Position } from './checkpoint.ts';
import { documentOf, documentTables } from './document-tables.ts';
import { readDocuments } from './write-documents.ts';

/** The number of the newest change; 0 before the first. */
export async function newestSeq(q: Queryable): Promise<number> {
  const [row] = rowsOf(
    await q.execute(sql`select case when is_called then last_value else 0 end as seq from feed_seq`),
  );
  return Number(row?.['seq'] ?? 0);
}

/** At most `limit` documents of a collection after `from`. Fewer than `limit`: there are no more now. */
export async function pull(
  q: Queryable,
  collection: Collection,
  from: Position,
  limit: number,
): Promise<PullReply> {
  const table = documentTables[collection];
  const rows = await q
    .select({ id: feed.document_id, seq: feed.seq, present: feed.present, row: table as never })
    .from(feed)
    .leftJoin(table as PgTable, eq(table.id, feed.document_id))
    .where(and(eq(feed.scope, from.scope), eq(feed.collection, collection), gt(feed.seq, from.seq)))
    .orderBy(asc(feed.seq))
    .limit(limit);
  const documents = rows.map(({ id, present, row }) => replicatedOf(collection, id, present, row));
  return { documents, checkpoint: checkpointOf({ ...from, seq: rows.at(-1)?.seq ?? from.seq }) };
}

/** What the reader of a scope should have of a document: `row` is the stored one, `present` whether it is in the scope. */
export function replicatedOf(
  collection: Collection,
  id: string,
  present: boolean,
  row: Record<string, unknown> | null,
): Replicated {
  if (!present || row === null) return goneTombstone(collection, id);
  if (row['deleted'] === true) return deletedTombstone(collection, id, String(row['write_id']));
  return { ...documentOf(collection, row), _deleted: false };
}

/** A document as its reader may see it: whole, or the tombstone of its deletion. */
export const replicatedDocument = (
  collection: Collection,
  stored: { document: { id: string; write_id: string }; deleted: boolean },
): Replicated =>
  stored.deleted
    ? deletedTombstone(collection, stored.document.id, stored.document.write_id)
    : { ...stored.document, _deleted: false };

/** What changed in some scopes after `seq`, grouped by scope and collection in runs; used by the stream. */
export async function changesAfter(
  q: Queryable,
  scopes: readonly string[],
  seq: number,
  limit: number,
): Promise<{ scope: string; collection: Collection; documents: Replicated[]; seq: number }[]> {
  const list = sql.join(
    scopes.map((scope) => sql`${scope}`),
    sql`, `,
  );
  const rows = await q
    .select()
    .from(feed)
    .where(and(sql`${feed.scope} in (${list})`, gt(feed.seq, seq)))
    .orderBy(asc(feed.seq))
    .limit(limit);
  const runs: {
    scope: string;
    collection: Collection;
    ids: { id: string; present: boolean }[];
    seq: number;
  }[] = [];
  for (const row of rows) {
    if (!isCollection(row.collection)) continue;
    const last = runs.at(-1);
    const entry = { id: row.document_id, present: row.present };
    if (last && last.scope === row.scope && last.collection === row.collection) {
      last.ids.push(entry);
      last.seq = row.seq;
    } else runs.push({ scope: row.scope, collection: row.collection, ids: [entry], seq: row.seq });
  }
  return Promise.all(runs.map((run) => withDocuments(q, run)));
}

async function withDocuments(
  q: Queryable,
  run: { scope: string; collection: Collection; ids: { id: string; present: boolean }[]; seq: number },
) {
  const stored = await readDocuments(
    q,
    run.collection,
    run.ids.flatMap(({ id, present }) => (present ? [id] : [])),
  );
  const documents = run.ids.map(({ id, present }) => {
    const found = present ? stored.get(id) : undefined;
    return found ? replicatedDocument(run.collection, found) : goneTombstone(run.collection, id);
  });
  return { scope: run.scope, collection: run.collection, documents, seq: run.seq };
}
