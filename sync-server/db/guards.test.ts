import { eq, type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings } from '#domain/settings/settings.ts';
import { COLLECTIONS } from '#domain/sync/collections.ts';
import { aCall, aCustomer, aLead, aMetric, aPoc, aSnooze, aUser } from '#domain/testing/builders.ts';
import { documentTables } from '../feed/document-tables.ts';
import {
  type DocumentWrite,
  inWriteTransaction,
  type WriteTx,
  writeDocuments,
} from '../feed/write-documents.ts';
import { ENGINES, openTestDatabase } from '../testing/test-database.ts';
import { rowsOf } from './database.ts';
import type { OpenDatabase } from './open.ts';
import { pocs } from './tables/documents.ts';
import { feed } from './tables/records.ts';

const NOW = '2026-03-09T10:00:00.000Z';
const clock = { now: () => NOW };
const TABLES = [...COLLECTIONS, 'feed'] as const;

describe.each(ENGINES)('the guards of the replicated tables on %s', (engine) => {
  let open: OpenDatabase;
  const lead = aLead();
  const poc = aPoc({ lead_id: lead.id });
  const user = aUser();

  beforeAll(async () => {
    open = await openTestDatabase(engine);
    await underLock((tx) =>
      writeDocuments(tx, [
        { collection: 'settings', document: defaultSettings(NOW, lead.id) },
        { collection: 'users', document: user, extra: { email_normal: user.email, password_hash: 'x' } },
        { collection: 'leads', document: lead },
        { collection: 'pocs', document: poc },
        { collection: 'interactions', document: aCall({ lead_id: lead.id }) },
        { collection: 'plan_events', document: aSnooze({ lead_id: lead.id }) },
        { collection: 'customers', document: aCustomer({ lead_id: lead.id }) },
        { collection: 'metrics', document: aMetric({ lead_id: lead.id }) },
      ]),
    );
  });
  afterAll(() => open.close());

  const underLock = (work: (tx: WriteTx) => Promise<unknown>) =>
    inWriteTransaction({ db: open.db, clock }, work);
  /** What the database says to a statement; null when it takes it. */
  const refusalOf = async (run: () => Promise<unknown>): Promise<string | null> => {
    try {
      await run();
      return null;
    } catch (error) {
      return error instanceof Error ? String(error.cause ?? error) : String(error);
    }
  };
  const run = (statement: SQL) => refusalOf(() => Promise.resolve(open.db.execute(statement)));

  it.each(TABLES)('refuse a statement on %s that does not hold the lock', async (name) => {
    const table = sql.identifier(name);
    const words = new RegExp(`callbook: ${name} is replicated and is written under the write lock only`);
    const column = sql.identifier(name === 'feed' ? 'scope' : 'received_at');
    expect(await run(sql`update ${table} set ${column} = ${column}`)).toMatch(words);
    expect(await run(sql`delete from ${table}`)).toMatch(words);
    expect(await run(sql`insert into ${table} select * from ${table}`)).toMatch(words);
  });

  it.each(TABLES)('refuse to truncate %s, also under the lock', async (name) => {
    const truncate = sql`truncate ${sql.identifier(name)}`;
    // Of what others point to, PostgreSQL says so itself.
    const words = new RegExp(
      `callbook: ${name} is replicated and is never truncated|cannot truncate a table`,
    );
    expect(await run(truncate)).toMatch(words);
    expect(await refusalOf(() => underLock((tx) => tx.sql.execute(truncate)))).toMatch(words);
  });

  it('are not taken in by the lock of somebody else, nor by one that is given back', async () => {
    expect(await run(sql`select pg_advisory_xact_lock(7301)`)).toBeNull();
    expect(await run(sql`update pocs set name = 'x'`)).toMatch(/write lock only/);
    const shared = open.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock_shared(7301)`);
      await tx.execute(sql`update pocs set name = 'x'`);
    });
    expect(await refusalOf(() => shared)).toMatch(/write lock only/);
  });

  it.each(COLLECTIONS)('refuse a commit that changed %s and told nobody', async (collection) => {
    const table = documentTables[collection];
    const touch = () => underLock((tx) => tx.sql.update(table).set({ received_at: NOW } as never));
    const words = new RegExp(`callbook: ${collection} .* was written without telling the feed`);
    expect(await refusalOf(touch)).toMatch(words);
  });

  it('take a change that is told within the same transaction, in any order', async () => {
    const renew = (tx: WriteTx) =>
      tx.sql.update(feed).set({ seq: sql`nextval('feed_seq')` }).where(eq(feed.document_id, poc.id));
    const change = (tx: WriteTx) => tx.sql.update(pocs).set({ name: 'Told' }).where(eq(pocs.id, poc.id));
    await underLock(async (tx) => {
      await change(tx);
      await renew(tx);
    });
    await underLock(async (tx) => {
      await renew(tx);
      await change(tx);
    });
  });

  it.each(['leads', 'customers'] as const)(
    'refuse %s of somebody who is not there, at the commit',
    async (collection) => {
      const assignee_id = aUser().id;
      const document =
        collection === 'leads' ? aLead({ assignee_id }) : aCustomer({ lead_id: null, assignee_id });
      const store = () => underLock((tx) => writeDocuments(tx, [{ collection, document } as DocumentWrite]));
      expect(await refusalOf(store)).toMatch(new RegExp(`${collection}_assignee_id_is_there`));
      const extra = { email_normal: assignee_id, password_hash: 'x' };
      const both = (tx: WriteTx) =>
        writeDocuments(tx, [
          { collection, document } as DocumentWrite,
          { collection: 'users', document: aUser({ id: assignee_id }), extra },
        ]);
      expect(await refusalOf(() => underLock(both))).toBeNull();
    },
  );

  it.each([
    ['assignments', 'from_id'],
    ['assignments', 'to_id'],
    ['handovers', 'user_id'],
    ['handovers', 'to_id'],
    ['sessions', 'user_id'],
    ['password_links', 'user_id'],
    ['refresh_tokens', 'session_id'],
    ['import_rows', 'import_id'],
    ['merge_moves', 'merge_id'],
  ])('bind %s by %s to what is there, in any order within a transaction', async (table, column) => {
    const rows = await open.db.execute(sql`
      select condeferred, pg_get_constraintdef(oid) as words from pg_constraint
      where conrelid = ${table}::regclass and contype = 'f' and conname = ${`${table}_${column}_is_there`}`);
    expect(rowsOf(rows)).toEqual([
      {
        condeferred: true,
        words: expect.stringMatching(new RegExp(`^FOREIGN KEY \\(${column}\\) REFERENCES`)),
      },
    ]);
  });

  it('refuse to lose a document that the feed still has', async () => {
    const remove = () => underLock((tx) => tx.sql.delete(pocs).where(eq(pocs.id, poc.id)));
    expect(await refusalOf(remove)).toMatch(/pocs .* was removed while the feed still has it/);
    await underLock(async (tx) => {
      await tx.sql.delete(feed).where(eq(feed.document_id, poc.id));
      await tx.sql.delete(pocs).where(eq(pocs.id, poc.id));
    });
  });
});
