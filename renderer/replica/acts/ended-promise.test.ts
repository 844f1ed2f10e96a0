import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import { KIM, openTestDesk, type TestDesk } from '../../testing/desk-fixture.ts';
import type { CallForm } from './act-types.ts';

describe('a promise to another contact', () => {
  let open: TestDesk;
  const lead = aLead({ name: 'Nordlicht', assignee_id: KIM.id });
  const mara = aPoc({ lead_id: lead.id, name: 'Mara Lind' });
  const jon = aPoc({ lead_id: lead.id, name: 'Jon Berg' });
  const tomorrow = { until: '2026-03-03T14:00:00.000Z' };

  beforeEach(async () => {
    open = await openTestDesk();
    await open.collections.leads.insert(lead);
    await open.collections.pocs.bulkInsert([mara, jon]);
    await open.desk.settled();
  });
  afterEach(() => open.close());

  async function offerAfter(form: Partial<CallForm>, when: { until: string } | { on: string } = tomorrow) {
    await open.acts.promiseCallback(lead.id, when, mara.id);
    open.clock.set('2026-03-02T13:30:00.000Z');
    const act = await open.acts.logCall({ lead_id: lead.id, outcome: 'CONNECTED', poc_id: jon.id, ...form });
    return act.ok ? act.value.offer : null;
  }

  it('is ended by the call, and kept at a word', async () => {
    const offer = await offerAfter({});
    expect(offer).toMatchObject({
      words: 'It ended the promise to Mara Lind for Tue 3 Mar 2026, 15:00.',
      label: 'Keep the promise',
    });
    expect(open.desk.row(lead.id)?.plan).toMatchObject({ reason: 'cadence' });
    const kept = await offer?.run();
    expect(open.desk.row(lead.id)?.plan).toMatchObject({ reason: 'callback', callback_poc_id: mara.id });
    if (kept?.ok) await kept.value.undo();
    await open.desk.settled();
    expect(open.desk.row(lead.id)?.plan).toMatchObject({ reason: 'cadence' });
  });

  it('for a day is kept for that day', async () => {
    const offer = await offerAfter({}, { on: '2026-03-05' });
    await offer?.run();
    expect(open.desk.row(lead.id)?.plan).toMatchObject({ reason: 'callback', due_on: '2026-03-05' });
  });

  it.each<[string, Partial<CallForm>]>([
    ['the one who was promised answered', { poc_id: mara.id }],
    ['the call was before the promise', { occurred_at: '2026-03-01T09:00:00.000Z' }],
    ['nobody in particular answered', { poc_id: null }],
    ['nobody answered', { outcome: 'NO_ANSWER' }],
    ['the call made a promise of its own', { outcome: 'CALLBACK', callback: { on: '2026-03-09' } }],
  ])('is not asked about when %s', async (_why, form) => {
    expect(await offerAfter(form)).toBeUndefined();
  });

  it('is not asked about when its time has come', async () => {
    await open.acts.promiseCallback(lead.id, tomorrow, mara.id);
    open.clock.set('2026-03-03T14:05:00.000Z');
    const act = await open.acts.logCall({ lead_id: lead.id, outcome: 'CONNECTED', poc_id: jon.id });
    expect(act.ok && act.value.offer).toBeUndefined();
  });
});
