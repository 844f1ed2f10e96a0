// What the feed has lost, or shows to whom it should not, as a digest finds it: by the documents.
import { type SQL, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIds, customerIdOf, metricIdOf } from '#domain/ids.ts';
import { COLLECTIONS } from '#domain/sync/collections.ts';
import type { DigestReply, PullReply, PushReply } from '#domain/sync/messages.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import { aCall, aCustomer, aLead, aMetric, aPoc, aSnooze } from '#domain/testing/builders.ts';
import { rowsOf } from '../db/database.ts';
import { countingDatabase } from '../testing/counting-database.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { digest } from './digest.ts';

const ids = createIds();
type Name = 'kam1' | 'kam2' | 'manager';

describe.each(ENGINES)('a feed that is wrong, on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  const push = async (collection: string, documents: object[], who: Name = 'kam1') => {
    const json = { rows: documents.map((document) => ({ base: null, document })) };
    const as = server.actors[who];
    const { body } = await server.json<PushReply>(`/api/sync/${collection}/push`, { as, json });
    expect(body.results.map(({ outcome }) => outcome)).toEqual(documents.map(() => 'ok'));
  };
  const ask = async (collection: string, who: Name, held: { id: string; write_id: string }[] = []) => {
    const json = { collection, ids: held.map(({ id, write_id }) => ({ id, write_id })), after_id: null };
    return (await server.json<DigestReply>('/api/sync/digest', { as: server.actors[who], json })).body;
  };
  const pulled = async (collection: string, who: Name) => {
    const path = `/api/sync/${collection}/pull`;
    return (await server.json<PullReply>(path, { as: server.actors[who] })).body.documents;
  };
  /** Does to the feed what no statement of ours does. */
  const damage = (statement: SQL) =>
    server.deps.db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(statement);
    });
  const scopeOfKam = (who: Name) => `kam:${server.actors[who].id}`;
  const forget = (scope: string, id: string) =>
    damage(sql`delete from feed where scope = ${scope} and document_id = ${id}`);
  const show = (scope: string, collection: string, id: string) =>
    damage(sql`insert into feed values (${scope}, ${collection}, ${id}, nextval('feed_seq'), true)`);
  /** A lead of kam1 with one of everything that hangs on it. */
  const family = async () => {
    const lead = aLead({ assignee_id: server.actors.kam1.id });
    const lead_id = lead.id;
    const made = {
      leads: lead,
      pocs: aPoc({ lead_id }),
      interactions: aCall({ lead_id, created_by: server.actors.kam1.id }),
      plan_events: aSnooze({ lead_id, created_by: server.actors.kam1.id }),
      customers: aCustomer({ id: customerIdOf(lead_id), lead_id, assignee_id: server.actors.kam1.id }),
      metrics: aMetric({ id: metricIdOf(lead_id), lead_id }),
    };
    for (const [collection, document] of Object.entries(made)) await push(collection, [document]);
    return made;
  };

  it('gives what the feed has lost to the one who reads it, and to later pulls', async () => {
    for (const [collection, document] of Object.entries(await family())) {
      const whole = { ...document, _deleted: false };
      for (const [who, scope] of [
        ['kam1', scopeOfKam('kam1')],
        ['manager', 'staff'],
      ] as const) {
        await forget(scope, document.id);
        expect(await pulled(collection, who), collection).toEqual([]);
        expect(await ask(collection, who), collection).toMatchObject({ documents: [whole], unknown: [] });
        expect(await pulled(collection, who), collection).toEqual([whole]);
      }
      expect((await ask(collection, 'kam2')).documents).toEqual([]);
    }
    expect(server.logged.filter(({ event }) => event === 'feed_mended')).toHaveLength(12);
  });

  it('mends the row of a document that the replica has all the same', async () => {
    const { leads: lead } = await family();
    await forget(scopeOfKam('kam1'), lead.id);
    expect((await ask('leads', 'kam1', [lead])).documents).toEqual([]);
    expect(await pulled('leads', 'kam1')).toEqual([{ ...lead, _deleted: false }]);
  });

  it('takes away what the feed shows to somebody whose it is not', async () => {
    for (const [collection, document] of Object.entries(await family())) {
      await show(scopeOfKam('kam2'), collection, document.id);
      const gone = goneTombstone(collection as 'leads', document.id);
      // The feed shows it; the role that reads for him gives nothing of its content all the same.
      expect(await pulled(collection, 'kam2')).toEqual([gone]);
      expect(await ask(collection, 'kam2', [document])).toMatchObject({ documents: [gone], unknown: [] });
      expect(await pulled(collection, 'kam2')).toEqual([gone]);
      expect(await pulled(collection, 'kam1')).toMatchObject([{ id: document.id, _deleted: false }]);
    }
  });

  it('leaves a document whose lead has not arrived with its author', async () => {
    const poc = aPoc({ lead_id: ids.next() });
    await push('pocs', [poc]);
    await forget('staff', poc.id);
    expect((await ask('pocs', 'manager')).documents).toMatchObject([{ id: poc.id }]);
    expect((await ask('pocs', 'kam2')).documents).toEqual([]);
    expect((await ask('pocs', 'kam1')).documents).toMatchObject([{ id: poc.id }]);
    expect(await pulled('pocs', 'kam1')).toMatchObject([{ id: poc.id, _deleted: false }]);
    expect(await pulled('pocs', 'manager')).toMatchObject([{ id: poc.id, _deleted: false }]);
  });

  it('finds the customer without a lead by its own assignee', async () => {
    const customer = aCustomer({ id: ids.next(), lead_id: null, assignee_id: server.actors.kam1.id });
    await push('customers', [customer]);
    await forget(scopeOfKam('kam1'), customer.id);
    await show(scopeOfKam('kam2'), 'customers', customer.id);
    expect((await ask('customers', 'kam2', [customer])).documents).toMatchObject([{ gone: true }]);
    expect(await pulled('customers', 'kam1')).toMatchObject([{ id: customer.id, _deleted: false }]);
  });

  it('gives what is covered for, as long as it is', async () => {
    const { kam1, kam2, manager } = server.actors;
    const { leads: lead, pocs: poc } = await family();
    const day = server.clock.now().slice(0, 10);
    const path = `/api/users/${kam1.id}/handover`;
    const json = { to_id: kam2.id, from_on: day, to_on: day };
    await server.json(path, { as: manager, method: 'PUT', json });
    await forget(scopeOfKam('kam2'), lead.id);
    await forget(scopeOfKam('kam2'), poc.id);
    expect((await ask('leads', 'kam2')).documents).toMatchObject([{ id: lead.id }]);
    expect((await ask('pocs', 'kam2')).documents).toMatchObject([{ id: poc.id }]);
    expect(await pulled('pocs', 'kam2')).toMatchObject([{ id: poc.id, _deleted: false }]);
    expect(await pulled('leads', 'kam1')).toMatchObject([{ id: lead.id, _deleted: false }]);
    await server.json(path, { as: manager, method: 'DELETE' });
    expect((await ask('leads', 'kam2', [lead])).documents).toMatchObject([{ id: lead.id, gone: true }]);
  });

  it('knows people and settings as everybody’s', async () => {
    await forget('workspace', server.actors.kam2.id);
    const found = (await ask('users', 'kam1')).documents.map(({ id }) => id);
    expect(found).toContain(server.actors.kam2.id);
    expect((await pulled('users', 'kam1')).map(({ id }) => id)).toContain(server.actors.kam2.id);
  });

  it('does not bring back what the feed has forgotten because it ended', async () => {
    const { pocs: poc } = await family();
    const json = {
      rows: [{ base: poc.write_id, document: { id: poc.id, write_id: ids.next(), _deleted: true } }],
    };
    await server.json('/api/sync/pocs/push', { as: server.actors.kam1, json });
    await forget(scopeOfKam('kam1'), poc.id);
    expect((await ask('pocs', 'kam1', [poc])).documents).toMatchObject([{ id: poc.id, _deleted: true }]);
    expect(await pulled('pocs', 'kam1')).toEqual([]);
  });

  it('says of every document what a whole feed says', async () => {
    const { kam1, kam2, manager } = server.actors;
    const { leads: lead } = await family();
    await family();
    await push('leads', [aLead({ assignee_id: null })], 'manager');
    await push('pocs', [aPoc({ lead_id: ids.next() })], 'kam2');
    const to = { as: manager, json: { assignee_id: kam2.id } };
    await server.json(`/api/leads/${lead.id}/assign`, to);
    for (const collection of COLLECTIONS) {
      for (const who of ['kam1', 'kam2', 'manager'] as const) {
        const held = (await pulled(collection, who)).filter(({ _deleted }) => !_deleted);
        const sorted = held.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect((await ask(collection, who)).documents, `${collection} of ${who}`).toEqual(sorted);
      }
    }
    expect(server.logged.filter(({ event }) => event === 'feed_mended')).toEqual([]);
    expect(kam1.id).not.toBe(kam2.id);
  });

  it('takes one transaction more, however much is astray', async () => {
    const leads = Array.from({ length: 40 }, () => aLead({ assignee_id: server.actors.kam1.id }));
    await push('leads', leads);
    const lost = async (count: number) => {
      for (const { id } of leads.slice(0, count)) await forget(scopeOfKam('kam1'), id);
      const { db, queries } = countingDatabase(server.deps.db);
      const store = { db, clock: server.clock, log: server.deps.log };
      await digest(store, server.actors.kam1, 'leads', { ids: [], after_id: null });
      return queries();
    };
    expect([await lost(0), await lost(1), await lost(40)]).toEqual([1, 2, 2]);
    const [row] = rowsOf(
      await server.deps.db.execute(
        sql`select count(*)::int as n from feed where present and scope = ${scopeOfKam('kam1')}`,
      ),
    );
    expect(row?.['n']).toBe(40);
  });
});
