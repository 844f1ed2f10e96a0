import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf, metricIdOf } from '#domain/ids.ts';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import { KIM, openTestDesk, type TestDesk } from '../../testing/desk-fixture.ts';
import type { Act, ActResult } from './act-types.ts';

describe('what a person does', () => {
  let open: TestDesk;
  const lead = aLead({
    name: 'Nordlicht',
    assignee_id: KIM.id,
    state: 'PENDING',
    sla_due_at: '2026-03-02T14:00:00.000Z',
  });

  beforeEach(async () => {
    open = await openTestDesk();
    await open.collections.leads.insert(lead);
    await open.desk.settled();
  });
  afterEach(() => open.close());

  const done = async (result: ActResult): Promise<Act> => {
    const act = await result;
    if (!act.ok) throw new Error(JSON.stringify(act.error));
    return act.value;
  };
  const codeOf = async (result: ActResult) => {
    const act = await result;
    return act.ok ? 'done' : act.error.code;
  };
  const leadNow = async () => (await open.collections.leads.findOne(lead.id).exec())?.toMutableJSON();
  const history = async () =>
    (await open.collections.interactions.find().exec()).map((document) => document.toMutableJSON());
  const events = async () =>
    (await open.collections.plan_events.find().exec()).map((one) => one.toMutableJSON());

  it('logs a call: the interaction, the answered promise, the moved pipeline, and what comes next in words', async () => {
    const act = await done(
      open.acts.logCall({ lead_id: lead.id, outcome: 'CONNECTED', note: 'Likes rye', duration_s: 90 }),
    );
    expect(await history()).toMatchObject([
      {
        id: act.id,
        type: 'CALL',
        direction: 'out',
        outcome: 'CONNECTED',
        note: 'Likes rye',
        created_by: KIM.id,
      },
    ]);
    expect(await leadNow()).toMatchObject({ state: 'REACHED_OUT', sla_met_at: open.clock.now() });
    expect(act.say).toBe('Call logged: connected. Next call Mon 9 Mar 2026.');
  });

  it('puts many leads aside in one act with one way back, and leaves out who is gone', async () => {
    const other = aLead({ name: 'Birch', assignee_id: KIM.id });
    await open.collections.leads.insert(other);
    await open.desk.settled();
    const act = await done(open.acts.snoozeAll([lead.id, 'gone', other.id], { on: '2026-03-03' }));
    expect(act.say).toBe('2 leads put aside until Tue 3 Mar 2026.');
    expect((await events()).map(({ kind, lead_id, on }) => ({ kind, lead_id, on }))).toEqual(
      expect.arrayContaining([
        { kind: 'snooze', lead_id: lead.id, on: '2026-03-03' },
        { kind: 'snooze', lead_id: other.id, on: '2026-03-03' },
      ]),
    );
    await act.undo();
    expect(await events()).toEqual([]);
    expect(await codeOf(open.acts.snoozeAll(['gone'], { on: '2026-03-03' }))).toBe('unknown_lead');
    expect(await codeOf(open.acts.snoozeAll([lead.id], { on: '2026-03-01' }))).toBe('when_in_the_past');
    expect(await events()).toEqual([]);
  });

  it('says that a lead is still due after a wrong number', async () => {
    open.clock.set('2026-03-03T14:10:00.000Z');
    const act = await done(open.acts.logCall({ lead_id: lead.id, outcome: 'WRONG_NUMBER' }));
    expect(act.say).toBe('Call logged: wrong number. Still due.');
  });

  it('takes a call back: it is void, and the lead is what it was', async () => {
    const act = await done(open.acts.logCall({ lead_id: lead.id, outcome: 'CONNECTED' }));
    await act.undo();
    await act.undo();
    expect(await history()).toMatchObject([{ voided_at: open.clock.now() }]);
    expect(await leadNow()).toMatchObject({ state: 'PENDING', sla_met_at: null });
  });

  it('leaves alone what somebody changed after the call that is taken back', async () => {
    const act = await done(open.acts.logCall({ lead_id: lead.id, outcome: 'CONNECTED' }));
    await open.collections.leads.findOne(lead.id).incrementalPatch({ state: 'NEGOTIATION' });
    await act.undo();
    expect(await leadNow()).toMatchObject({ state: 'NEGOTIATION', sla_met_at: null });
  });

  it('says when a try in vain is repeated, and how many there were', async () => {
    const first = await done(open.acts.logCall({ lead_id: lead.id, outcome: 'NO_ANSWER' }));
    expect(first.say).toBe('Call logged: no answer. Next try Mon 2 Mar 2026, 15:00.');
    open.clock.set('2026-03-02T14:10:00.000Z');
    const second = await done(open.acts.logCall({ lead_id: lead.id, outcome: 'BUSY' }));
    expect(second.say).toBe('Call logged: busy. 2 tries, next Tue 3 Mar 2026, 09:00.');
  });

  it('takes an order in a call: the amount stands on the order alone, and undo voids both', async () => {
    const act = await done(
      open.acts.logCall({ lead_id: lead.id, outcome: 'CONNECTED', order: { amount_minor: 12_345 } }),
    );
    const [call, order] = (await history()).sort((a) => (a.type === 'CALL' ? -1 : 1));
    expect(call).toMatchObject({ outcome: 'ORDER_PLACED', amount_minor: null });
    expect(order).toMatchObject({ type: 'ORDER', amount_minor: 12_345, currency: 'EUR', call_id: call?.id });
    expect(act.say).toMatch(/^Call logged: order placed 123\.45 EUR\./);
    await act.undo();
    expect((await history()).map(({ voided_at }) => voided_at !== null)).toEqual([true, true]);
  });

  it('promises a callback in a call, which undo removes', async () => {
    const act = await done(
      open.acts.logCall({
        lead_id: lead.id,
        outcome: 'CALLBACK',
        callback: { until: '2026-03-03T14:00:00.000Z' },
      }),
    );
    expect(await events()).toMatchObject([{ kind: 'callback', until: '2026-03-03T14:00:00.000Z', on: null }]);
    expect(act.say).toBe('Call logged: callback. Callback Tue 3 Mar 2026, 15:00.');
    expect(open.desk.row(lead.id)?.plan).toMatchObject({ reason: 'callback', due_on: '2026-03-03' });
    await act.undo();
    expect(await events()).toEqual([]);
  });

  it('puts a lead aside and promises a callback of its own', async () => {
    const aside = await done(open.acts.snooze(lead.id, { on: '2026-03-04' }));
    expect(aside.say).toBe('Put aside until Wed 4 Mar 2026.');
    expect(await events()).toMatchObject([
      { kind: 'snooze', on: '2026-03-04', until: null, created_by: KIM.id },
    ]);
    await aside.undo();
    expect(await events()).toEqual([]);
    const poc = aPoc({ lead_id: lead.id });
    const promise = await done(
      open.acts.promiseCallback(lead.id, { until: '2026-03-02T13:00:00.000Z' }, poc.id),
    );
    expect(promise.say).toBe('Promised. Callback Mon 2 Mar 2026, 14:00.');
    expect(await events()).toMatchObject([{ poc_id: poc.id }]);
  });

  it.each([
    ['an instant', { until: '2026-03-02T12:00:00.000Z' }],
    ['a day', { on: '2026-03-01' }],
  ])('refuses %s that has passed', async (_what, when) => {
    expect(await codeOf(open.acts.snooze(lead.id, when))).toBe('when_in_the_past');
    expect(await codeOf(open.acts.logCall({ lead_id: lead.id, outcome: 'CALLBACK', callback: when }))).toBe(
      'when_in_the_past',
    );
    expect(await history()).toEqual([]);
  });

  it('refuses what is not there or does not fit', async () => {
    const nobody = aLead().id;
    expect(await codeOf(open.acts.logCall({ lead_id: nobody, outcome: 'CONNECTED' }))).toBe('unknown_lead');
    expect(await codeOf(open.acts.snooze(nobody, { on: '2026-03-04' }))).toBe('unknown_lead');
    expect(await codeOf(open.acts.addNote(nobody, 'x'))).toBe('unknown_lead');
    expect(await codeOf(open.acts.addNote(lead.id, '  '))).toBe('invalid');
    expect(await codeOf(open.acts.editLead(nobody, {}))).toBe('unknown_lead');
    expect(await codeOf(open.acts.removeLead(nobody))).toBe('unknown_lead');
    expect(await codeOf(open.acts.addPoc({ lead_id: nobody, name: 'x' }))).toBe('unknown_lead');
    expect(await codeOf(open.acts.setMetric(nobody, {}))).toBe('unknown_lead');
    expect(await codeOf(open.acts.editPoc(nobody, {}))).toBe('not_found');
    expect(await codeOf(open.acts.removePoc(nobody))).toBe('not_found');
    expect(await codeOf(open.acts.editInteraction(nobody, {}))).toBe('not_found');
    expect(await codeOf(open.acts.voidInteraction(nobody))).toBe('not_found');
    expect(await codeOf(open.acts.editLead(lead.id, { name: '' }))).toBe('invalid');
    expect(await codeOf(open.acts.addLead({ name: 'x', email: 'no address' }))).toBe('invalid');
    expect(await codeOf(open.acts.addPoc({ lead_id: lead.id, name: ' ' }))).toBe('invalid');
    expect(await codeOf(open.acts.setMetric(lead.id, { monthly_target_minor: 0 }))).toBe('invalid');
    expect(await codeOf(open.acts.takeOrder(lead.id, { amount_minor: -1 }))).toBe('invalid');
    expect(await codeOf(open.acts.logCall({ lead_id: lead.id, outcome: 'CONNECTED', duration_s: -1 }))).toBe(
      'invalid',
    );
    const bad = open.acts.logCall({ lead_id: lead.id, outcome: 'CONNECTED', order: { amount_minor: -1 } });
    expect(await codeOf(bad)).toBe('invalid');
    expect(await history()).toEqual([]);
  });

  it('keeps notes, orders and returns, corrects them and strikes them out', async () => {
    const note = await done(open.acts.addNote(lead.id, 'Closed in August'));
    const order = await done(open.acts.takeOrder(lead.id, { amount_minor: 500, note: 'by mail' }));
    const back = await done(
      open.acts.takeReturn(lead.id, {
        amount_minor: 100,
        currency: 'USD',
        occurred_at: '2026-03-01T10:00:00.000Z',
      }),
    );
    expect([note.say, order.say, back.say]).toEqual([
      'Note kept.',
      'Order of 5.00 EUR kept.',
      'Return of 1.00 USD kept.',
    ]);
    const edit = await done(open.acts.editInteraction(note.id, { note: 'Closed in July' }));
    const noteNow = async () => (await open.collections.interactions.findOne(note.id).exec())?.note;
    expect(await noteNow()).toBe('Closed in July');
    await edit.undo();
    expect(await noteNow()).toBe('Closed in August');
    await order.undo();
    expect((await history()).find(({ id }) => id === order.id)?.voided_at).not.toBeNull();
  });

  it('strikes out a call together with its order, and brings both back', async () => {
    const call = await done(
      open.acts.logCall({ lead_id: lead.id, outcome: 'CONNECTED', order: { amount_minor: 5 } }),
    );
    const struck = await done(open.acts.voidInteraction(call.id));
    expect((await history()).every(({ voided_at }) => voided_at !== null)).toBe(true);
    await struck.undo();
    expect((await history()).every(({ voided_at }) => voided_at === null)).toBe(true);
  });

  it("adds a lead that is the KAM's own, with its deadline, and takes it back", async () => {
    const act = await done(open.acts.addLead({ name: 'New one', phone: '+49 431 1', tags: ['x'] }));
    const made = await open.collections.leads.findOne(act.lead_id).exec();
    expect(made?.toMutableJSON()).toMatchObject({
      assignee_id: KIM.id,
      state: 'PENDING',
      sla_due_at: '2026-03-02T14:00:00.000Z',
      tags: ['x'],
    });
    await act.undo();
    await open.desk.settled();
    expect(open.desk.row(act.lead_id)).toBeNull();
  });

  it('adds a lead with the deadline of the rule that fits it, as the server does', async () => {
    const dueNow = async () => {
      const { lead_id } = await done(open.acts.addLead({ name: 'Promised', source: 'fair' }));
      return (await open.collections.leads.findOne(lead_id).exec())?.sla_due_at;
    };
    const rule = { source: 'Fair', tier: null, minutes: 600, count: 'working_hours' as const };
    const { sla_rules: _none, ...older } = open.settings.get();
    open.settings.set({ ...older, sla_rules: [rule] });
    expect(await dueNow()).toBe('2026-03-03T13:00:00.000Z');
    open.settings.set(older as ReturnType<typeof open.settings.get>);
    expect(await dueNow()).toBe('2026-03-02T14:00:00.000Z');
  });

  it('gives no lead away for a KAM', async () => {
    expect(await codeOf(open.acts.editLead(lead.id, { assignee_id: aLead().id }))).toBe('not_allowed');
  });

  it('wins a lead: its customer is made in the same act, and undo removes it', async () => {
    const act = await done(open.acts.moveLead(lead.id, 'WON'));
    expect(act.say).toBe('Won. It is a customer now.');
    expect(await leadNow()).toMatchObject({ state: 'WON', won_at: open.clock.now() });
    const customer = () => open.collections.customers.findOne(customerIdOf(lead.id)).exec();
    expect((await customer())?.toMutableJSON()).toMatchObject({ lead_id: lead.id, since_on: '2026-03-02' });
    await act.undo();
    expect(await customer()).toBeNull();
    expect(await leadNow()).toMatchObject({ state: 'PENDING', won_at: null });
    expect(await codeOf(open.acts.moveLead(lead.id, 'NOWHERE'))).toBe('unknown_state');
  });

  it('changes only what was changed, under a new write id', async () => {
    const act = await done(open.acts.editLead(lead.id, { city: 'Husum', name: lead.name }));
    const changed = await leadNow();
    expect(changed).toMatchObject({ city: 'Husum', name: lead.name });
    expect(changed?.write_id).not.toBe(lead.write_id);
    await act.undo();
    expect(await leadNow()).toMatchObject({ city: lead.city });
  });

  it('writes nothing for a change that changes nothing', async () => {
    await done(open.acts.editLead(lead.id, { city: lead.city }));
    expect((await leadNow())?.write_id).toBe(lead.write_id);
  });

  it('deletes a lead so that it can be restored', async () => {
    const act = await done(open.acts.removeLead(lead.id));
    await open.desk.settled();
    expect(open.desk.row(lead.id)).toBeNull();
    await act.undo();
    await open.desk.settled();
    expect(open.desk.row(lead.id)).not.toBeNull();
  });

  it('has one primary contact: the first, or the one that was chosen', async () => {
    const primaries = async () =>
      (await open.collections.pocs.find({ selector: { is_primary: true } }).exec()).map(({ name }) => name);
    await done(open.acts.addPoc({ lead_id: lead.id, name: 'Ada' }));
    const bo = await done(open.acts.addPoc({ lead_id: lead.id, name: 'Bo' }));
    expect(await primaries()).toEqual(['Ada']);
    const chosen = await done(open.acts.editPoc(bo.id, { is_primary: true }));
    expect(await primaries()).toEqual(['Bo']);
    await chosen.undo();
    expect(await primaries()).toEqual(['Ada']);
    await bo.undo();
    expect(await open.collections.pocs.count().exec()).toBe(1);
  });

  it('removes a contact and brings it back', async () => {
    const ada = await done(open.acts.addPoc({ lead_id: lead.id, name: 'Ada' }));
    const removed = await done(open.acts.removePoc(ada.id));
    expect(await open.collections.pocs.findOne(ada.id).exec()).toBeNull();
    await removed.undo();
    expect((await open.collections.pocs.findOne(ada.id).exec())?.name).toBe('Ada');
  });

  it('keeps what is expected of an account in one document', async () => {
    const metric = () => open.collections.metrics.findOne(metricIdOf(lead.id)).exec();
    const first = await done(open.acts.setMetric(lead.id, { expected_interval_days: 14 }));
    const second = await done(open.acts.setMetric(lead.id, { monthly_target_minor: 5_000 }));
    expect(await metric()).toMatchObject({ expected_interval_days: 14, monthly_target_minor: 5_000 });
    await second.undo();
    expect(await metric()).toMatchObject({ expected_interval_days: 14, monthly_target_minor: null });
    await first.undo();
    expect(await metric()).toBeNull();
  });

  it('keeps both of two expectations that are set at the same moment', async () => {
    const [first, second] = await Promise.all([
      done(open.acts.setMetric(lead.id, { expected_interval_days: 14 })),
      done(open.acts.setMetric(lead.id, { monthly_target_minor: 5_000 })),
    ]);
    const metric = () => open.collections.metrics.findOne(metricIdOf(lead.id)).exec();
    expect(await metric()).toMatchObject({ expected_interval_days: 14, monthly_target_minor: 5_000 });
    await Promise.all([first.undo(), second.undo()]);
    expect(await metric()).toBeNull();
  });
});
