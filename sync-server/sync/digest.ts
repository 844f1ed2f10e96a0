// Finds where a replica has silently come apart from what its reader should have. Two statements, however many ids: one
// for what is listed, one for what is missing.
import { and, asc, eq, gt, lte, type SQL, sql } from 'drizzle-orm';
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
import type { Database } from '../db/database.ts';
import { applied, feed } from '../db/tables/records.ts';
import { documentTables } from '../feed/document-tables.ts';
import { replicatedOf } from '../feed/pull.ts';

/** Where the reader looks: the same scope as in a pull. */
interface Place {
  db: Database;
  collection: Collection;
  scope: string;
}

/** An entry as the database compares it: what is no UUID cannot be stored, so it equals nothing. */
interface Listed {
  id: string;
  write_id: string | null;
  hash: string | null;
}

/** What differs from the given documents, for the reader `actor`. */
export async function digest(
  db: Database,
  actor: Actor,
  collection: Collection,
  asked: Pick<DigestRequest, 'ids' | 'after_id' | 'until_id'>,
): Promise<DigestReply> {
  const place = { db, collection, scope: scopeOf(actor, collection) };
  const listed = asked.ids.map(listedOf);
  const odd = asked.ids.filter((_, at) => listed[at] === null).map(({ id }) => id);
  const valid = listed.filter((entry) => entry !== null);
  const [differing, missing] = await Promise.all([differingOf(place, valid), missingOf(place, valid, asked)]);
  return {
    documents: [...odd.map((id) => goneTombstone(collection, id)), ...differing.documents, ...missing],
    unknown: [...odd, ...differing.unknown],
    checked: asked.ids.length,
    has_more: missing.length === MAX_DIGEST,
  };
}

function listedOf({ id, write_id, hash }: DigestEntry): Listed | null {
  const key = idSchema.safeParse(id);
  const write = idSchema.safeParse(write_id);
  return key.success
    ? { id: key.data, write_id: write.success ? write.data : null, hash: hash ?? null }
    : null;
}

async function differingOf(
  { db, collection, scope }: Place,
  entries: Listed[],
): Promise<Pick<DigestReply, 'documents' | 'unknown'>> {
  const table = documentTables[collection];
  const listed = (column: string) => sql`listed.${sql.identifier(column)}`;
  const rows = await db
    .select({
      id: sql<string>`${listed('id')}`,
      write_id: sql<string | null>`${listed('write_id')}`,
      hash: sql<string | null>`${listed('hash')}`,
      known: sql<boolean>`exists (select 1 from ${applied} where ${applied.write_id} = ${listed('write_id')}
        and ${applied.document_id} = ${listed('id')})`,
      stored: sql<string | null>`(select write_id from ${table} where id = ${listed('id')})`,
      present: feed.present,
      row: table as never,
    })
    .from(listOf(entries))
    .leftJoin(
      feed,
      and(
        eq(feed.scope, scope),
        eq(feed.collection, collection),
        sql`${feed.document_id} = ${listed('id')}`,
        feed.present,
      ),
    )
    .leftJoin(table as PgTable, and(eq(table.id, sql`${listed('id')}`), sql`${feed.present}`))
    .where(sql`${table.write_id} is distinct from ${listed('write_id')} or ${listed('hash')} is not null`);
  const documents = new Map<string, Replicated>();
  const unknown = new Set<string>();
  for (const { id, write_id, hash, known, stored, present, row } of rows) {
    const document = replicatedOf(collection, id, present === true, row);
    if (document.write_id === write_id && (hash === null || hash === contentHash(document))) continue;
    documents.set(id, document);
    if (!known && write_id !== stored && !isOfTombstone(collection, id, write_id, document)) unknown.add(id);
  }
  return { documents: [...documents.values()], unknown: [...unknown] };
}

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

/** What stands in the reader's scope between the ends, and is not listed; none where no range was asked for. */
async function missingOf(
  { db, collection, scope }: Place,
  entries: Listed[],
  { after_id, until_id }: Pick<DigestRequest, 'after_id' | 'until_id'>,
): Promise<Replicated[]> {
  if (after_id === undefined && until_id === undefined) return [];
  const table = documentTables[collection];
  const rows = await db
    .select({ id: feed.document_id, row: table as never })
    .from(feed)
    .innerJoin(table as PgTable, eq(table.id, feed.document_id))
    .where(
      and(
        eq(feed.scope, scope),
        eq(feed.collection, collection),
        feed.present,
        sql`not ${table.deleted}`,
        after_id ? gt(feed.document_id, after_id) : undefined,
        until_id ? lte(feed.document_id, until_id) : undefined,
        sql`${feed.document_id} not in (select id from ${listOf(entries)})`,
      ),
    )
    .orderBy(asc(feed.document_id))
    .limit(MAX_DIGEST);
  return rows.map(({ id, row }) => replicatedOf(collection, id, true, row));
}
