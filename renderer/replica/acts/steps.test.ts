// Every act can be taken back and done again, in turns, and leaves alone what somebody else has changed since.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf } from '#domain/ids.ts';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import { KIM, openTestDesk, type TestDesk } from '../../testing/desk-fixture.ts';
import type { Act, ActResult, Acts } from './act-types.ts';

const LEAD = aLead({ name: 'Nordlicht', assignee_id: KIM.id, state: 'PENDING', city: 'Kiel' });
const MARA = aPoc({ lead_id: LEAD.id, name: 'Mara', is_primary: true });

let open: TestDesk;
beforeEach(async () => {
  open = await openTestDesk();
  await open.collections.leads.insert(LEAD);
  await open.collections.pocs.insert(MARA);
  await open.desk.settled();
});
afterEach(() => open.close());

const done = async (result: ActResult): Promise<Act> => {
  const act = await result;
  if (!act.ok) throw new Error(JSON.stringify(act.error));
  return act.value;
};

/** Everything that stands, without what each write has of its own. */
async function standing() {
  const { leads, pocs, interactions, plan_events, customers, metrics } = open.collections;
  const all = [leads, pocs, interactions, plan_events, customers, metrics] as const;
  const found = await Promise.all(all.map((one) => one.find().exec()));
  return found.flatMap((documents) =>
    documents.map((document) => {
      const { write_id, updated_at, ...rest } = document.toMutableJSON();
      return rest;
    }),
  );
}

const ACTS: [string, (acts: Acts) => ActResult][] = [
  [
    'a call with an order and a promise',
    (acts) =>
      acts.logCall({
        ...{ lead_id: LEAD.id, outcome: 'CALLBACK', order: { amount_minor: 900 } },
        callback: { until: '2026-03-04T09:00:00.000Z' },
      }),
  ],
  ['a note', (acts) => acts.addNote(LEAD.id, 'Likes rye')],
  ['a snooze', (acts) => acts.snooze(LEAD.id, { on: '2026-03-05' })],
  ['a new lead', (acts) => acts.addLead({ name: 'Alder' })],
  ['a changed lead', (acts) => acts.editLead(LEAD.id, { city: 'Bremen' })],
  ['a won lead', (acts) => acts.moveLead(LEAD.id, 'WON')],
  ['a deleted lead', (acts) => acts.removeLead(LEAD.id)],
  ['a new primary contact', (acts) => acts.addPoc({ lead_id: LEAD.id, name: 'Bo', is_primary: true })],
  ['a removed contact', (acts) => acts.removePoc(MARA.id)],
  ['what is expected of an account', (acts) => acts.setMetric(LEAD.id, { expected_interval_days: 9 })],
];

describe.each(ACTS)('%s', (_name, perform) => {
  it('is taken back and done again, twice each', async () => {
    const act = await done(perform(open.acts));
    const after = await standing();
    expect(await act.redo()).toBe(false);
    for (const _round of [1, 2]) {
      expect(await act.undo()).toBe(true);
      expect(await act.undo()).toBe(false);
      expect(await standing()).not.toEqual(after);
      expect(await act.redo()).toBe(true);
      expect(await standing()).toEqual(after);
    }
  });
});

it('makes a write of its own of what comes back, so that the server takes it', async () => {
  const act = await done(open.acts.moveLead(LEAD.id, 'WON'));
  const customer = () => open.collections.customers.findOne(customerIdOf(LEAD.id)).exec();
  const first = (await customer())?.write_id;
  await act.undo();
  expect(await customer()).toBeNull();
  await act.redo();
  expect((await customer())?.write_id).not.toBe(first);
});

it('neither takes back nor does again what somebody else has changed since', async () => {
  const act = await done(open.acts.editLead(LEAD.id, { city: 'Bremen', phone: '+49 40 1' }));
  const lead = async () => (await open.collections.leads.findOne(LEAD.id).exec())?.toMutableJSON();
  const theirs = (city: string) => open.collections.leads.findOne(LEAD.id).incrementalPatch({ city });
  await theirs('Paris');
  expect(await act.undo()).toBe(true);
  expect(await lead()).toMatchObject({ city: 'Paris', phone: null });
  expect(await act.redo()).toBe(true);
  expect(await lead()).toMatchObject({ city: 'Paris', phone: '+49 40 1' });
  const alone = await done(open.acts.editLead(LEAD.id, { city: 'Rom' }));
  await theirs('Oslo');
  expect(await alone.undo()).toBe(false);
});
