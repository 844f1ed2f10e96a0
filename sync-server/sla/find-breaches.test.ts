import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import { outbox } from '../db/tables/records.ts';
import { emptyTables } from '../testing/empty-tables.ts';
import { addPromised, signedInAnew } from '../testing/promised-leads.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { Name } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { findBreaches } from './find-breaches.ts';

const MINUTE = 60;

describe.each(ENGINES)('the job that finds breaches on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  const as = (name: Name) => signedInAnew(server, name);
  const add = (name: string, who?: Name, fields?: object) => addPromised(server, name, who, fields);
  const find = () => findBreaches(server.deps);
  const leadNow = async (id: string) =>
    (await server.json<Lead & { sla: object }>(`/api/leads/${id}`, { as: await as('admin') })).body;
  const addresses = async () =>
    (await server.deps.db.select().from(outbox).orderBy(asc(outbox.to))).map(({ to }) => to);
  const call = async (id: string, occurred_at: string) =>
    server.json('/api/interactions', {
      as: await as('kam1'),
      json: { lead_id: id, type: 'CALL', outcome: 'CONNECTED', occurred_at },
    });

  it('sets the fact once, after the last moment, as a write of its own with its line in the audit', async () => {
    const lead = await add('Ada');
    server.clock.advance(120 * MINUTE);
    expect(await find()).toEqual({ breaches: 0, mails: 0 });
    server.clock.advance(1);
    const at = server.clock.now();
    expect(await find()).toEqual({ breaches: 1, mails: 2 });
    const marked = await leadNow(lead.id);
    expect(marked).toMatchObject({ sla_breached_at: at, updated_at: at, state: 'PENDING' });
    expect(marked.write_id).not.toBe(lead.write_id);
    server.clock.advance(60 * MINUTE);
    expect(await find()).toEqual({ breaches: 0, mails: 0 });
    expect((await leadNow(lead.id)).write_id).toBe(marked.write_id);
    const { body } = await server.json<{ items: object[] }>(`/api/audit-logs?entity_id=${lead.id}`, {
      as: await as('admin'),
    });
    expect(body.items[0]).toMatchObject({
      action: 'sla-breach',
      actor_id: null,
      details: { before: { sla_breached_at: null }, after: { sla_breached_at: at } },
    });
    expect((await server.json('/api/audit-logs/verify', { as: await as('admin') })).body).toMatchObject({
      ok: true,
    });
  });

  it('travels to the laptops of whoever sees the lead', async () => {
    const lead = await add('Ada');
    const pull = async (checkpoint: string) =>
      server.json<{ documents: Lead[]; checkpoint: string }>(
        `/api/sync/leads/pull?checkpoint=${checkpoint}`,
        {
          as: await as('kam1'),
        },
      );
    const { checkpoint } = (await pull('')).body;
    server.clock.advance(121 * MINUTE);
    await find();
    expect((await pull(checkpoint)).body.documents).toMatchObject([
      { id: lead.id, sla_breached_at: server.clock.now() },
    ]);
  });

  it('tells whoever entered it, whoever works it, and the managers, once each', async () => {
    const { kam2 } = server.actors;
    await add('Ada', 'admin', { assignee_id: kam2.id });
    await add('By the manager', 'manager', { assignee_id: kam2.id });
    server.clock.advance(121 * MINUTE);
    expect(await find()).toEqual({ breaches: 2, mails: 3 });
    expect(await addresses()).toEqual(['admin@callbook.test', 'kam2@callbook.test', 'manager@callbook.test']);
    const mails = await server.deps.db.select().from(outbox).where(eq(outbox.to, 'admin@callbook.test'));
    expect(mails).toMatchObject([{ template: 'sla_breach', subject: 'Answer overdue: Ada' }]);
    expect(mails[0]?.body).toContain('First answer due: 9 March 2026 at 12:00 CET\nAssigned to: kam2\n');
    const [manager] = await server.deps.db
      .select()
      .from(outbox)
      .where(eq(outbox.to, 'manager@callbook.test'));
    expect(manager).toMatchObject({ subject: 'Answer overdue: 2 leads', lead_id: null });
    expect(manager?.body).toContain('By the manager: due 9 March 2026 at 12:00 CET, kam2');
  });

  it('tells the managers alone of a prospect whom nobody has', async () => {
    const json = {
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.com',
      resume: 'https://a.test',
    };
    await server.json('/api/leads', { json });
    await emptyTables(server.deps.db, 'outbox');
    server.clock.advance(121 * MINUTE);
    await find();
    expect(await addresses()).toEqual(['manager@callbook.test']);
  });

  it('stays a fact when the answer comes later', async () => {
    const lead = await add('Ada');
    server.clock.advance(121 * MINUTE);
    await find();
    const breached_at = server.clock.now();
    await call(lead.id, breached_at);
    expect(await leadNow(lead.id)).toMatchObject({
      state: 'REACHED_OUT',
      sla_breached_at: breached_at,
      sla: { state: 'met_late', breached: true },
    });
  });

  it('finds what was broken while the server was away, answered late or not at all', async () => {
    const late = await add('Late');
    const inTime = await add('In time');
    const open = await add('Open');
    const aside = await add('Aside');
    await server.json(`/api/leads/${aside.id}`, { method: 'DELETE', as: await as('kam1') });
    await call(inTime.id, server.clock.now());
    server.clock.advance(24 * 60 * MINUTE);
    await call(late.id, server.clock.now());
    expect(await find()).toMatchObject({ breaches: 2 });
    expect((await leadNow(inTime.id)).sla_breached_at).toBeNull();
    for (const { id } of [late, open]) expect((await leadNow(id)).sla_breached_at).toBe(server.clock.now());
    const [mail] = await server.deps.db.select().from(outbox).where(eq(outbox.to, 'kam1@callbook.test'));
    expect(mail?.body).toContain(
      'Late: due 9 March 2026 at 12:00 CET, answered 10 March 2026 at 10:00 CET, kam1',
    );
  });

  it('marks and tells once although two processes come to it together', async () => {
    const lead = await add('Ada');
    server.clock.advance(121 * MINUTE);
    const done = await Promise.all([find(), find()]);
    expect(done.map(({ breaches }) => breaches).sort()).toEqual([0, 1]);
    expect(await addresses()).toHaveLength(2);
    expect((await leadNow(lead.id)).sla_breached_at).toBe(server.clock.now());
  });

  it('is no mail that can be sent once more', async () => {
    const lead = await add('Ada', 'kam1', { email: 'ada@example.com' });
    server.clock.advance(121 * MINUTE);
    await find();
    const again = async (json: object) =>
      server.json(`/api/leads/${lead.id}/resend-email`, { as: await as('kam1'), json });
    expect((await again({ template: 'sla_breach' })).status).toBe(422);
    expect((await again({})).body).toMatchObject({ template: 'intake_ack' });
  });
});
