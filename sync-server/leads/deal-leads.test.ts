import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { PushReply } from '#domain/sync/messages.ts';
import { aLead } from '#domain/testing/builders.ts';
import { assignments, outbox } from '../db/tables/records.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { Name } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

describe.each(ENGINES)('new leads by rule on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine, env: { INTAKE_NOTIFY_EMAIL: 'desk@example.com' } });
  });
  afterEach(() => server.close());

  type Reply = Settings & { errors: { path: string; message: string }[] };
  const patch = (json: object) =>
    server.json<Reply>('/api/settings', { method: 'PATCH', as: server.actors.admin, json });
  const rules = async (...assignment_rules: object[]) =>
    expect((await patch({ assignment_rules })).status).toBe(200);
  const add = async (json: object, as: Name = 'manager') =>
    (await server.json<Lead>('/api/leads', { as: server.actors[as], json: { name: 'Ada', ...json } })).body;
  const whose = async (json: object, as?: Name) => {
    const { assignee_id } = await add({ name: `Lead ${server.deps.ids.next()}`, ...json }, as);
    return Object.values(server.actors).find(({ id }) => id === assignee_id)?.user.name ?? null;
  };
  const mailsTo = async (name: Name) =>
    server.deps.db
      .select()
      .from(outbox)
      .where(eq(outbox.to, `${name}@callbook.test`));
  const history = () => server.deps.db.select().from(assignments).orderBy(asc(assignments.id));
  const apply = async (json: object = {}) => {
    const ada = { first_name: 'Ada', last_name: 'L', email: 'ada@example.com', resume: 'https://a.test/cv' };
    return (await server.json<Lead>('/api/leads', { json: { ...ada, ...json } })).body;
  };
  const leadNow = async (id: string) =>
    (await server.json<Lead>(`/api/leads/${id}`, { as: server.actors.admin })).body;
  const deactivate = (id: string) =>
    server.json(`/api/users/${id}`, { method: 'PATCH', as: server.actors.admin, json: { is_active: false } });

  it('stay with the managers where there is no rule, or none that fits', async () => {
    expect(await whose({})).toBeNull();
    await rules({ source: 'fair' });
    expect(await whose({ source: 'web' })).toBeNull();
    expect(await whose({ source: 'fair', state: 'WON' })).toBeNull();
    expect((await history()).length).toBe(0);
  });

  it('go by source and place, with a line of history and the mail of an assignment', async () => {
    const { kam1, kam2, manager } = server.actors;
    await rules({ source: 'fair', to: [kam2.id] }, { country: 'DE', city: 'Kiel', to: [kam1.id] });
    const lead = await add({ source: 'Fair', city: 'Kiel', country: 'DE' });
    expect(lead.assignee_id).toBe(kam2.id);
    expect(await history()).toMatchObject([
      { lead_id: lead.id, from_id: null, to_id: kam2.id, by_id: manager.id, note: 'in turn: fair' },
    ]);
    const [mail] = await mailsTo('kam2');
    expect(mail).toMatchObject({ template: 'assigned', lead_id: lead.id });
    expect(mail?.body).toContain('Note: in turn: fair');
    expect(await whose({ city: 'kiel', country: 'DE' })).toBe('kam1');
    expect((await server.json(`/api/leads/${lead.id}`, { as: kam2 })).status).toBe(200);
  });

  it('go to the person that staff name, and a KAM’s own stay his', async () => {
    const { kam1, kam2 } = server.actors;
    await rules({ to: [kam2.id] });
    expect(await whose({ assignee_id: kam1.id })).toBe('kam1');
    expect(await whose({}, 'kam1')).toBe('kam1');
    expect(await whose({})).toBe('kam2');
  });

  it('go in turn among the people of a rule, staff among them, and pass over who is not there', async () => {
    const { kam1, kam2, manager } = server.actors;
    await rules({ to: [kam1.id, kam2.id, manager.id] });
    const given = [await whose({}), await whose({}), await whose({})];
    expect([...given].sort()).toEqual(['kam1', 'kam2', 'manager']);
    expect(await mailsTo('manager')).toEqual([]);
    await deactivate(kam2.id);
    const later = [await whose({}), await whose({}), await whose({})];
    expect(later).not.toContain('kam2');
    await deactivate(kam1.id);
    await rules({ to: [manager.id] });
    await deactivate(manager.id);
    expect(await whose({}, 'admin')).toBeNull();
  });

  it('go to the KAM with the fewest open leads', async () => {
    await rules({ by: 'least_loaded' });
    for (const state of ['PENDING', 'REACHED_OUT', 'LOST']) await add({ name: state, state }, 'kam1');
    for (const state of ['PENDING', 'LOST', 'LOST', 'WON']) {
      await add({ name: `${state} ${server.deps.ids.next()}`, state }, 'kam2');
    }
    expect(await whose({})).toBe('kam2');
    const [one, other] = [await whose({}), await whose({})];
    expect([one, other].sort()).toEqual(['kam1', 'kam2']);
  });

  it('that a prospect sends go by his zone, and tell the assignee beside the desk', async () => {
    const { kam1 } = server.actors;
    await rules({ source: 'api', country: 'DE', to: [kam1.id] });
    const [here, elsewhere] = [
      await apply({ time_zone: 'Europe/Berlin' }),
      await apply({ time_zone: 'Europe/Paris' }),
    ];
    expect((await leadNow(here.id)).assignee_id).toBe(kam1.id);
    expect((await leadNow(elsewhere.id)).assignee_id).toBeNull();
    expect(await history()).toMatchObject([{ by_id: null, note: 'in turn: api, DE' }]);
    const [mail, ...others] = await mailsTo('kam1');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ template: 'assigned', lead_id: here.id });
    expect(mail?.body).toMatch(/^Callbook has assigned Ada L to you\./);
    expect(await server.deps.db.select().from(outbox)).toHaveLength(5);
  });

  it('that staff push are stored as pushed, and dealt out in a later write', async () => {
    const { manager, kam1, kam2, admin } = server.actors;
    await rules({ by: 'least_loaded' });
    const pushed = [1, 2, 3, 4].map((n) => aLead({ name: `Pushed ${n}`, state: 'PENDING' }));
    const json = { rows: pushed.map((document) => ({ base: null, document })) };
    const reply = await server.json<PushReply>('/api/sync/leads/push', { as: manager, json });
    expect(reply.body.results.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
    const stored = await Promise.all(pushed.map(({ id }) => leadNow(id)));
    const given = stored.map(({ assignee_id }) => assignee_id);
    expect(given.filter((id) => id === kam1.id)).toHaveLength(2);
    expect(given.filter((id) => id === kam2.id)).toHaveLength(2);
    expect(stored[0]?.write_id).not.toBe(pushed[0]?.write_id);
    expect(await history()).toHaveLength(4);
    expect(await mailsTo('kam1')).toMatchObject([{ subject: 'Assigned to you: 2 leads' }]);
    const audit = await server.json<{ items: object[] }>(`/api/audit-logs?entity_id=${pushed[0]?.id}`, {
      as: admin,
    });
    expect(audit.body.items).toMatchObject([
      { action: 'assign', details: { note: 'fewest open leads', after: { assignee_id: given[0] } } },
      { action: 'create' },
    ]);
    const again = await server.json<PushReply>('/api/sync/leads/push', { as: manager, json });
    expect(again.body.results.map(({ outcome }) => outcome)).toEqual(Array(4).fill('absorbed'));
    expect(await history()).toHaveLength(4);
  });

  it('need rules that name active people and known ways', async () => {
    const { kam1, kam2 } = server.actors;
    await deactivate(kam2.id);
    const nobody = server.deps.ids.next();
    const { status, body } = await patch({
      assignment_rules: [{ to: [kam1.id, kam2.id] }, { to: [nobody] }],
    });
    expect([status, body.errors]).toEqual([
      422,
      [
        { path: 'assignment_rules.0.to.1', message: 'is no active user' },
        { path: 'assignment_rules.1.to.0', message: 'is no active user' },
      ],
    ]);
    const bad = await patch({ assignment_rules: [{ by: 'dice', to: [], country: 'Germany' }] });
    expect(bad.body.errors.map(({ path }) => path).sort()).toEqual([
      'assignment_rules.0.by',
      'assignment_rules.0.country',
      'assignment_rules.0.to',
    ]);
    await rules({ to: [kam1.id] });
    await deactivate(kam1.id);
    expect((await patch({ sla_minutes: 60 })).status).toBe(200);
    expect((await patch({ assignment_rules: null })).body.assignment_rules).toBeNull();
  });
});
