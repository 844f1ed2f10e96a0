import { afterEach, describe, expect, it, vi } from 'vitest';
import { aCall, aCallback, aCustomer, aLead, anOrder, aPoc } from '#domain/testing/builders.ts';
import { openTestDesk, type TestDesk } from '../../testing/desk-fixture.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
async function desk(options: Parameters<typeof openTestDesk>[0] = {}): Promise<TestDesk> {
  const opened = await openTestDesk(options);
  closers.push(opened.close);
  return opened;
}
/** Ends a desk and opens it again on the same database. */
async function again(before: TestDesk, how: 'close' | 'crash' = 'close', at?: string): Promise<TestDesk> {
  closers.pop();
  await before[how]();
  return desk({ name: before.name, ...(at ? { at } : {}) });
}
const WEEK_AGO = '2026-02-23T10:00:00.000Z';

describe('the desk', () => {
  it('puts a lead that is due into Today, and takes it out when it has been called', async () => {
    const open = await desk();
    const lead = aLead();
    await open.collections.leads.insert(lead);
    await open.collections.interactions.insert(aCall({ lead_id: lead.id, occurred_at: WEEK_AGO }));
    await open.desk.settled();
    expect(open.desk.today().queue.map(({ lead_id }) => lead_id)).toEqual([lead.id]);
    expect(open.desk.today().counts.CALL_NOW).toBe(1);
    await open.collections.interactions.insert(
      aCall({ lead_id: lead.id, occurred_at: '2026-03-02T11:59:00.000Z' }),
    );
    await open.desk.settled();
    expect(open.desk.today().queue).toEqual([]);
    expect(open.desk.row(lead.id)?.plan).toMatchObject({ due_on: '2026-03-09', bucket: 'UPCOMING' });
  });

  it('opens from what it kept without reading one interaction', async () => {
    let open = await desk();
    const leads = Array.from({ length: 30 }, (_, at) => aLead({ name: `Lead ${at}` }));
    await open.collections.leads.bulkInsert(leads);
    await open.collections.interactions.bulkInsert(
      leads.flatMap(({ id }) =>
        [1, 2, 3].map((day) => aCall({ lead_id: id, occurred_at: `2026-02-1${day}T10:00:00.000Z` })),
      ),
    );
    await open.desk.settled();
    const before = open.desk.today().queue.map(({ lead_id }) => lead_id);
    expect(before).toHaveLength(30);
    open = await again(open);
    expect(open.desk.today().queue.map(({ lead_id }) => lead_id)).toEqual(before);
    expect(open.read.interactions).toBe(0);
  });

  it('is whole when it opens after a crash that came before anything was kept', async () => {
    let open = await desk();
    const lead = aLead();
    await open.collections.leads.insert(lead);
    await open.collections.interactions.insert(
      aCall({ lead_id: lead.id, occurred_at: '2026-03-02T11:00:00.000Z' }),
    );
    open = await again(open, 'crash');
    expect(open.desk.ready()).toBe('ready');
    expect(open.desk.today().queue).toEqual([]);
    expect(open.desk.row(lead.id)?.plan).toMatchObject({ due_on: '2026-03-09' });
  });

  it('keeps itself as a whole when it is asked to while it is keeping', async () => {
    let open = await desk();
    const lead = aLead({ city: 'Kiel' });
    await open.collections.leads.insert(lead);
    await open.desk.settled();
    const { storageInstance } = open.collections.desk;
    const bulkWrite = storageInstance.bulkWrite.bind(storageInstance);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    storageInstance.bulkWrite = (rows, context) => held.then(() => bulkWrite(rows, context));
    const first = open.desk.keep();
    await open.collections.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await open.desk.settled();
    const second = open.desk.keep();
    await open.collections.desk.count().exec();
    release();
    await Promise.all([first, second]);
    open = await again(open, 'crash');
    expect(open.desk.row(lead.id)?.lead.city).toBe('Husum');
  });

  it('reads only what was written since when it ended without keeping', async () => {
    let open = await desk();
    const [one, two] = [aLead({ name: 'One' }), aLead({ name: 'Two' })];
    await open.collections.leads.bulkInsert([one, two]);
    const old = [one, two].map(({ id }) => aCall({ lead_id: id, occurred_at: WEEK_AGO }));
    await open.collections.interactions.bulkInsert(old);
    await open.desk.settled();
    await open.desk.keep();
    await open.collections.interactions.insert(aCall({ lead_id: one.id }));
    open = await again(open, 'crash');
    expect(open.desk.today().queue.map(({ lead }) => lead.name)).toEqual(['Two']);
    expect(open.read.interactions).toBe(1);
  });

  it('reads only the events of the lead whose call was changed', async () => {
    const open = await desk();
    const [one, two] = [aLead(), aLead()];
    await open.collections.leads.bulkInsert([one, two]);
    const latest = aCall({ lead_id: one.id, occurred_at: '2026-03-02T11:00:00.000Z' });
    await open.collections.interactions.bulkInsert([
      aCall({ lead_id: one.id, occurred_at: WEEK_AGO }),
      latest,
      aCall({ lead_id: two.id, occurred_at: WEEK_AGO }),
    ]);
    await open.desk.settled();
    expect(open.desk.row(one.id)?.plan.bucket).toBe('UPCOMING');
    open.read.interactions = 0;
    await open.collections.interactions.findOne(latest.id).incrementalPatch({ voided_at: open.clock.now() });
    await open.desk.settled();
    expect(open.desk.row(one.id)?.plan.bucket).toBe('CALL_NOW');
    expect(open.read.interactions).toBeLessThanOrEqual(3);
  });

  it('takes what hung on a lead away when it is removed', async () => {
    const open = await desk();
    const lead = aLead();
    const [poc, callback] = [
      aPoc({ lead_id: lead.id }),
      aCallback({ lead_id: lead.id, until: '2026-03-02T13:00:00.000Z' }),
    ];
    await open.collections.leads.insert(lead);
    await open.collections.pocs.insert(poc);
    await open.collections.plan_events.insert(callback);
    await open.desk.settled();
    expect(open.desk.row(lead.id)).toMatchObject({ plan: { reason: 'callback' }, pocs: [{ id: poc.id }] });
    await open.collections.plan_events.findOne(callback.id).remove();
    await open.collections.pocs.findOne(poc.id).remove();
    await open.desk.settled();
    expect(open.desk.row(lead.id)).toMatchObject({ plan: { reason: 'new' }, pocs: [] });
    await open.collections.leads.findOne(lead.id).remove();
    await open.desk.settled();
    expect(open.desk.row(lead.id)).toBeNull();
    expect(open.desk.list()).toEqual([]);
  });

  it('shows an unanswered web lead under New at any hour, and nowhere else', async () => {
    const open = await desk({ at: '2026-03-07T23:30:00.000Z' });
    const fresh = aLead({
      name: 'Web',
      state: 'PENDING',
      created_at: '2026-03-07T23:00:00.000Z',
      sla_due_at: '2026-03-08T01:00:00.000Z',
    });
    const late = aLead({ name: 'Late', state: 'PENDING', sla_due_at: '2026-03-07T20:00:00.000Z' });
    await open.collections.leads.bulkInsert([fresh, late]);
    await open.desk.settled();
    expect(open.desk.today().fresh.map(({ lead }) => lead.name)).toEqual(['Late', 'Web']);
    expect(open.desk.today().queue).toEqual([]);
    await open.collections.leads.findOne(late.id).incrementalPatch({ sla_met_at: open.clock.now() });
    await open.desk.settled();
    expect(open.desk.today().fresh.map(({ lead }) => lead.name)).toEqual(['Web']);
  });

  it('parks a lead that was tried in vain today, with when it comes back', async () => {
    const open = await desk();
    const lead = aLead();
    await open.collections.leads.insert(lead);
    const failed = (at: string) =>
      aCall({ lead_id: lead.id, outcome: 'NO_ANSWER', occurred_at: `2026-03-02T${at}:00.000Z` });
    await open.collections.interactions.bulkInsert([
      aCall({ lead_id: lead.id, occurred_at: WEEK_AGO }),
      failed('09:00'),
      failed('11:30'),
    ]);
    await open.desk.settled();
    const { queue, parked } = open.desk.today();
    expect(queue).toEqual([]);
    expect(parked[0]).toMatchObject({
      lead_id: lead.id,
      plan: { attempts: 2, hidden_until: '2026-03-03T08:00:00.000Z' },
    });
  });

  it('lists the won accounts with their performance', async () => {
    const open = await desk();
    const lead = aLead({ state: 'WON', won_at: '2026-01-01T00:00:00.000Z' });
    await open.collections.leads.insert(lead);
    await open.collections.customers.insert(aCustomer({ lead_id: lead.id, since_on: '2026-01-01' }));
    const order = anOrder({ lead_id: lead.id, occurred_at: '2026-01-05T10:00:00.000Z' });
    await open.collections.interactions.insert(order);
    await open.desk.settled();
    expect(open.desk.accounts()[0]).toMatchObject({
      lead_id: lead.id,
      performance: 'UNDER',
      account: { n: 1, status: 'UNDER', days_since: 56 },
      last_order: { id: order.id, amount_minor: 10_000 },
    });
  });

  it('gives the same object until something changes, and tells once of many changes', async () => {
    const open = await desk();
    await open.collections.leads.insert(aLead());
    await open.desk.settled();
    const [today, list] = [open.desk.today(), open.desk.list()];
    expect(open.desk.today()).toBe(today);
    expect(open.desk.list()).toBe(list);
    let told = 0;
    const stop = open.desk.subscribe(() => {
      told += 1;
    });
    await open.collections.leads.bulkInsert([aLead(), aLead(), aLead()]);
    await open.desk.settled();
    await Promise.resolve();
    stop();
    expect(told).toBe(1);
    expect(open.desk.list()).toHaveLength(4);
  });

  it('wakes by itself at the moment at which a lead becomes due', async () => {
    const open = await desk({ at: '2026-03-02T07:59:59.500Z' });
    const lead = aLead();
    await open.collections.leads.insert(lead);
    await open.collections.interactions.insert(aCall({ lead_id: lead.id, occurred_at: WEEK_AGO }));
    await open.desk.settled();
    expect(open.desk.today().counts).toMatchObject({ DUE_TODAY: 1, CALL_NOW: 0 });
    open.clock.set('2026-03-02T08:00:00.000Z');
    await vi.waitFor(
      () => expect(open.desk.today().counts).toMatchObject({ DUE_TODAY: 0, CALL_NOW: 1 }),
      3_000,
    );
  });

  it('says that history is missing until the first sync is complete', async () => {
    const open = await desk();
    await open.desk.settled();
    open.ready.set('loading');
    expect(open.desk.today().ready).toBe('loading');
    open.ready.set('ready');
    expect(open.desk.today().ready).toBe('ready');
  });

  it('plans with new settings at once', async () => {
    const open = await desk();
    const lead = aLead({ country: 'DE' });
    await open.collections.leads.insert(lead);
    await open.collections.interactions.insert(aCall({ lead_id: lead.id, occurred_at: WEEK_AGO }));
    await open.desk.settled();
    expect(open.desk.row(lead.id)?.plan).toMatchObject({ due_on: '2026-03-02' });
    open.settings.set({ ...open.settings.get(), holidays: { DE: ['2026-03-02'] } });
    expect(open.desk.row(lead.id)?.plan).toMatchObject({ due_on: '2026-03-03' });
  });
});

describe('the list of leads', () => {
  const seeded = async () => {
    const open = await desk();
    await open.collections.leads.bulkInsert([
      aLead({ name: 'beta', city: 'Łódź', tags: ['vip'], value_minor: 500, currency: 'EUR' }),
      aLead({ name: 'Alpha', city: 'Kiel', state: 'LOST', value_minor: 900, currency: 'EUR' }),
      aLead({ name: 'gamma', city: null, tier: 'A', source: 'web' }),
      aLead({ name: 'deleted', deleted_at: '2026-03-01T00:00:00.000Z' }),
    ]);
    await open.desk.settled();
    return open;
  };
  const names = (rows: readonly { lead: { name: string } }[]) => rows.map(({ lead }) => lead.name);

  it('is sorted by name, without what is deleted', async () => {
    expect(names((await seeded()).desk.list())).toEqual(['Alpha', 'beta', 'gamma']);
  });

  it('filters by every part that is given', async () => {
    const { desk: list } = await seeded();
    expect(names(list.list({ states: ['LOST'] }))).toEqual(['Alpha']);
    expect(names(list.list({ tags: ['vip'] }))).toEqual(['beta']);
    expect(names(list.list({ tiers: ['A', null] }))).toEqual(['Alpha', 'beta', 'gamma']);
    expect(names(list.list({ cities: ['Kiel'], categories: ['working'] }))).toEqual([]);
    expect(names(list.list({ sources: ['web'] }))).toEqual(['gamma']);
    expect(names(list.list({ buckets: ['NONE'] }))).toEqual(['Alpha']);
    expect(names(list.list({ assignee_ids: [null] }))).toHaveLength(3);
    expect(names(list.list({ text: 'lodz' }))).toEqual(['beta']);
    expect(names(list.list({ states: [] }))).toEqual([]);
  });

  it('sorts both ways with what is unset at the end', async () => {
    const { desk: list } = await seeded();
    expect(names(list.list({}, { by: 'city' }))).toEqual(['Alpha', 'beta', 'gamma']);
    expect(names(list.list({}, { by: 'city', descending: true }))).toEqual(['beta', 'Alpha', 'gamma']);
    expect(names(list.list({}, { by: 'value', descending: true }))).toEqual(['Alpha', 'beta', 'gamma']);
    expect(names(list.list({}, { by: 'name', descending: true }))).toEqual(['gamma', 'beta', 'Alpha']);
    for (const by of ['due', 'last_contact', 'created', 'state'] as const)
      expect(list.list({}, { by })).toHaveLength(3);
  });

  it('knows what filters can offer', async () => {
    const { desk: list } = await seeded();
    expect(list.facets()).toEqual({
      tags: ['vip'],
      cities: ['Kiel', 'Łódź'],
      sources: ['web'],
      states: ['LOST', 'REACHED_OUT'],
    });
  });

  it('finds the likely duplicates of what is being typed', async () => {
    const open = await desk();
    const known = aLead({ name: 'Nordlicht', city: 'Kiel', email: 'A@b.example', phone: '+49 431 123456' });
    await open.collections.leads.insert(known);
    await open.desk.settled();
    const why = (lead: Parameters<typeof open.desk.likelyDuplicates>[0]) =>
      open.desk.likelyDuplicates(lead).map((found) => found.why);
    expect(why({ email: 'a@B.example' })).toEqual(['email']);
    expect(why({ phone: '0431 12 34 56' })).toEqual(['phone']);
    expect(why({ name: ' nordlicht ', city: 'KIEL' })).toEqual(['name']);
    expect(why({ name: 'Nordlicht', city: 'Bonn', phone: '12', email: '' })).toEqual([]);
  });
});
