import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds, customerIdOf, metricIdOf } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { applyOrder, createLedger, performanceOf } from '#domain/performance/account-ledger.ts';
import { orderFacts } from '#domain/performance/order-facts.ts';
import type { Performance } from '#domain/performance/performance.ts';
import { readDocuments } from '../feed/write-documents.ts';
import { countingDatabase } from '../testing/counting-database.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { Name } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { readAccounts } from './list-accounts.ts';

interface Item extends Performance {
  lead_id: string;
  customer_id: string;
  name: string;
  assignee_id: string;
}
interface Listed {
  items: Item[];
  total: number;
  has_more: boolean;
  last_id: string;
}
interface Card extends Item {
  inputs: object;
  history: { as_of_on: string; status: string | null }[];
}
const NOW = '2026-06-30T10:00:00.000Z';
const day = (back: number) => new Date(Date.parse('2026-06-30T06:00:00Z') - back * 86_400_000).toISOString();
const weekly = (from: number, amount: (week: number) => number) =>
  Array.from({ length: 13 }, (_, week) => ({ back: from + 7 * week, amount_minor: amount(week) }));

describe.each(ENGINES)('performance on %s', (engine) => {
  let server: TestServer;
  const leads: Record<string, Lead> = {};
  beforeAll(async () => {
    server = await startTestServer({ engine, clock: createTestClock(NOW) });
    const steady = () => 100_000;
    const accounts: [string, ReturnType<typeof weekly>, Name][] = [
      ['growing', weekly(1, (week) => (week < 4 ? 120_000 : 100_000)), 'kam1'],
      ['even', weekly(2, steady), 'kam1'],
      ['silent', weekly(17, steady), 'kam1'],
      ['late', weekly(10, steady), 'kam1'],
      ['shrinking', weekly(2, (week) => (week < 4 ? 60_000 : 100_000)), 'kam2'],
      ['without orders', [], 'kam2'],
    ];
    for (const [name, orders, as] of accounts) {
      const won_at = name === 'without orders' ? NOW : '2025-01-10T10:00:00Z';
      const fields = { name, state: 'WON', won_at, time_zone: 'Asia/Kolkata' };
      const { body } = await server.json<Lead>('/api/leads', { as: server.actors[as], json: fields });
      leads[name] = body;
      for (const { back, amount_minor } of orders) await order(body.id, back, amount_minor, as);
    }
  });
  afterAll(() => server.close());

  const order = (lead_id: string, back: number, amount_minor: number, as: Name = 'kam1', currency = 'EUR') =>
    server.json('/api/interactions', {
      as: server.actors[as],
      json: { lead_id, type: 'ORDER', occurred_at: day(back), amount_minor, currency },
    });
  const list = async (path: string, as: Name = 'manager') =>
    (await server.json<Listed>(`/api/performance/${path}`, { as: server.actors[as] })).body;
  const names = ({ items }: Listed) => items.map(({ name }) => name);
  const card = (id: string, query = '', as: Name = 'manager') =>
    server.json<Card>(`/api/performance/${id}${query}`, { as: server.actors[as] });
  const set = (id: string, json: object, headers = {}) =>
    server.json<Card & { code: string }>(`/api/performance/${id}`, {
      method: 'PUT',
      as: server.actors.kam1,
      json,
      headers,
    });
  const idOf = (name: string) => leads[name]?.id ?? '';

  it('lists who does well, the best first, and who does not, the worst first', async () => {
    const well = await list('well_performing');
    expect(names(well)).toEqual(['growing', 'even']);
    expect(well.items[0]).toMatchObject({
      lead_id: idOf('growing'),
      customer_id: customerIdOf(idOf('growing')),
      assignee_id: server.actors.kam1.id,
      status: 'WELL',
      score: 100,
      trend: 1.2,
      as_of_on: '2026-06-30',
    });
    expect(names(await list('underperforming'))).toEqual(['silent', 'shrinking']);
    expect(names(await list('underperforming?include=watch'))).toEqual(['silent', 'shrinking', 'late']);
    expect(names(await list('underperforming', 'kam2'))).toEqual(['shrinking']);
  });

  it('gives the lists in pages', async () => {
    const first = await list('underperforming?include=watch&page_size=2');
    expect(first).toMatchObject({ total: 3, has_more: true, last_id: idOf('shrinking') });
    expect(names(await list(`underperforming?include=watch&after_id=${first.last_id}`))).toEqual(['late']);
    const lost = await server.json(`/api/performance/well_performing?after_id=${idOf('late')}`, {
      as: server.actors.manager,
    });
    expect(lost).toMatchObject({ status: 422, body: { code: 'bad_query' } });
  });

  it('recalculates for the staff: as many of each as the lists say', async () => {
    const again = await server.json('/api/performance/recalculate', {
      method: 'POST',
      as: server.actors.manager,
    });
    expect(again).toMatchObject({
      status: 200,
      body: { as_of: NOW, accounts: 6, counts: { WELL: 2, UNDER: 2, WATCH: 1, STEADY: 0, NEW: 1 } },
    });
    const kam = await server.json('/api/performance/recalculate', { method: 'POST', as: server.actors.kam1 });
    expect(kam.status).toBe(403);
  });

  it('comes to what adding one order after another comes to', async () => {
    const { db } = server.deps;
    const { kam1 } = server.actors;
    for (const name of ['growing', 'silent', 'late']) {
      const found = await server.json<{ items: Parameters<typeof orderFacts>[0] }>(
        `/api/interactions?lead_id=${idOf(name)}&type=ORDER&page_size=200`,
        { as: kam1 },
      );
      const ledger = orderFacts(found.body.items).reduce(applyOrder, createLedger('Asia/Kolkata'));
      const account = (await readAccounts(db, kam1, NOW)).find((one) => one.name === name);
      const { lead_id, customer_id, name: _, assignee_id, ...full } = account ?? {};
      const incremental = performanceOf(ledger, {
        as_of_on: '2026-06-30',
        customer_since_on: '2025-01-10',
        is_won: true,
        settings: { currency: 'EUR', rates: [], default_interval_days: 30, activation_days: 30 },
        metric: null,
      });
      expect(full).toEqual(incremental);
      expect({ lead_id, customer_id, assignee_id }).toEqual({
        lead_id: idOf(name),
        customer_id: customerIdOf(idOf(name)),
        assignee_id: kam1.id,
      });
    }
  });

  it('asks the same number of questions however many accounts there are', async () => {
    const { kam1, manager } = server.actors;
    const count = async (actor: typeof manager) => {
      const { db, queries } = countingDatabase(server.deps.db);
      const accounts = await readAccounts(db, actor, NOW);
      return { accounts: accounts.length, queries: queries() };
    };
    const [some, all] = [await count(kam1), await count(manager)];
    expect(all.accounts).toBeGreaterThan(some.accounts);
    expect(all.queries).toBe(some.queries);
  });

  it('shows one account by its lead or its customer, with history, on any day', async () => {
    const byLead = await card(idOf('silent'));
    expect(byLead.body).toMatchObject({
      status: 'UNDER',
      days_since: 17,
      usual_gap_days: 7,
      inputs: { expected_interval_days: null, monthly_target_minor: null, pauses: [], override: null },
      history: expect.arrayContaining([expect.objectContaining({ as_of_on: '2026-05-31', status: 'WELL' })]),
    });
    expect(byLead.body.history.map(({ as_of_on }) => as_of_on)).toEqual([
      '2025-12-31',
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]);
    expect((await card(customerIdOf(idOf('silent')))).body).toEqual(byLead.body);
    const then = await card(idOf('silent'), '?as_of_on=2026-06-14');
    expect(then.body).toMatchObject({ status: 'WELL', days_since: 1, as_of_on: '2026-06-14' });
    expect((await card(idOf('without orders'))).body).toMatchObject({ status: 'NEW', n: 0, history: [] });
    expect((await card(createIds().next())).status).toBe(404);
    expect((await card(idOf('silent'), '?as_of_on=yesterday')).status).toBe(422);
  });

  it('has no status for a lead that is not won', async () => {
    const { body } = await server.json<Lead>('/api/leads', {
      as: server.actors.kam1,
      json: { name: 'open' },
    });
    await order(body.id, 1, 100);
    expect((await card(body.id)).body).toMatchObject({ status: null, n: 1, customer_id: null });
  });

  it('takes what people set, field by field, and nothing that is computed', async () => {
    const id = idOf('even');
    const first = await set(id, { monthly_target_minor: 1_000_000, score: 1, status: 'UNDER' });
    expect(first.body).toMatchObject({
      status: 'UNDER',
      target_ratio: 0.5,
      inputs: { monthly_target_minor: 1_000_000, expected_interval_days: null },
    });
    const rated = { rating: 'WELL', reason: 'moved house', expires_on: '2026-07-31' };
    const second = await set(customerIdOf(id), {
      override: rated,
      pauses: [{ from_on: '2026-06-01', to_on: '2026-06-05' }],
    });
    expect(second.body).toMatchObject({
      status: 'WELL',
      overridden: rated,
      inputs: { monthly_target_minor: 1_000_000, pauses: [{ from_on: '2026-06-01', to_on: '2026-06-05' }] },
    });
    const stored = (await readDocuments(server.deps.db, 'metrics', [metricIdOf(id)])).get(metricIdOf(id));
    expect(stored?.document).toMatchObject({ lead_id: id, monthly_target_minor: 1_000_000 });
    expect(stored?.document).not.toHaveProperty('score');
    const same = await set(
      id,
      { monthly_target_minor: 1_000_000 },
      { 'if-match': stored?.document.write_id ?? '' },
    );
    expect(same.status).toBe(200);
    const stale = await set(id, { monthly_target_minor: 1 }, { 'if-match': createIds().next() });
    expect(stale).toMatchObject({ status: 412, body: { errors: [{ path: 'monthly_target_minor' }] } });
    expect(same.headers.get('etag')).toBe(`"${stored?.document.write_id}"`);
    expect((await card(id)).headers.get('etag')).toBe(same.headers.get('etag'));
    const unset = await set(idOf('growing'), { monthly_target_minor: 1 }, { 'if-match': createIds().next() });
    expect(unset).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect((await set(id, { expected_interval_days: 0 })).status).toBe(422);
    expect((await set(idOf('growing'), { override: { rating: 'GREAT' } })).status).toBe(422);
    const cleared = await set(id, { monthly_target_minor: null, override: null, pauses: null });
    expect(cleared.body).toMatchObject({
      status: 'WELL',
      overridden: null,
      target_ratio: null,
      inputs: { pauses: [] },
    });
  });
});
