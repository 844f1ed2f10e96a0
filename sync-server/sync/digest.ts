// Finds where a replica has silently come apart from what its reader should have, and where the feed has. What is listed is
// looked up some at a time, since a replica asks about thousands while others wait for their writes; what is missing in one
// statement. A feed that is wrong is mended in a transaction more.
import { and, asc, eq, gt, lte, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { idSchema } from '#domain/ids.ts';
import type { Collection } from '#domain/sync/collections.ts';
import { contentHash } from '#domain/sync/content-hash.ts';
import {
  type DigestEntry,
  type DigestReply,
  type DigestRequest,
  MAX_DIGEST,
  type Replicated,
} from '#domain/sync/messages.ts';
import { type Actor, scopeOf } from '#domain/sync/scope.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import { applied, feed } from '../db/tables/records.ts';
import type { Deps } from '../deps.ts';
import { documentTables } from '../feed/document-tables.ts';
import { mendFeed } from '../feed/feed-rows.ts';
import { replicatedOf } from '../feed/pull.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { belongsTo } from './belongs-to.ts';

type Store = Pick<Deps, 'db' | 'clock' | 'log'>;

/** Who looks where. */
interface Place extends Pick<Store, 'db'> {
  actor: Actor;
  collection: Collection;
}

/** What was found out: documents for the replica, and ids of whose feed row does not say what it should. */
interface Found {
  documents: Replicated[];
  astray: string[];
}

/** What differs of what is listed, by id. */
interface Differing {
  documents: Map<string, Replicated>;
  astray: Set<string>;
  unknown: Set<string>;
}

/** So many listed documents are read at a time: the embedded database answers nobody else meanwhile. */
const LISTED_A_READ = 250;

/** An entry as the database compares it: what is no UUID cannot be stored, so it equals nothing. */
interface Listed {
  id: string;
  write_id: string | null;
  hash: string | null;
}

/**
 * What differs from the given documents, for the reader `actor`: judged by the documents, so that what the feed has lost is
 * found. Such a row of the feed is put right before the answer, so that pulls agree with it from then on.
 */
export async function digest(
  store: Store,
  actor: Actor,
  collection: Collection,
  asked: Pick<DigestRequest, 'ids' | 'after_id' | 'until_id'>,
): Promise<DigestReply> {
  const place = { db: store.db, actor, collection };
  const listed = asked.ids.map(listedOf);
  const odd = asked.ids.filter((_, at) => listed[at] === null).map(({ id }) => id);
  const valid = listed.filter((entry) => entry !== null);
  const differing: Differing = { documents: new Map(), astray: new Set(), unknown: new Set() };
  for (let at = 0; at < valid.length; at += LISTED_A_READ)
    await addDiffering(differing, place, valid.slice(at, at + LISTED_A_READ));
  const missing = await missingOf(place, valid, asked);
  await mend(store, collection, [...differing.astray, ...missing.astray]);
  return {
    documents: [
      ...odd.map((id) => goneTombstone(collection, id)),
      ...differing.documents.values(),
      ...missing.documents,
    ],
    unknown: [...odd, ...differing.unknown],
    checked: asked.ids.length,
    has_more: missing.documents.length === MAX_DIGEST,
  };
}

async function mend(store: Store, collection: Collection, astray: string[]): Promise<void> {
  if (astray.length === 0) return;
  store.log.warn('feed_mended', { collection, documents: astray.length });
  await inWriteTransaction(store, (tx) => mendFeed(tx.sql, collection, astray));
}

function listedOf({ id, write_id, hash }: DigestEntry): Listed | null {
  const key = idSchema.safeParse(id);
  const write = idSchema.safeParse(write_id);
  return key.success
    ? { id: key.data, write_id: write.success ? write.data : null, hash: hash ?? null }
    : null;
}

async function addDiffering(
  { documents, astray, unknown }: Differing,
  { db, actor, collection }: Place,
  entries: Listed[],
): Promise<void> {
  const table = documentTables[collection];
  const listed = (column: string) => sql`listed.${sql.identifier(column)}`;
  const belongs = sql<boolean>`coalesce(${belongsTo(actor, collection)} and ${table.id} is not null, false)`;
  const rows = await db
    .select({
      id: sql<string>`${listed('id')}`,
      write_id: sql<string | null>`${listed('write_id')}`,
      hash: sql<string | null>`${listed('hash')}`,
      known: sql<boolean>`exists (select 1 from ${applied} where ${applied.write_id} = ${listed('write_id')}
        and ${applied.document_id} = ${listed('id')})`,
      belongs,
      present: feed.present,
      row: table as never,
    })
    .from(listOf(entries))
    .leftJoin(table as PgTable, eq(table.id, listed('id')))
    .leftJoin(feed, feedRowOf(actor, collection, listed('id')))
    .where(sql`not ${belongs} or ${feed.present} is not true or ${listed('hash')} is not null
      or ${table.write_id} is distinct from ${listed('write_id')}`);
  for (const { id, write_id, hash, known, belongs, present, row } of rows) {
    if (isAstray(belongs, present, row)) astray.add(id);
    const document = replicatedOf(collection, id, belongs, row);
    if (document.write_id === write_id && (hash === null || hash === contentHash(document))) continue;
    documents.set(id, document);
    const stored = (row as Stored | null)?.write_id;
    if (!known && write_id !== stored && !isOfTombstone(collection, id, write_id, document)) unknown.add(id);
  }
}

type Stored = { write_id: string; deleted: boolean };

/** Whether the feed says otherwise of a standing document. What ended may have been forgotten there. */
const isAstray = (belongs: boolean, present: boolean | null, row: Stored | null): boolean =>
  row !== null && !row.deleted && belongs !== (present ?? false);

/** The reader's own row of the feed for this document. */
const feedRowOf = (actor: Actor, collection: Collection, id: SQLWrapper): SQL | undefined =>
  and(
    eq(feed.scope, scopeOf(actor, collection)),
    eq(feed.collection, collection),
    sql`${feed.document_id} = ${id}`,
  );

/** Whether a replica still holds the tombstone of a document that has come back into its scope. */
const isOfTombstone = (
  collection: Collection,
  id: string,
  write_id: string | null,
  now: Replicated,
): boolean => now.gone !== true && write_id === goneTombstone(collection, id).write_id;

/** The entries as a relation: one parameter, whatever their number. */
const listOf = (entries: Listed[]): SQL =>
  sql`json_to_recordset(${JSON.stringify(entries)}::json) as listed(id uuid, write_id uuid, hash text)`;

/** What the reader should have between the ends, and is not listed; none where no range was asked for. */
async function missingOf(
  { db, actor, collection }: Place,
  entries: Listed[],
  { after_id, until_id }: Pick<DigestRequest, 'after_id' | 'until_id'>,
): Promise<Found> {
  if (after_id === undefined && until_id === undefined) return { documents: [], astray: [] };
  const table = documentTables[collection];
  const rows = await db
    .select({ present: feed.present, row: table as never })
    .from(table as PgTable)
    .leftJoin(feed, feedRowOf(actor, collection, table.id))
    .where(
      and(
        belongsTo(actor, collection),
        sql`not ${table.deleted}`,
        after_id ? gt(table.id, after_id) : undefined,
        until_id ? lte(table.id, until_id) : undefined,
        sql`${table.id} not in (select id from ${listOf(entries)})`,
      ),
    )
    .orderBy(asc(table.id))
    .limit(MAX_DIGEST);
  const found = rows as { present: boolean | null; row: Stored & { id: string } }[];
  return {
    documents: found.map(({ row }) => replicatedOf(collection, row.id, true, row)),
    astray: found.flatMap(({ present, row }) => (isAstray(true, present, row) ? [row.id] : [])),
  };
}
