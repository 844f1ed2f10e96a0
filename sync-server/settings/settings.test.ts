import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '#domain/settings/settings.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { ensureSettings, readSettings } from './settings.ts';

type Reply = Settings & { code: string; errors: { path: string; message: string }[] };

describe.each(ENGINES)('the settings on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({
      engine,
      env: { DEFAULT_SLA_DURATION_MINUTES: '90', SLA_REMINDER_MINUTES: '10' },
    });
  });
  afterEach(() => server.close());

  const read = (as = server.actors.kam1) => server.json<Reply>('/api/settings', { as });
  const patch = (json: object, headers: Record<string, string> = {}) =>
    server.json<Reply>('/api/settings', { method: 'PATCH', as: server.actors.admin, json, headers });

  it('start with the deadlines of the environment, and keep them at later starts', async () => {
    const { status, body, headers } = await read();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      sla_minutes: 90,
      sla_reminder_minutes: 10,
      currency: 'EUR',
      assignment_rule: 'none',
    });
    expect(headers.get('etag')).toBe(`"${body.write_id}"`);
    await patch({ sla_minutes: 60 });
    await ensureSettings(server.deps);
    expect((await read()).body.sla_minutes).toBe(60);
  });

  it('are read by everybody signed in and changed by admins', async () => {
    const { kam1, manager } = server.actors;
    expect((await server.request('/api/settings')).status).toBe(401);
    for (const as of [kam1, manager]) {
      const reply = await server.request('/api/settings', { method: 'PATCH', as, json: { sla_minutes: 1 } });
      expect(reply.status).toBe(403);
    }
  });

  it('merge a patch and reach every replica', async () => {
    await patch({ holidays: { DE: ['2026-12-25'] }, cadence_defaults: { A: { kind: 'days', n: 7 } } });
    const { body } = await patch({ holidays: { FR: ['2026-07-14'] }, cadence_defaults: { A: null } });
    expect(body.holidays).toEqual({ DE: ['2026-12-25'], FR: ['2026-07-14'] });
    expect(body.cadence_defaults.A).toBeNull();
    expect((await patch({ holidays: { DE: null } })).body.holidays).toEqual({ FR: ['2026-07-14'] });
    const pulled = await server.json<{ documents: Settings[] }>('/api/sync/settings/pull', {
      as: server.actors.kam2,
    });
    expect(pulled.body.documents).toMatchObject([{ holidays: { FR: ['2026-07-14'] } }]);
    expect((await readSettings(server.deps.db)).id).toBe(body.id);
  });

  it('leave what the server owns as it is', async () => {
    const before = (await read()).body;
    const { body } = await patch({ id: 'x', created_at: 'x', write_id: 'x', updated_at: 'x' });
    expect(body).toMatchObject({ id: before.id, created_at: before.created_at });
    expect(body.write_id).not.toBe(before.write_id);
  });

  it('refuse a change of an old version', async () => {
    const { write_id } = (await read()).body;
    await patch({ sla_minutes: 60 });
    expect(await patch({ sla_minutes: 30 }, { 'if-match': `"${write_id}"` })).toMatchObject({ status: 412 });
    expect((await read()).body.sla_minutes).toBe(60);
  });

  it('take new states, and give up a state of their own that no lead stands in', async () => {
    const { states } = (await read()).body;
    const demo = { name: 'DEMO_BOOKED', category: 'working' };
    expect((await patch({ states: [...states, demo] })).body.states).toContainEqual(demo);
    const lead = { kind: 'organization', name: 'Brot & Sohn', state: 'DEMO_BOOKED' };
    const made = await server.json<{ id: string }>('/api/leads', { as: server.actors.admin, json: lead });
    const refused = await patch({ states });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'states' }] } });
    expect(refused.body.errors[0]?.message).toContain('DEMO_BOOKED');
    await server.request(`/api/leads/${made.body.id}`, {
      method: 'PATCH',
      as: server.actors.admin,
      json: { state: 'LOST' },
    });
    expect((await patch({ states })).body.states).toEqual(states);
  });

  it('need an object to be patched with', async () => {
    for (const json of [[], 'x', null]) expect((await patch(json as object)).status).toBe(422);
  });
});
