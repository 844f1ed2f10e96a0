import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { Name } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { SlaPerformance } from './read-sla.ts';

describe.each(ENGINES)('how promises were kept on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine, clock: createTestClock('2026-03-10T10:00:00.000Z') });
  });
  afterAll(() => server.close());

  const ask = async (as: Name) =>
    (await server.json<SlaPerformance>('/api/dashboard/sla', { as: server.actors[as] })).body;

  it('says nothing in percent before the first is decided', async () => {
    expect(await ask('manager')).toEqual({
      promised: 0,
      met: 0,
      breaches: 0,
      met_percent: null,
      median_answer_minutes: null,
      by_source: [],
      by_assignee: [],
    });
  });

  it('is counted in all, by source and by person, with the middle time of the first answers', async () => {
    const { kam1, kam2 } = server.actors;
    const add = (as: Name, source: string | null, sla_met_at: string | null, created_at = '06:00') =>
      server.json('/api/leads', {
        as: server.actors[as],
        json: {
          name: `Lead ${server.deps.ids.next()}`,
          source,
          created_at: `2026-03-10T${created_at}:00Z`,
          sla_met_at: sla_met_at && `2026-03-10T${sla_met_at}:00Z`,
        },
      });
    await add('kam1', 'fair', '06:30');
    await add('kam1', 'fair', '07:15');
    await add('kam1', null, '09:00');
    await add('kam2', 'web', null);
    await add('kam2', 'web', null, '09:30');
    await server.json('/api/leads', { as: kam2, json: { name: 'Won', source: 'web', state: 'WON' } });
    const all = await ask('manager');
    expect(all).toMatchObject({
      promised: 5,
      met: 2,
      breaches: 2,
      met_percent: 50,
      median_answer_minutes: 75,
    });
    expect(all.by_source).toEqual([
      { source: 'web', promised: 2, met: 0, breaches: 1, met_percent: 0, median_answer_minutes: null },
      { source: null, promised: 1, met: 0, breaches: 1, met_percent: 0, median_answer_minutes: 180 },
      { source: 'fair', promised: 2, met: 2, breaches: 0, met_percent: 100, median_answer_minutes: 52.5 },
    ]);
    expect(new Map(all.by_assignee.map(({ assignee_id, ...figures }) => [assignee_id, figures]))).toEqual(
      new Map([
        [
          kam1.id,
          { name: 'kam1', promised: 3, met: 2, breaches: 1, met_percent: 66.7, median_answer_minutes: 75 },
        ],
        [
          kam2.id,
          { name: 'kam2', promised: 2, met: 0, breaches: 1, met_percent: 0, median_answer_minutes: null },
        ],
      ]),
    );
    expect(await ask('kam2')).toMatchObject({ promised: 2, by_assignee: [{ assignee_id: kam2.id }] });
  });
});
