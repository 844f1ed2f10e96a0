import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { Name } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

describe.each(ENGINES)('the dashboard on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine, clock: createTestClock('2026-03-10T10:00:00.000Z') });
    const add = (as: Name, json: object) => server.json('/api/leads', { as: server.actors[as], json });
    const early = '2026-03-10T06:00:00Z';
    await add('kam1', { name: 'a', time_zone: 'Europe/Berlin' });
    await add('kam1', { name: 'b', created_at: early });
    await add('kam1', {
      name: 'c',
      created_at: early,
      sla_met_at: '2026-03-10T07:00:00Z',
      do_not_call: true,
    });
    await add('kam1', { name: 'd', state: 'WON' });
    await add('kam2', { name: 'e', created_at: early, sla_met_at: '2026-03-10T09:30:00Z' });
    await add('manager', { name: 'f', state: 'LOST' });
  });
  afterAll(() => server.close());

  const ask = async (path: string, as: Name) =>
    (await server.json(`/api/dashboard/${path}`, { as: server.actors[as] })).body;

  it('counts a KAM’s own leads, and all of them for the staff', async () => {
    expect(await ask('metrics', 'kam1')).toMatchObject({
      total: 4,
      unassigned: 0,
      by_state: { PENDING: 3, WON: 1, LOST: 0 },
      by_category: { new: 3, working: 0, won: 1, lost: 0 },
      sla: { running: 1, due_soon: 0, breached: 1, met: 1, met_late: 0, met_percent: 50 },
      due: { NONE: 1 },
      at: '2026-03-10T10:00:00.000Z',
    });
    expect(await ask('metrics', 'admin')).toMatchObject({
      total: 6,
      unassigned: 1,
      by_state: { PENDING: 4, LOST: 1 },
      sla: { met: 1, met_late: 1, breached: 1, met_percent: 33.3 },
    });
  });

  it('says nothing of kept promises before there is one', async () => {
    const fresh = await startTestServer();
    const { body } = await fresh.json('/api/dashboard/metrics', { as: fresh.actors.kam1 });
    expect(body).toMatchObject({ total: 0, sla: { met_percent: null } });
    await fresh.close();
  });

  it('counts leads by assignee and state, who has most first', async () => {
    const { kam1, kam2 } = server.actors;
    expect(await ask('leads-per-assignee', 'manager')).toEqual({
      items: [
        { assignee_id: kam1.id, name: 'kam1', total: 4, by_state: { PENDING: 3, WON: 1 } },
        { assignee_id: kam2.id, name: 'kam2', total: 1, by_state: { PENDING: 1 } },
        { assignee_id: null, name: null, total: 1, by_state: { LOST: 1 } },
      ],
    });
    expect(await ask('leads-per-assignee', 'kam2')).toMatchObject({ items: [{ assignee_id: kam2.id }] });
  });
});
