// The page that the database writes, beside the documents that the server would build of the same rows.
import { eq } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { defaultSettings } from '#domain/settings/settings.ts';
import { COLLECTIONS, type Collection, type DocumentOf } from '#domain/sync/collections.ts';
import type { PullReply } from '#domain/sync/messages.ts';
import { STAFF_SCOPE, WORKSPACE_SCOPE } from '#domain/sync/scope.ts';
import { deletedTombstone, goneTombstone } from '#domain/sync/tombstone.ts';
import { aCustomer, aLead, aMetric, anOrder, aPoc, aSnooze, aUser } from '#domain/testing/builders.ts';
import type { OpenDatabase } from '../db/open.ts';
import { storePeople } from '../testing/store-people.ts';
import { ENGINES, openTestDatabase } from '../testing/test-database.ts';
import { documentTables } from './document-tables.ts';
import { pull, replicatedOf } from './pull.ts';
import { type DocumentWrite, inWriteTransaction, writeDocuments } from './write-documents.ts';

const NOW = '2026-03-09T10:00:00.000Z';
const ids = createIds();
/** What JSON, SQL and a page put together of lines could stumble over. */
const ODD = 'a "b" \\ /\n,\n{"c":\t[1]},\u2028 – ž 漢 🦉 \u00a0 \'; -- %s $1';
const FIRST = '0001-01-03T00:00:00.000Z';
const LAST = '9999-12-28T23:59:59.999Z';

const lead_id = ids.next();
const someone = aUser({ name: ODD, email: "o'hara@callbook.test" });
const handover = { to_id: ids.next(), from_on: '2024-02-29', to_on: '2024-03-01' };
/** Per collection: everything unset, and everything set to what is hard to write. */
const DOCUMENTS: { [C in Collection]: DocumentOf<C>[] } = {
  leads: [
    aLead({ id: lead_id, cadence: null, time_zone: null }),
    aLead({
      ...{
        kind: 'person',
        name: ODD,
        first_name: ' ',
        last_name: 'null',
        email: 'a@b.example',
        phone: '+49 (30) 1',
      },
      ...{
        company: '',
        city: 'ß',
        country: 'DE',
        address: ODD,
        tags: ['x', ODD, '1e3'],
        source: '0',
        tier: 'A',
      },
      ...{ assignee_id: someone.id, time_zone: 'America/Argentina/Buenos_Aires', do_not_call: true },
      ...{
        closed_dates: ['2024-02-29', '0099-01-31'],
        cadence: { kind: 'days', n: 7 },
        revive_on: '0099-01-31',
      },
      ...{ created_at: FIRST, updated_at: LAST, won_at: '2026-01-01T00:00:00.120Z', reopened_at: NOW },
      ...{
        value_minor: 1_000_000_000_000_000,
        currency: 'EUR',
        merged_into_id: ids.next(),
        sla_due_at: FIRST,
      },
      custom: {
        ' ': '',
        b: 0.1,
        a: -1e-7,
        big: 1.7976931348623157e308,
        t: true,
        n: null,
        [ODD.slice(0, 9)]: ODD,
      },
      resume: { kind: 'file', name: ODD, size: 0 },
      ...{
        sla_met_at: LAST,
        sla_breached_at: '1969-12-31T23:59:59.999Z',
        deleted_at: '2026-03-29T01:30:00.001Z',
      },
    }),
  ],
  pocs: [
    aPoc({ lead_id }),
    aPoc({
      lead_id,
      name: ODD,
      role: ODD,
      email: 'a@b.example',
      phone: '112',
      time_zone: 'UTC',
      is_primary: true,
    }),
  ],
  interactions: [
    anOrder({
      lead_id,
      amount_minor: 0,
      note: ODD,
      call_id: ids.next(),
      poc_id: ids.next(),
      created_by: ids.next(),
    }),
    anOrder({
      lead_id,
      occurred_at: FIRST,
      voided_at: LAST,
      duration_s: 604_800,
      direction: 'in',
      outcome: 'BUSY',
    }),
  ],
  plan_events: [
    aSnooze({ lead_id }),
    aSnooze({ lead_id, until: null, on: '2024-02-29', poc_id: ids.next(), created_by: ids.next() }),
  ],
  customers: [
    aCustomer({ lead_id }),
    aCustomer({ lead_id: null, name: ODD, since_on: '0099-01-31', assignee_id: someone.id }),
  ],
  metrics: [
    aMetric({ lead_id }),
    aMetric({
      ...{ lead_id, expected_interval_days: 30, monthly_target_minor: 1_000_000_000_000_000 },
      pauses: [{ from_on: '2024-02-29', to_on: null }],
      override: { rating: 'WELL', reason: ODD, expires_on: '9999-12-28' },
    }),
  ],
  users: [someone, aUser({ handover })],
  settings: [defaultSettings(NOW, ids.next())],
};

describe.each(ENGINES)('a page of the feed on %s', (engine) => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await openTestDatabase(engine);
    await write(
      COLLECTIONS.flatMap((collection) =>
        DOCUMENTS[collection].map(
          (document) => ({ collection, document, ...accountOf(collection, document.id) }) as DocumentWrite,
        ),
      ),
    );
  });
  afterAll(() => open.close());

  const accountOf = (collection: Collection, id: string) =>
    collection === 'users' ? { extra: { email_normal: id, password_hash: 'x' } } : {};
  const write = (writes: DocumentWrite[]) =>
    inWriteTransaction({ db: open.db, clock: { now: () => NOW } }, (tx) => writeDocuments(tx, writes));
  const scopeOf = (collection: Collection) =>
    collection === 'users' || collection === 'settings' ? WORKSPACE_SCOPE : STAFF_SCOPE;
  const page = async (collection: Collection, seq = 0, limit = 1000) => {
    const from = { epoch: 'e', scope: scopeOf(collection), seq };
    const { text, documents } = await pull(open.db, collection, from, limit);
    const reply = JSON.parse(text) as PullReply;
    expect(reply.documents).toHaveLength(documents);
    return reply;
  };

  it.each(COLLECTIONS)(
    'of %s is byte for byte what the server would build of the rows',
    async (collection) => {
      const table = documentTables[collection];
      const { documents } = await page(collection);
      expect(documents.map(({ id }) => id)).toEqual(DOCUMENTS[collection].map(({ id }) => id));
      for (const document of documents) {
        const [row] = await open.db
          .select()
          .from(table as PgTable)
          .where(eq(table.id, document.id));
        const built = replicatedOf(collection, document.id, true, row as Record<string, unknown>);
        expect(JSON.stringify(document)).toBe(JSON.stringify(built));
      }
      expect(documents).toEqual(DOCUMENTS[collection].map((document) => ({ ...document, _deleted: false })));
    },
  );

  it('is the same whatever the time zone of the database', async () => {
    const { documents } = await page('leads');
    const there = await open.db.transaction(async (tx) => {
      await tx.execute(`set local timezone = 'America/St_Johns'`);
      return pull(tx, 'leads', { epoch: 'e', scope: STAFF_SCOPE, seq: 0 }, 1000);
    });
    expect((JSON.parse(there.text) as PullReply).documents).toEqual(documents);
  });

  it('has tombstones in their places, and no word of what they were', async () => {
    const [first, second, third] = [aPoc({ lead_id }), aPoc({ lead_id, name: ODD }), aPoc({ lead_id })];
    const kam = ids.next();
    await storePeople(open.db, [kam]);
    const scope = `kam:${kam}`;
    const lead = aLead({ assignee_id: kam });
    const pocs = [first, second, third].map((poc) => ({ ...poc, lead_id: lead.id }));
    await write([{ collection: 'leads', document: lead }]);
    await write(pocs.map((document) => ({ collection: 'pocs', document })));
    const { _deleted, ...neutral } = deletedTombstone('pocs', second.id, ids.next());
    const document = { ...neutral, lead_id: lead.id } as unknown as DocumentOf<'pocs'>;
    await write([{ collection: 'pocs', document, deleted: true }]);
    await write([{ collection: 'pocs', document: { ...pocs[0], name: 'Later' } as DocumentOf<'pocs'> }]);
    const from = { epoch: 'e', scope, seq: 0 };
    const read = async () => JSON.parse((await pull(open.db, 'pocs', from, 9)).text) as PullReply;
    expect((await read()).documents).toEqual([
      { ...pocs[2], _deleted: false },
      deletedTombstone('pocs', second.id, neutral.write_id),
      { ...pocs[0], name: 'Later', _deleted: false },
    ]);
    await write([{ collection: 'leads', document: { ...lead, assignee_id: null } }]);
    const gone = (await read()).documents;
    expect(gone).toHaveLength(3);
    expect(gone).toEqual(gone.map(({ id }) => goneTombstone('pocs', id)));
  });

  it('ends where the limit is, and goes on from its checkpoint', async () => {
    expect(await page('leads', 1_000_000)).toMatchObject({ documents: [] });
    const { documents } = await page('interactions', 0, 1);
    expect(documents).toHaveLength(1);
  });
});
