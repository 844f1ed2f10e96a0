import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { aCall, aCallback, aLead, anOrder, aPoc, aSnooze } from '#domain/testing/builders.ts';
import { type DocumentWrite, inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { countingDatabase } from '../testing/counting-database.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { createKeptLeads } from './kept-leads.ts';
import { readToday } from './read-today.ts';
import { warmPlans } from './warm-plans.ts';

interface Today {
  items: { id: string; name: string; plan: { bucket: string }; performance_status: string | null }[];
  total: number;
  at: string;
  time_zone: string;
}
const TUESDAY = '2026-03-10T10:00:00.000Z';
const hours = { '2': [['09:00', '18:00'] as [string, string]] };

describe.each(ENGINES)('whom to call today on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine, clock: createTestClock(TUESDAY) });
  });
  afterAll(() => server.close());

  const write = (writes: DocumentWrite[]) =>
    inWriteTransaction(server.deps, (tx) => writeDocuments(tx, writes));
  const lead = (name: string, given: Parameters<typeof aLead>[0] = {}): DocumentWrite => ({
    collection: 'leads',
    document: aLead({ name, assignee_id: server.actors.kam1.id, call_hours: hours, ...given }),
  });
  const called = (of: DocumentWrite, on: string): DocumentWrite => ({
    collection: 'interactions',
    document: aCall({ lead_id: of.document.id, occurred_at: `${on}T09:00:00.000Z` }),
  });
  const today = async (query = '', as = server.actors.kam1) =>
    (await server.json<Today>(`/api/leads/due_today${query}`, { as })).body;
  const namesOf = ({ items }: Today) => items.map(({ name }) => name);

  it('comes whole, or in pages of the size asked for, and never skips silently', async () => {
    const { kam2 } = server.actors;
    const three = ['one', 'two', 'three'].map((name) => lead(name, { assignee_id: kam2.id }));
    await write([...three, ...three.map((one) => called(one, '2026-03-03'))]);
    const whole = await today('', kam2);
    expect(whole).toMatchObject({ total: 3, has_more: false });
    const first = await today('?page_size=2', kam2);
    expect(first).toMatchObject({ items: whole.items.slice(0, 2), total: 3, has_more: true });
    const next = `?page_size=2&after_id=${first.items[1]?.id}`;
    expect(await today(next, kam2)).toMatchObject({ items: whole.items.slice(2), total: 3, has_more: false });
    await write(three.map((one) => called(one, '2026-03-10')));
    const left = await server.json(`/api/leads/due_today${next}`, { as: kam2 });
    expect(left).toMatchObject({ status: 422, body: { code: 'bad_query', errors: [{ path: 'after_id' }] } });
  });

  it('lists exactly what is due, promises first, then the most urgent', async () => {
    const late = lead('late');
    const later = lead('much later');
    const promised = lead('promised');
    const snoozed = lead('snoozed');
    const hidden = lead('hidden past today');
    const open = lead('not due', { cadence: { kind: 'days', n: 21 } });
    const foreign = lead('of another', { assignee_id: server.actors.kam2.id });
    await write([
      ...[late, later, promised, snoozed, hidden, open, foreign],
      ...[promised, snoozed, hidden, foreign].map((one) => called(one, '2026-03-01')),
      called(later, '2026-01-25'),
      called(later, '2026-02-01'),
      called(late, '2026-03-03'),
      called(open, '2026-03-02'),
      {
        collection: 'plan_events',
        document: aCallback({
          lead_id: promised.document.id,
          until: '2026-03-10T09:50:00.000Z',
          occurred_at: '2026-03-09T09:00:00.000Z',
        }),
      },
      {
        collection: 'plan_events',
        document: aSnooze({
          lead_id: snoozed.document.id,
          until: '2026-03-10T12:00:00.000Z',
          occurred_at: '2026-03-10T09:30:00.000Z',
        }),
      },
      {
        collection: 'plan_events',
        document: aSnooze({
          lead_id: hidden.document.id,
          until: '2026-03-12T12:00:00.000Z',
          occurred_at: '2026-03-10T09:30:00.000Z',
        }),
      },
      lead('never', { do_not_call: true }),
      lead('aside', { deleted_at: TUESDAY }),
    ]);
    const list = await today();
    expect(namesOf(list)).toEqual(['promised', 'much later', 'late', 'snoozed']);
    expect(list.items.map(({ plan }) => plan.bucket)).toEqual([
      'CALL_NOW',
      'OVERDUE',
      'CALL_NOW',
      'LATER_TODAY',
    ]);
    expect(list).toMatchObject({ total: 4, at: TUESDAY, time_zone: 'Europe/Berlin' });
    expect(namesOf(await today('', server.actors.kam2))).toEqual(['of another']);
    expect(namesOf(await today('', server.actors.manager))).toHaveLength(5);
  });

  it('looks from any instant and zone, and not past that instant', async () => {
    const before = await today('?at=2026-03-02T22:30:00Z&time_zone=Asia/Tokyo');
    expect(before).toMatchObject({ at: '2026-03-02T22:30:00.000Z', time_zone: 'Asia/Tokyo' });
    expect(namesOf(before)).toContain('much later');
    expect(namesOf(before)).not.toContain('promised');
    const zone = await server.json('/api/leads/due_today?time_zone=Mars/One', { as: server.actors.kam1 });
    expect(zone).toMatchObject({ status: 422, body: { code: 'bad_query' } });
  });

  it('puts an account that does badly before others alike, and the more valuable one before the rest', async () => {
    const { kam2 } = server.actors;
    const account = (name: string, given = {}): DocumentWrite =>
      lead(name, { assignee_id: kam2.id, state: 'WON', won_at: '2025-01-01T00:00:00.000Z', ...given });
    const order = (of: DocumentWrite, on: string, amount_minor: number): DocumentWrite => ({
      collection: 'interactions',
      document: anOrder({ lead_id: of.document.id, occurred_at: `${on}T08:00:00.000Z`, amount_minor }),
    });
    const [silent, small, large] = [account('silent'), account('small'), account('large')];
    const hope = lead('potential', { assignee_id: kam2.id, value_minor: 50_000, currency: 'EUR' });
    await write([
      ...[silent, small, large, hope].flatMap((one) => [one, called(one, '2026-03-02')]),
      order(silent, '2025-06-01', 900_000),
      order(small, '2026-03-01', 10_000),
      order(large, '2026-03-01', 800_000),
    ]);
    const list = await today('', kam2);
    expect(namesOf(list).filter((name) => name !== 'of another')).toEqual([
      'silent',
      'large',
      'potential',
      'small',
    ]);
    const status = list.items.map(({ name, performance_status }) => [name, performance_status]);
    expect(status).toEqual(
      expect.arrayContaining([
        ['silent', 'UNDER'],
        ['small', 'NEW'],
        ['potential', null],
      ]),
    );
  });

  it('asks the same number of questions however many leads there are, and reads none twice that did not change', async () => {
    const { manager } = server.actors;
    const counting = countingDatabase(server.deps.db);
    const keptLeads = createKeptLeads({ db: counting.db, clock: server.clock });
    const count = async () => {
      const before = counting.queries();
      const view = { at: TUESDAY, time_zone: 'UTC' };
      const list = await readToday({ db: counting.db, keptLeads }, { id: manager.id, role: 'manager' }, view);
      return { leads: list.length, queries: counting.queries() - before };
    };
    const first = await count();
    const again = await count();
    expect(again).toEqual({ leads: first.leads, queries: 3 });
    const many = Array.from({ length: 60 }, (_, at) => lead(`one of many ${at}`));
    await write(many.flatMap((one) => [one, called(one, '2026-03-01'), called(one, '2026-02-01')]));
    const more = await count();
    expect(more).toEqual({ leads: first.leads + 60, queries: first.queries });
    expect(first.queries).toBeLessThan(12);
  });

  it('is worked out when the server has started, unless it is stopped before', async () => {
    const { clock, actors, deps } = server;
    const { db, queries } = countingDatabase(deps.db);
    const keptLeads = createKeptLeads({ db, clock });
    await warmPlans({ db, keptLeads, clock }, AbortSignal.abort());
    expect(queries()).toBeLessThan(3);
    await warmPlans({ db, keptLeads, clock }, new AbortController().signal);
    const before = queries();
    const actor = { id: actors.manager.id, role: 'manager' as const };
    const list = await readToday({ db, keptLeads }, actor, { at: TUESDAY, time_zone: 'Asia/Tokyo' });
    expect(list.length).toBeGreaterThan(60);
    expect(queries() - before).toBe(3);
  });

  describe('a promise or a snooze', () => {
    const set = async (kind: string, json: object, lead_id: string, as = server.actors.kam1) =>
      server.json<{ id: string; code: string }>(`/api/leads/${lead_id}/${kind}`, { as, json });

    it('is stored as it was made, by whom, once', async () => {
      const { kam1 } = server.actors;
      const one = lead('promise');
      const poc = aPoc({ lead_id: one.document.id });
      await write([one, { collection: 'pocs', document: poc }]);
      const id = createIds().next();
      const json = { id, write_id: createIds().next(), until: '2026-03-10T15:00:00Z', poc_id: poc.id };
      const first = await set('callback', json, one.document.id);
      expect(first).toMatchObject({
        status: 201,
        body: {
          id,
          kind: 'callback',
          until: '2026-03-10T15:00:00.000Z',
          created_by: kam1.id,
          occurred_at: TUESDAY,
        },
      });
      expect((await set('callback', json, one.document.id)).body).toEqual(first.body);
      const other = await set('callback', { ...json, write_id: createIds().next() }, one.document.id);
      expect(other).toMatchObject({ status: 409, body: { code: 'duplicate' } });
      const card = await server.json(`/api/leads/${one.document.id}`, { as: kam1 });
      expect(card.body['plan']).toMatchObject({ reason: 'callback', callback_poc_id: poc.id });
      const snooze = await set('snooze', { on: '2026-03-17', kind: 'callback' }, one.document.id);
      expect(snooze).toMatchObject({ status: 201, body: { kind: 'snooze', on: '2026-03-17' } });
    });

    it('needs one of an instant and a day, and a contact of the same lead', async () => {
      const one = lead('bad promise');
      const foreign = aPoc({ lead_id: createIds().next() });
      await write([one, { collection: 'pocs', document: foreign }]);
      const both = { on: '2026-03-17', until: '2026-03-10T15:00:00Z' };
      for (const json of [{}, both, { on: '2026-02-30' }, { on: '2026-03-17', poc_id: foreign.id }]) {
        expect(await set('callback', json, one.document.id)).toMatchObject({
          status: 422,
          body: { code: 'invalid' },
        });
      }
    });
  });
});
