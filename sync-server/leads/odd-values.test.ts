import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const ODD = [
  '%00',
  '0000-01-01T00:00:00Z',
  '0001-01-01',
  '9999-12-31',
  '-1',
  '%F0%9F%98%80',
  "'",
  '%25',
  '%5C',
  '{,}',
  '',
];

describe.each(ENGINES)('what nobody means to send, on %s', (engine) => {
  let server: TestServer;
  let id: string;
  beforeAll(async () => {
    server = await startTestServer({ engine, clock: createTestClock() });
    const lead = await server.json<{ id: string }>('/api/leads', {
      as: server.actors.admin,
      json: { name: 'N', state: 'WON' },
    });
    id = lead.body.id;
  });
  afterAll(() => server.close());

  const answers = async (path: string, json?: object) => {
    const reply = await server.json(`/api/${path}`, { as: server.actors.admin, ...(json ? { json } : {}) });
    expect(`${path} ${JSON.stringify(json)} ${reply.status}`).toMatch(/ (200|201|404|422)$/);
  };

  it.each([
    ...['q', 'tag', 'source', 'state', 'due', 'assignee_id', 'sort'].map((name) => `leads?${name}=`),
    ...['email', 'phone', 'city=a&name'].map((name) => `leads/duplicates?${name}=`),
    ...['at', 'time_zone'].flatMap((name) => [`leads/due_today?${name}=`, `dashboard/metrics?${name}=`]),
    ...['interactions?from=', 'interactions?to=', 'pocs?q=', 'customers?q='],
    ...['audit-logs?from=', 'audit-logs?entity=', 'audit-logs?after_id='],
  ])('is answered in %s', async (path) => {
    for (const value of ODD) await answers(`${path}${value}`);
  });

  it.each([
    '0000-06-01T00:00:00Z',
    '0001-01-03T00:00:00Z',
    '9999-12-28T23:59:59Z',
    '9999-12-31T23:59:59-14:00',
  ])('is answered for times as far away as %s, and so is what is read afterwards', async (far) => {
    const on = far.slice(0, 10);
    await answers('interactions', { lead_id: id, type: 'CALL', outcome: 'CONNECTED', occurred_at: far });
    await answers('interactions', {
      lead_id: id,
      type: 'ORDER',
      amount_minor: 1,
      currency: 'EUR',
      occurred_at: far,
    });
    await answers(`leads/${id}/snooze`, { until: far });
    await answers(`leads/${id}/callback`, { on });
    await answers('customers', { name: 'c', since_on: on });
    const time_zone = 'America/New_York';
    await answers('leads?allow_duplicate=1', {
      name: 'x',
      state: 'WON',
      won_at: far,
      created_at: far,
      time_zone,
    });
    await answers('leads?allow_duplicate=1', { name: 'y', state: 'LOST', revive_on: on, closed_dates: [on] });
    for (const path of [
      'leads/due_today',
      'dashboard/metrics',
      'performance/underperforming',
      `leads/${id}`,
    ]) {
      await answers(path);
    }
    await answers(`performance/${id}?as_of_on=${on}`);
  });
});
