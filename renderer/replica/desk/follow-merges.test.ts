import { afterEach, expect, it } from 'vitest';
import { aCall, aLead, aPoc, aSnooze } from '#domain/testing/builders.ts';
import { openTestDesk, type TestDesk } from '../../testing/desk-fixture.ts';

let open: TestDesk;
afterEach(() => open.close());

it('follows what goes from one lead to another in a merge, and what comes back when it is undone', async () => {
  open = await openTestDesk();
  const { collections, desk } = open;
  const [one, other] = [aLead({ name: 'One' }), aLead({ name: 'Other' })];
  const call = aCall({ lead_id: other.id, occurred_at: '2026-02-27T12:00:00.000Z' });
  const poc = aPoc({ lead_id: other.id });
  const snooze = aSnooze({ lead_id: other.id, until: '2026-03-04T12:00:00.000Z' });
  await collections.leads.bulkInsert([one, other]);
  await collections.interactions.insert(call);
  await collections.pocs.insert(poc);
  await collections.plan_events.insert(snooze);
  await desk.settled();
  const view = (id: string) => {
    const row = desk.row(id);
    return row && [row.last_interaction?.id ?? null, row.pocs.map((contact) => contact.id)];
  };
  const hangOn = async (lead_id: string) => {
    await collections.interactions.findOne(call.id).incrementalPatch({ lead_id });
    await collections.pocs.findOne(poc.id).incrementalPatch({ lead_id });
    await collections.plan_events.findOne(snooze.id).incrementalPatch({ lead_id });
  };
  const merge = (into: string | null) =>
    collections.leads.findOne(other.id).incrementalPatch({ merged_into_id: into });

  for (const childrenFirst of [true, false]) {
    await hangOn(one.id);
    await merge(one.id);
    await desk.settled();
    expect(view(other.id)).toBeNull();
    expect(view(one.id)).toEqual([call.id, [poc.id]]);
    if (!childrenFirst) await merge(null);
    await hangOn(other.id);
    if (childrenFirst) await merge(null);
    await desk.settled();
    expect(view(one.id)).toEqual([null, []]);
    expect(view(other.id)).toEqual([call.id, [poc.id]]);
  }
});
