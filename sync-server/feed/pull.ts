// Reads the feed: what a scope must hear of a collection after a position, in the order of commits, never filtered later.
import { sql } from 'drizzle-orm';
import type { Collection } from '#domain/sync/collections.ts';
import type { Replicated } from '#domain/sync/messages.ts';
import { deletedTombstone, goneTombstone } from '#domain/sync/tombstone.ts';
import { type Queryable, rowsOf } from '../db/database.ts';
import { feed } from '../db/tables/records.ts';
import { checkpointOf, type Position } from './checkpoint.ts';
import { documentJson } from './document-json.ts';
import { documentOf, documentTables } from './document-tables.ts';

/** The number of the newest change; 0 before the first. */
export async function newestSeq(q: Queryable): Promise<number> {
  const [row] = rowsOf(
    await q.execute(sql`select case when is_called then last_value else 0 end as seq from feed_seq`),
  );
  return Number(row?.['seq'] ?? 0);
}

/** A page of the feed as it is answered. */
export interface Page {
  /** JSON of a PullReply. */
  text: string;
  /** How many documents are in it. */
  documents: number;
}

/** Between documents in JSON of the database: no text in them holds a line end that is not escaped. */
const BETWEEN = ',\n';

/**
 * At most `limit` documents of a collection after `from`. Fewer than `limit`: there are no more now. The database makes the
 * text of the whole page, which goes on as it is: to build documents here would take several times as long as all the rest.
 */
export async function pull(
  q: Queryable,
  collection: Collection,
  from: Position,
  limit: number,
): Promise<Page> {
  const table = documentTables[collection];
  const standing = sql`(${feed.present} and not ${table.deleted})`;
  const [page] = rowsOf(
    await q.execute(sql`
      select count(*) as documents, count(ended) as ended, max(seq) as seq,
        string_agg(coalesce(document, ended), ${BETWEEN} order by seq) as text
      from (
        select ${feed.seq} as seq, case when ${standing} then ${documentJson(collection)} end as document,
          case when ${standing} is not true then json_build_array(${feed.document_id},
            case when ${feed.present} then ${table.write_id} end)::text end as ended
        from ${feed} left join ${table} on ${table.id} = ${feed.document_id}
        where ${feed.scope} = ${from.scope} and ${feed.collection} = ${collection} and ${feed.seq} > ${from.seq}
        order by ${feed.seq} limit ${limit}
      ) page`),
  );
  const text = String(page?.['text'] ?? '');
  const documents = Number(page?.['ended']) === 0 ? text : withTombstones(collection, text);
  const checkpoint = checkpointOf(collection, { ...from, seq: Number(page?.['seq'] ?? from.seq) });
  return {
    text: `{"documents":[${documents}],"checkpoint":${JSON.stringify(checkpoint)}}`,
    documents: Number(page?.['documents']),
  };
}

/** Puts tombstones where the database has written [id, write id of the deletion], null for what has left the scope. */
const withTombstones = (collection: Collection, text: string): string =>
  text
    .split(BETWEEN)
    .map((entry) => {
      if (entry.startsWith('{')) return entry;
      const [id, deletion] = JSON.parse(entry) as [string, string | null];
      return JSON.stringify(
        deletion === null ? goneTombstone(collection, id) : deletedTombstone(collection, id, deletion),
      );
    })
    .join(BETWEEN);

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
