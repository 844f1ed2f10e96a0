// The only way into a replicated table: under one lock, with the feed rows that tell every scope of the change.
import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Collection, DocumentOf } from '#domain/sync/collections.ts';
import type { Clock } from '#domain/time.ts';
import { among } from '../db/among.ts';
import { type Database, type Queryable, rowsOf, type Transaction } from '../db/database.ts';
import { rowsFrom } from '../db/rows-from.ts';
import { customers, leads } from '../db/tables/documents.ts';
import { documentJson } from './document-json.ts';
import { documentTables, setAllFromExcluded } from './document-tables.ts';
import { announce, changeOf, type MovedLead, mendFeed, moveLeads, withChildren } from './feed-rows.ts';
import { keepSuperseded } from './superseded.ts';

/** The advisory lock that puts all writers in one order. */
export const WRITE_LOCK = 7301;

/** An open write transaction that holds the lock; `now` is the server's instant of the whole act. */
export interface WriteTx {
  sql: Transaction;
  now: string;
}

export type DocumentWrite = {
  [C in Collection]: {
    collection: C;
    document: DocumentOf<C>;
    /** A tombstone: the content is to be neutral already. */
    deleted?: boolean;
    /** Columns of the table that are no part of the document (a user's password hash). */
    extra?: Record<string, unknown>;
  };
}[Collection];

export interface Stored<C extends Collection> {
  document: DocumentOf<C>;
  deleted: boolean;
}

const ROWS_A_STATEMENT = 500;

/**
 * Runs `work` in one transaction under the write lock. The lock is a statement of its own: a snapshot that is older than
 * the lock would read what another writer has replaced. Source: measured, see docs/decisions.
 */
export function inWriteTransaction<T>(
  store: { db: Database; clock: Clock },
  work: (tx: WriteTx) => Promise<T>,
): Promise<T> {
  return store.db.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${WRITE_LOCK})`);
    return work({ sql: transaction, now: store.clock.now() });
  });
}

/**
 * Stores whole documents, newest state each, and announces them to the scopes that see them. A lead that is new or
 * changes hands takes all that hangs on it along; a customer without a lead that changes hands leaves its old scope. `authorId` sees his own child of a lead that has not arrived yet.
 */
export async function writeDocuments(
  tx: WriteTx,
  writes: DocumentWrite[],
  authorId: string | null = null,
): Promise<void> {
  if (writes.length === 0) return;
  const moved = await leadsThatMove(tx.sql, writes);
  const alone = await customersThatMove(tx.sql, writes);
  for (const [collection, group] of byCollection(writes)) await upsert(tx, collection, group);
  await announce(
    tx.sql,
    writes.map(({ collection, document }) => changeOf(collection, document)),
    authorId,
  );
  await moveLeads(tx.sql, moved);
  if (alone.length > 0) await mendFeed(tx.sql, 'customers', alone);
}

/** Stored documents by id; ids that are not stored are missing from the map. */
export async function readDocuments<C extends Collection>(
  q: Queryable,
  collection: C,
  ids: readonly string[],
): Promise<Map<string, Stored<C>>> {
  if (ids.length === 0) return new Map();
  const table = documentTables[collection];
  const rows = rowsOf(
    await q.execute(sql`
      select ${table.deleted} as deleted, ${documentJson(collection)} as document
      from ${table} where ${among(table.id, ids)}`),
  );
  const stored = rows.map((row): Stored<C> => {
    const { _deleted, ...document } = JSON.parse(String(row['document']));
    return { document, deleted: row['deleted'] === true };
  });
  return new Map(stored.map((one) => [one.document.id, one]));
}

/** Standing documents of a collection that fit `where` (a condition on its table), in the order of their ids. */
export async function readDocumentsThat<C extends Collection>(
  q: Queryable,
  collection: C,
  where: SQL,
): Promise<DocumentOf<C>[]> {
  const table = documentTables[collection];
  const [all] = rowsOf(
    await q.execute(sql`
      select string_agg(${documentJson(collection)}, ',' order by ${table.id}) as text
      from ${table} where not ${table.deleted} and ${where}`),
  );
  const found = JSON.parse(`[${all?.['text'] ?? ''}]`) as (DocumentOf<C> & { _deleted?: boolean })[];
  for (const document of found) delete document._deleted;
  return found;
}

function byCollection(writes: DocumentWrite[]): Map<Collection, DocumentWrite[]> {
  const groups = new Map<Collection, DocumentWrite[]>();
  for (const write of writes) {
    const group = groups.get(write.collection);
    if (group) group.push(write);
    else groups.set(write.collection, [write]);
  }
  return groups;
}

async function upsert(tx: WriteTx, collection: Collection, writes: DocumentWrite[]): Promise<void> {
  const table = documentTables[collection] as PgTable & (typeof documentTables)['leads'];
  const rows = writes.map(({ document, deleted = false, extra = {} }) => ({
    ...document,
    ...extra,
    deleted,
    received_at: tx.now,
  }));
  const columns = Object.keys(rows[0] ?? {});
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    const part = rows.slice(at, at + ROWS_A_STATEMENT);
    const ids = part.map(({ id }) => id);
    await tx.sql.execute(sql`
      with superseded as (${keepSuperseded(tx, collection, ids)})
      insert into ${table} ${rowsFrom(table, part)}
      on conflict (id) do update set ${setAllFromExcluded(table, columns)}`);
  }
}

/**
 * Leads among the writes that have to be moved, with their new assignee: those that change hands, and new ones before which
 * a child has arrived. Where a new lead itself stands, it is announced like any document.
 */
async function leadsThatMove(tx: Transaction, writes: DocumentWrite[]): Promise<MovedLead[]> {
  const written = writes.flatMap((write) => (write.collection === 'leads' ? [write.document] : []));
  if (written.length === 0) return [];
  const rows = await tx
    .select({ id: leads.id, assignee_id: leads.assignee_id })
    .from(leads)
    .where(
      among(
        leads.id,
        written.map(({ id }) => id),
      ),
    );
  const before = new Map(rows.map(({ id, assignee_id }) => [id, assignee_id]));
  const changed = written.filter(({ id, assignee_id }) => before.get(id) !== assignee_id);
  const fresh = changed.flatMap(({ id }) => (before.has(id) ? [] : [id]));
  const awaited = await withChildren(tx, fresh);
  return changed.flatMap(({ id, assignee_id }) =>
    before.has(id) || awaited.has(id) ? [{ lead_id: id, assignee_id }] : [],
  );
}

/** Ids of the customers among the writes that hang on no lead and change hands. */
async function customersThatMove(tx: Transaction, writes: DocumentWrite[]): Promise<string[]> {
  const written = writes.flatMap(({ collection, document }) =>
    collection === 'customers' && document.lead_id === null ? [document] : [],
  );
  if (written.length === 0) return [];
  const ids = written.map(({ id }) => id);
  const { id, assignee_id } = customers;
  const rows = await tx.select({ id, assignee_id }).from(customers).where(among(id, ids));
  const before = new Map(rows.map((row) => [row.id, row.assignee_id]));
  return written.flatMap((one) =>
    before.has(one.id) && before.get(one.id) !== one.assignee_id ? [one.id] : [],
  );
}
