import type { RxCollection } from 'rxdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf } from '#domain/ids.ts';
import { aLead } from '#domain/testing/builders.ts';
import { KIM, openTestDesk, type TestDesk } from '../../testing/desk-fixture.ts';
import type { ManyAct, ManyDone, ManyOptions } from './many-types.ts';

function countWrites<Document>({ storageInstance }: RxCollection<Document>, count: () => void): void {
  const bulkWrite = storageInstance.bulkWrite.bind(storageInstance);
  storageInstance.bulkWrite = (rows, context) => {
    count();
    return bulkWrite(rows, context);
  };
}

describe('one change to many leads', () => {
  let open: TestDesk;
  let writes: { leads: number; customers: number; plan_events: number };
  const leads = Array.from({ length: 250 }, (_, at) =>
    aLead({ name: `Lead ${at}`, assignee_id: KIM.id, state: at === 7 ? 'WON' : 'PENDING', tier: 'B' }),
  );
  const ids = leads.map(({ id }) => id);

  beforeEach(async () => {
    open = await openTestDesk();
    await open.collections.leads.bulkInsert(leads);
    await open.desk.settled();
    writes = { leads: 0, customers: 0, plan_events: 0 };
    const { collections } = open;
    countWrites(collections.leads, () => (writes.leads += 1));
    countWrites(collections.customers, () => (writes.customers += 1));
    countWrites(collections.plan_events, () => (writes.plan_events += 1));
  });
  afterEach(() => open.close());

  const done = async (act: ManyAct, which = ids, options: ManyOptions = {}): Promise<ManyDone> => {
    const result = await open.acts.changeMany(which, act, options);
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  const leadsNow = async () =>
    (await open.collections.leads.find().exec()).map((document) => document.toMutableJSON());
  const countOf = async (state: string) => (await leadsNow()).filter((lead) => lead.state === state).length;

  it('writes a batch of a hundred at a time, in two writes at most, and takes all of it back by one undo', async () => {
    const before = await leadsNow();
    const told: number[] = [];
    const act = await done({ kind: 'tier', tier: 'A' }, ids, { onProgress: (count) => told.push(count) });
    expect(act).toMatchObject({ changed: 250, same: 0, refused: [], stopped: false });
    expect((await leadsNow()).every(({ tier }) => tier === 'A')).toBe(true);
    expect(told).toEqual([100, 200, 250]);
    expect(writes.leads).toBeLessThanOrEqual(6);
    expect(open.desk.list({ tiers: ['A'] })).toHaveLength(250);
    expect([await act.undo(), await act.undo()]).toEqual([true, false]);
    expect(writes.leads).toBeLessThanOrEqual(12);
    const ofTier = ({ id, tier }: { id: string; tier: string | null }) => `${id} ${tier}`;
    expect((await leadsNow()).map(ofTier)).toEqual(before.map(ofTier));
  });

  it('gives each lead that it writes a write of its own', async () => {
    await done({ kind: 'tier', tier: 'A' });
    const after = await leadsNow();
    expect(new Set(after.map(({ write_id }) => write_id)).size).toBe(250);
    expect(after.some(({ write_id }) => leads.some((lead) => lead.write_id === write_id))).toBe(false);
  });

  it('says beforehand what it will do, and where it is refused it holds up no other lead', async () => {
    const act = { kind: 'state', state: 'LOST' } as const;
    const preview = await open.acts.previewMany(leads, act);
    expect(preview).toMatchObject({ changed: 249, same: 0 });
    expect(preview.refused).toMatchObject([
      { refusal: { code: 'impossible_transition' }, leads: [{ name: 'Lead 7' }] },
    ]);
    expect(writes.leads).toBe(0);
    expect(await done(act)).toMatchObject(preview);
    expect(await countOf('LOST')).toBe(249);
    expect(await countOf('WON')).toBe(1);
  });

  it('makes a customer of each lead that is won, which the undo takes back', async () => {
    const act = await done({ kind: 'state', state: 'WON' });
    expect(act).toMatchObject({ changed: 249, same: 1 });
    const customers = async () => (await open.collections.customers.find().exec()).map(({ id }) => id);
    expect((await customers()).sort()).toEqual(
      ids
        .filter((_, at) => at !== 7)
        .map(customerIdOf)
        .sort(),
    );
    expect(writes.customers).toBe(3);
    await act.undo();
    expect(await customers()).toEqual([]);
    expect(await countOf('PENDING')).toBe(249);
  });

  it('puts leads aside, and the undo brings them back', async () => {
    const act = await done({ kind: 'snooze', when: { on: '2026-03-09' } }, ids.slice(0, 120));
    expect(act.changed).toBe(120);
    expect(await open.collections.plan_events.find().exec()).toHaveLength(120);
    expect(writes.plan_events).toBe(2);
    await act.undo();
    expect(await open.collections.plan_events.find().exec()).toEqual([]);
    const past = await open.acts.previewMany(leads, { kind: 'snooze', when: { on: '2026-03-01' } });
    expect(past).toMatchObject({ changed: 0, refused: [{ refusal: { code: 'when_in_the_past' } }] });
  });

  it('can be stopped between two batches; what was done stands until it is undone', async () => {
    const stop = new AbortController();
    const act = await done({ kind: 'tier', tier: 'C' }, ids, {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(act).toMatchObject({ changed: 100, stopped: true });
    const ofC = async () => (await leadsNow()).filter(({ tier }) => tier === 'C').length;
    expect(await ofC()).toBe(100);
    await act.undo();
    expect(await ofC()).toBe(0);
    expect([await act.redo(), await act.redo(), await ofC()]).toEqual([true, true, 100]);
    await act.undo();
    expect(await ofC()).toBe(0);
  });

  it('leaves alone what somebody has changed since, when it is taken back', async () => {
    const act = await done({ kind: 'tags', add: ['spring'], remove: [] }, ids.slice(0, 2));
    await open.collections.leads.findOne(ids[0] ?? '').incrementalPatch({ tags: ['spring', 'mine'] });
    await act.undo();
    const tags = (await leadsNow()).filter(({ id }) => ids.slice(0, 2).includes(id));
    expect(tags.map((lead) => lead.tags).sort()).toEqual([[], ['spring', 'mine']]);
  });

  it('says which leads have gone meanwhile', async () => {
    await open.collections.leads.findOne(ids[0] ?? '').incrementalRemove();
    const act = await done({ kind: 'tier', tier: 'A' }, ids.slice(0, 2));
    expect(act).toMatchObject({ changed: 1, refused: [{ refusal: { code: 'unknown_lead' } }] });
  });
});
