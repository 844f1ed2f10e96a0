// The facts of calls and orders, over a real database, with what it reads counted.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCall, aLead, anOrder } from '#domain/testing/builders.ts';
import { openTestDesk, type TestDesk } from '../../testing/desk-fixture.ts';
import { createHistory, type RunningHistory } from './history.ts';

describe('the history for the dashboard', () => {
  let open: TestDesk;
  let history: RunningHistory | undefined;
  beforeEach(async () => {
    open = await openTestDesk();
  });
  afterEach(async () => {
    history?.close();
    await open.close();
  });

  const start = async () => {
    const started = createHistory({ interactions: open.collections.interactions, report: open.report });
    history = started;
    await expect.poll(() => started.ready()).toBe(true);
    return started;
  };
  const kinds = (of: RunningHistory, leadId: string) =>
    of
      .of(leadId)
      .map(({ kind }) => kind)
      .sort();

  it('reads each interaction once, and follows what is written from then on without reading', async () => {
    const leads = [aLead({ name: 'one' }), aLead({ name: 'two' })];
    await open.collections.leads.bulkInsert(leads);
    const [first = '', second = ''] = leads.map(({ id }) => id);
    const calls = Array.from({ length: 1_200 }, (_, n) => aCall({ lead_id: n % 2 ? first : second }));
    await open.collections.interactions.bulkInsert(calls);
    await open.desk.settled();
    open.read.interactions = 0;
    const facts = await start();
    expect(open.read.interactions).toBe(1_200);
    expect(facts.read()).toBe(1_200);
    expect(facts.of(first)).toHaveLength(600);
    await open.desk.settled();
    open.read.interactions = 0;
    const before = facts.of(second);
    await open.collections.interactions.insert(anOrder({ lead_id: first }));
    await expect.poll(() => facts.of(first).length).toBe(601);
    expect(facts.of(second)).toBe(before);
    expect(open.read.interactions).toBe(0);
  });

  it('forgets what is voided or removed, and leaves out what is no call and no order', async () => {
    const lead = aLead();
    const [voided, removed] = [aCall({ lead_id: lead.id }), anOrder({ lead_id: lead.id })];
    const note = aCall({ lead_id: lead.id, type: 'NOTE', outcome: null, note: 'later' });
    await open.collections.interactions.bulkInsert([voided, removed, note]);
    const facts = await start();
    expect(kinds(facts, lead.id)).toEqual(['ORDER', 'call']);
    const versions = facts.version();
    await (await open.collections.interactions.findOne(removed.id).exec())?.remove();
    await expect.poll(() => kinds(facts, lead.id)).toEqual(['call']);
    await open.acts.voidInteraction(voided.id);
    await expect.poll(() => facts.of(lead.id)).toEqual([]);
    expect(facts.version()).toBeGreaterThan(versions);
  });
});
