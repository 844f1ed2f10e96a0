import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { PushReply } from '#domain/sync/messages.ts';
import { aLead } from '#domain/testing/builders.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

/** Friday 6 March 2026, 17:30 in Berlin. */
const FRIDAY = '2026-03-06T16:30:00.000Z';

describe.each(ENGINES)('deadlines by rule on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine, clock: createTestClock(FRIDAY) });
  });
  afterEach(() => server.close());

  type Reply = Settings & { errors: { path: string }[] };
  const patch = (json: object) =>
    server.json<Reply>('/api/settings', { method: 'PATCH', as: server.actors.admin, json });
  const add = async (json: object) =>
    (await server.json<Lead>('/api/leads', { as: server.actors.kam1, json: { name: 'Ada', ...json } })).body;

  it('are set by admins, name what is wrong, and are cleared with null', async () => {
    const rules = [
      { source: 'Trade fair', tier: 'A', minutes: 15, count: 'working_hours' },
      { minutes: 240 },
    ];
    const { body } = await patch({ sla_rules: rules });
    expect(body.sla_rules).toEqual([
      rules[0],
      { source: null, tier: null, minutes: 240, count: 'wall_clock' },
    ]);
    const refused = await patch({ sla_rules: [{ minutes: 0, tier: 'D', count: 'sometimes' }] });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ path }) => path).sort()).toEqual([
      'sla_rules.0.count',
      'sla_rules.0.minutes',
      'sla_rules.0.tier',
    ]);
    const pulled = await server.json<{ documents: Settings[] }>('/api/sync/settings/pull', {
      as: server.actors.kam2,
    });
    expect(pulled.body.documents).toMatchObject([{ sla_rules: body.sla_rules }]);
    expect((await patch({ sla_rules: null })).body.sla_rules).toBeNull();
  });

  it('count for what people add, by source and tier, in the hours of the lead or else of the person', async () => {
    await patch({
      sla_rules: [
        { tier: 'A', minutes: 10 },
        { source: 'fair', minutes: 60, count: 'working_hours' },
      ],
      holidays: { DE: ['2026-03-09'] },
    });
    expect((await add({ tier: 'A', source: 'fair' })).sla_due_at).toBe('2026-03-06T16:40:00.000Z');
    expect((await add({ source: 'Fair' })).sla_due_at).toBe('2026-03-09T08:30:00.000Z');
    expect((await add({ source: 'fair', country: 'DE' })).sla_due_at).toBe('2026-03-10T08:30:00.000Z');
    expect((await add({ source: 'fair', time_zone: 'America/New_York' })).sla_due_at).toBe(
      '2026-03-06T17:30:00.000Z',
    );
    expect((await add({})).sla_due_at).toBe('2026-03-06T18:30:00.000Z');
  });

  it('count for applications, whose sender may name no zone', async () => {
    await patch({ sla_rules: [{ source: 'api', minutes: 60, count: 'working_hours' }] });
    const json = { first_name: 'Ada', last_name: 'L', email: 'ada@example.com', resume: 'https://a.test/cv' };
    const { body } = await server.json<Lead>('/api/leads', { json });
    const lead = await server.json<Lead>(`/api/leads/${body.id}`, { as: server.actors.manager });
    expect(lead.body).toMatchObject({ source: 'api', sla_due_at: '2026-03-09T08:30:00.000Z' });
  });

  it('count for a lead that a laptop pushes without a deadline, and leave the one that it has set', async () => {
    await patch({ sla_rules: [{ minutes: 45 }] });
    const [bare, set] = [null, '2026-03-06T20:00:00.000Z'].map((sla_due_at) =>
      aLead({ state: 'PENDING', created_at: FRIDAY, sla_due_at, assignee_id: server.actors.kam1.id }),
    );
    const json = { rows: [bare, set].map((document) => ({ base: null, document })) };
    await server.json<PushReply>('/api/sync/leads/push', { as: server.actors.kam1, json });
    const read = async (lead?: Lead) =>
      (await server.json<Lead>(`/api/leads/${lead?.id}`, { as: server.actors.kam1 })).body.sla_due_at;
    expect([await read(bare), await read(set)]).toEqual(['2026-03-06T17:15:00.000Z', set?.sla_due_at]);
  });
});
