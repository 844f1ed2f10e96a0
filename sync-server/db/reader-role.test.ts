import { eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCall, aCustomer, aLead, aMetric, aPoc, aSnooze } from '#domain/testing/builders.ts';
import { CHILD_COLLECTIONS, documentTables } from '../feed/document-tables.ts';
import { pull } from '../feed/pull.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { listLeads } from '../leads/list-leads.ts';
import { listPocs } from '../pocs/read-pocs.ts';
import { ENGINES, newPostgresDatabase } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { type Queryable, rowsOf } from './database.ts';
import { openDatabase } from './open.ts';
import { hasReaderRole, readFor } from './reader-role.ts';
import { leads } from './tables/documents.ts';
import { assignments, facts, feed, files } from './tables/records.ts';
import { handovers } from './tables/workspace.ts';

describe.each(ENGINES)('a KAM whose queries have lost their scope, on %s', (engine) => {
  let server: TestServer;
  type Family = Awaited<ReturnType<typeof store>>;
  let mine: Family;
  let theirs: Family;

  beforeAll(async () => {
    server = await startTestServer({ engine });
    mine = await store(server.actors.kam1.id);
    theirs = await store(server.actors.kam2.id);
    await store(null);
  });
  afterAll(() => server.close());

  async function store(assignee_id: string | null) {
    const lead = aLead({ assignee_id });
    const { id: lead_id } = lead;
    const ids = server.deps.ids;
    const now = server.clock.now();
    await inWriteTransaction(server.deps, async (tx) => {
      await writeDocuments(tx, [
        { collection: 'leads', document: lead },
        { collection: 'pocs', document: aPoc({ lead_id }) },
        { collection: 'interactions', document: aCall({ lead_id }) },
        { collection: 'plan_events', document: aSnooze({ lead_id }) },
        { collection: 'customers', document: aCustomer({ lead_id }) },
        { collection: 'metrics', document: aMetric({ lead_id }) },
      ]);
      await tx.sql
        .insert(files)
        .values({ id: ids.next(), lead_id, kind: 'link', name: 'x', created_at: now });
      await tx.sql.insert(assignments).values({ id: ids.next(), lead_id, to_id: assignee_id, at: now });
    });
    return lead;
  }
  const asKam = <T>(work: (q: Queryable) => Promise<T>) => readFor(server.deps.db, server.actors.kam1, work);
  /** What a query without any condition brings him: ids of leads. */
  const leadsIn = async (table: (typeof documentTables)['pocs'] | typeof files) =>
    (await asKam((q) => q.select({ lead_id: table.lead_id }).from(table as never))).map(
      (row) => row['lead_id'],
    );

  it('has a role that holds', () => {
    expect(server.database.unguarded).toBeNull();
    expect(hasReaderRole(server.deps.db)).toBe(true);
  });

  it.each([...CHILD_COLLECTIONS, 'files', 'assignments'] as const)(
    'reads %s of his own leads alone',
    async (name) => {
      const table = { ...documentTables, files, assignments }[name];
      expect(await leadsIn(table as typeof files)).toEqual([mine.id]);
    },
  );

  it('lists and reads his own leads alone', async () => {
    const all = { id: server.actors.kam1.id, role: 'manager' as const };
    const query = { sort: 'name' as const, descending: false, page_size: 50 };
    const at = { now: server.clock.now(), reminderMinutes: 30 };
    const unscoped = await listLeads(server.deps.db, all, query, at);
    expect(unscoped).toMatchObject({ value: { total: 3 } });
    const listed = await asKam((q) => listLeads(q, all, query, at));
    expect(listed).toMatchObject({ value: { total: 1, rows: [{ id: mine.id }] } });
    const contacts = await asKam((q) => listPocs(q, all, { page_size: 50 }));
    expect(contacts).toMatchObject({ total: 1, rows: [{ lead_id: mine.id }] });
    expect(await asKam((q) => q.select().from(leads).where(eq(leads.id, theirs.id)))).toEqual([]);
  });

  it('pulls nothing from the feed of all, and no foreign document that the feed has put into his own', async () => {
    const from = { epoch: 'e', seq: 0 };
    const staff = await asKam((q) => pull(q, 'leads', { ...from, scope: 'staff' }, 500));
    expect(staff.documents).toBe(0);
    const scope = `kam:${server.actors.kam1.id}`;
    await inWriteTransaction(server.deps, async ({ sql: tx }) => {
      const seq = sql`nextval('feed_seq')`;
      await tx
        .insert(feed)
        .values({ scope, collection: 'leads', document_id: theirs.id, seq: seq as never, present: true });
    });
    const { text } = await asKam((q) => pull(q, 'leads', { ...from, scope }, 500));
    const { documents } = JSON.parse(text) as { documents: { id: string; _deleted: boolean }[] };
    expect(documents.map(({ id, _deleted }) => [id, _deleted])).toEqual([
      [mine.id, false],
      [theirs.id, true],
    ]);
  });

  it('reads those of whom he covers for, as long as he does', async () => {
    const { kam1, kam2 } = server.actors;
    const row = { id: server.deps.ids.next(), user_id: kam2.id, to_id: kam1.id, set_at: server.clock.now() };
    const { db } = server.deps;
    await db.insert(handovers).values({ ...row, from_on: '2026-03-01', to_on: '2026-03-31', given: true });
    expect((await leadsIn(documentTables.pocs)).sort()).toEqual([mine.id, theirs.id].sort());
    await db.delete(handovers).where(eq(handovers.id, row.id));
    expect(await leadsIn(documentTables.pocs)).toEqual([mine.id]);
  });

  it('sees no secret, no password, and writes nothing', async () => {
    expect((await asKam((q) => q.select().from(facts))).map(({ name }) => name)).toEqual(['epoch']);
    for (const refused of [
      sql`select password_hash from users`,
      sql`select * from refresh_tokens`,
      sql`select * from audit_logs`,
      sql`update leads set name = 'x'`,
      sql`delete from files`,
    ]) {
      const asked = asKam((q) => q.execute(refused));
      await expect(asked).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });

  it('leaves the role behind with the transaction', async () => {
    await asKam((q) => q.select().from(leads));
    const [row] = rowsOf(await server.deps.db.execute(sql`select count(*) as leads from leads`));
    expect(Number(row?.['leads'])).toBe(3);
  });
});

describe('a database user who may make no roles', () => {
  it('starts all the same, reads as the owner and says why; given the role, it uses it', async () => {
    const url = new URL(await newPostgresDatabase());
    const plain = `plain_${url.pathname.slice(3)}`;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query(`create role ${plain} login password 'plain'`);
    await client.query(`alter database ${url.pathname.slice(1)} owner to ${plain}`);
    url.username = plain;
    url.password = 'plain';
    const place = { folder: null, url: url.href };
    const actor = { id: '01890a5d-ac96-774b-bcce-b302099a8057', role: 'kam' as const };

    const open = await openDatabase(place);
    expect(open.unguarded).toMatch(/permission denied|does not exist/);
    expect(await readFor(open.db, actor, (q) => q.select().from(leads))).toEqual([]);
    expect(hasReaderRole(open.db)).toBe(false);
    await open.close();

    await (await openDatabase({ folder: null, url: await newPostgresDatabase() })).close();
    await client.query(`grant callbook_reader to ${plain}`);
    const again = await openDatabase(place);
    expect(again.unguarded).toBeNull();
    expect(await readFor(again.db, actor, (q) => q.select().from(leads))).toEqual([]);
    await again.close();
    await client.end();
  });
});
