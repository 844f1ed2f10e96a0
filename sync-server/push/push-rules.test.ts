import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerIdOf } from '#domain/ids.ts';
import type { PullReply } from '#domain/sync/messages.ts';
import { kamScope, STAFF_SCOPE } from '#domain/sync/scope.ts';
import { aCall, aCustomer, anOrder, aSnooze } from '#domain/testing/builders.ts';
import { linesThat } from '../audit/read-audit.ts';
import { assignments, audit_logs, outbox } from '../db/tables/records.ts';
import { pull } from '../feed/pull.ts';
import { admin, ids, kam, manager, mine, NOW, other, otherUser, startPushing } from '../testing/pushing.ts';
import { ENGINES } from '../testing/test-database.ts';

describe.each(ENGINES)('what a push may change on %s', (engine) => {
  let pushing: Awaited<ReturnType<typeof startPushing>>;
  beforeAll(async () => {
    pushing = await startPushing(engine);
  });
  afterAll(() => pushing.close());

  it('makes exactly one customer of a won lead, the one that a laptop makes too', async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    const won = { ...lead, write_id: ids.next(), state: 'WON', won_at: NOW };
    expect(await pushing.send(kam, 'leads', [lead.write_id, won])).toMatchObject([{ outcome: 'ok' }]);
    const customer = await pushing.stored('customers', customerIdOf(lead.id));
    expect(customer?.document).toMatchObject({ lead_id: lead.id, since_on: '2026-03-09' });
    expect(await pushing.send(kam, 'customers', [null, customer?.document ?? {}])).toMatchObject([
      { outcome: 'ok' },
    ]);
  });

  it('lets only an admin take a lead out of WON', async () => {
    const lead = mine({ state: 'WON', won_at: NOW });
    await pushing.send(kam, 'leads', [null, lead]);
    const back = { ...lead, write_id: ids.next(), state: 'QUALIFIED' };
    expect(await pushing.send(kam, 'leads', [lead.write_id, back])).toMatchObject([
      { outcome: 'rejected', code: 'impossible_transition', document: { state: 'WON' } },
    ]);
    expect(await pushing.send(admin, 'leads', [lead.write_id, back])).toMatchObject([{ outcome: 'ok' }]);
  });

  it('does not let a KAM give a lead away, nor anybody give it to nobody known', async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    const given = { ...lead, write_id: ids.next(), assignee_id: other.id };
    expect(await pushing.send(kam, 'leads', [lead.write_id, given])).toMatchObject([
      { outcome: 'rejected', code: 'not_allowed' },
    ]);
    const nobody = { ...lead, write_id: ids.next(), assignee_id: ids.next() };
    expect(await pushing.send(manager, 'leads', [lead.write_id, nobody])).toMatchObject([
      { code: 'unknown_assignee' },
    ]);
    expect(await pushing.send(manager, 'leads', [lead.write_id, given])).toMatchObject([{ outcome: 'ok' }]);
    const feed = JSON.parse(
      (await pull(pushing.db, 'leads', { epoch: 'e', scope: kamScope(kam.id), seq: 0 }, 1000)).text,
    ) as PullReply;
    expect(feed.documents.find((document) => document.id === lead.id)).toMatchObject({
      gone: true,
      _deleted: true,
    });
  });

  it('records a change of hands like any other: history, a mail to the new assignee, and the customer along', async () => {
    const lead = mine({ state: 'WON', won_at: NOW });
    await pushing.send(kam, 'leads', [null, lead]);
    await pushing.send(manager, 'leads', [
      lead.write_id,
      { ...lead, write_id: ids.next(), assignee_id: other.id },
    ]);
    const history = (await pushing.db.select().from(assignments)).filter(
      ({ lead_id }) => lead_id === lead.id,
    );
    expect(history).toMatchObject([{ from_id: kam.id, to_id: other.id, by_id: manager.id }]);
    const mails = (await pushing.db.select().from(outbox)).filter(({ lead_id }) => lead_id === lead.id);
    expect(mails).toMatchObject([{ template: 'assigned', to: otherUser.email }]);
    expect((await pushing.stored('customers', customerIdOf(lead.id)))?.document).toMatchObject({
      assignee_id: other.id,
    });
  });

  it('mails a person once for all leads that one push gives him', async () => {
    const leads = [mine({ name: 'One' }), mine({ name: 'Two' }), mine({ name: 'Three' })];
    await pushing.send(kam, 'leads', ...leads.map((lead): [null, object] => [null, lead]));
    const before = await pushing.db.select().from(outbox);
    const given = leads.map((lead): [string, object] => [
      lead.write_id,
      { ...lead, write_id: ids.next(), assignee_id: other.id },
    ]);
    await pushing.send(manager, 'leads', ...given);
    const mails = (await pushing.db.select().from(outbox)).slice(before.length);
    expect(mails).toMatchObject([
      { to: otherUser.email, subject: 'Assigned to you: 3 leads', lead_id: null },
    ]);
    expect(mails[0]?.body).toContain('Leads: One, Two, Three\n');
  });

  it('takes the customer that a laptop makes of a won lead in place of its own, once', async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    await pushing.send(kam, 'leads', [
      lead.write_id,
      { ...lead, write_id: ids.next(), state: 'WON', won_at: NOW },
    ]);
    const own = { id: customerIdOf(lead.id), lead_id: lead.id, name: lead.name, since_on: '2026-03-09' };
    const head = { created_at: NOW, updated_at: NOW };
    const [first, second] = [ids.next(), ids.next()].map((write_id) => ({ ...own, ...head, write_id }));
    expect(await pushing.send(kam, 'customers', [null, first ?? {}])).toEqual([
      { id: own.id, outcome: 'ok' },
    ]);
    expect((await pushing.stored('customers', own.id))?.document).toMatchObject({
      ...first,
      assignee_id: kam.id,
    });
    expect(await pushing.send(kam, 'customers', [null, second ?? {}])).toMatchObject([
      { outcome: 'conflict', document: { write_id: first?.write_id } },
    ]);
  });

  it("notes the push of a won lead's customer that the server had made alike", async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    await pushing.send(kam, 'leads', [
      lead.write_id,
      { ...lead, write_id: ids.next(), state: 'WON', won_at: NOW },
    ]);
    const made = (await pushing.stored('customers', customerIdOf(lead.id)))?.document;
    expect(await pushing.send(kam, 'customers', [null, made ?? {}])).toEqual([
      { id: made?.id, outcome: 'ok' },
    ]);
    const edited = { ...made, write_id: ids.next(), name: 'Renamed' };
    await pushing.send(kam, 'customers', [made?.write_id ?? '', edited]);
    // Its answer was lost, and somebody has gone on from it.
    expect(await pushing.send(kam, 'customers', [null, made ?? {}])).toMatchObject([
      { outcome: 'absorbed', document: { write_id: edited.write_id } },
    ]);
  });

  it('keeps the customer of a won lead, and lets one without a lead go', async () => {
    const lead = mine({ state: 'WON', won_at: NOW });
    await pushing.send(kam, 'leads', [null, lead]);
    const own = (await pushing.stored('customers', customerIdOf(lead.id)))?.document;
    expect(
      await pushing.send(admin, 'customers', [
        own?.write_id ?? '',
        { ...own, write_id: ids.next(), _deleted: true },
      ]),
    ).toMatchObject([{ outcome: 'rejected', code: 'not_allowed' }]);
    const free = aCustomer({ lead_id: null, assignee_id: kam.id });
    await pushing.send(kam, 'customers', [null, free]);
    await pushing.send(kam, 'customers', [free.write_id, { ...free, write_id: ids.next(), _deleted: true }]);
    const feed = JSON.parse(
      (await pull(pushing.db, 'customers', { epoch: 'e', scope: kamScope(kam.id), seq: 0 }, 1000)).text,
    ) as PullReply;
    expect(feed.documents.find((document) => document.id === free.id)).toMatchObject({ _deleted: true });
  });

  it("puts the pusher's name on a call as a later write of its own", async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    const call = aCall({ lead_id: lead.id, created_by: other.id });
    expect(await pushing.send(kam, 'interactions', [null, call])).toEqual([{ id: call.id, outcome: 'ok' }]);
    const now = await pushing.stored('interactions', call.id);
    expect(now?.document).toMatchObject({ created_by: kam.id, note: call.note });
    expect(await pushing.send(kam, 'interactions', [null, call])).toMatchObject([
      { outcome: 'absorbed', document: { write_id: now?.document.write_id, created_by: kam.id } },
    ]);
  });

  it('keeps the history of a call: its note may change, its time may not', async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    const call = aCall({ lead_id: lead.id, created_by: kam.id });
    await pushing.send(kam, 'interactions', [null, call]);
    const noted = { ...call, write_id: ids.next(), note: 'asked for samples', voided_at: NOW };
    expect(await pushing.send(kam, 'interactions', [call.write_id, noted])).toMatchObject([
      { outcome: 'ok' },
    ]);
    const moved = { ...noted, write_id: ids.next(), occurred_at: '2026-01-01T00:00:00.000Z' };
    expect(await pushing.send(kam, 'interactions', [noted.write_id, moved])).toMatchObject([
      { code: 'not_allowed' },
    ]);
    expect(
      await pushing.send(kam, 'interactions', [
        noted.write_id,
        { ...noted, write_id: ids.next(), _deleted: true },
      ]),
    ).toMatchObject([{ outcome: 'rejected', code: 'not_allowed' }]);
  });

  it('deletes a snooze and leaves an empty tombstone', async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    const snooze = aSnooze({ lead_id: lead.id, created_by: kam.id });
    await pushing.send(kam, 'plan_events', [null, snooze]);
    const write_id = ids.next();
    expect(
      await pushing.send(kam, 'plan_events', [snooze.write_id, { ...snooze, write_id, _deleted: true }]),
    ).toMatchObject([{ outcome: 'ok' }]);
    const feed = JSON.parse(
      (await pull(pushing.db, 'plan_events', { epoch: 'e', scope: STAFF_SCOPE, seq: 0 }, 1000)).text,
    ) as PullReply;
    expect(feed.documents.at(-1)).toMatchObject({
      id: snooze.id,
      write_id,
      _deleted: true,
      until: '1970-01-01T00:00:00.000Z',
    });
  });

  it('leaves everything as it is when a scope tombstone comes back', async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    const gone = { ...lead, write_id: ids.next(), _deleted: true, gone: true };
    expect(await pushing.send(kam, 'leads', [lead.write_id, gone])).toMatchObject([{ outcome: 'gone' }]);
    expect(await pushing.stored('leads', lead.id)).toEqual({ document: lead, deleted: false });
  });

  it('leaves what only the server knows to the server', async () => {
    const lead = mine({ resume: { kind: 'link', name: 'x', size: null }, sla_breached_at: NOW });
    expect(await pushing.send(kam, 'leads', [null, lead])).toMatchObject([{ outcome: 'ok' }]);
    expect((await pushing.stored('leads', lead.id))?.document).toMatchObject({
      resume: null,
      sla_breached_at: null,
    });
  });

  it('writes an audit line for each change, with the fields before and after', async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    await pushing.send(kam, 'leads', [lead.write_id, { ...lead, write_id: ids.next(), city: 'Kiel' }]);
    const where = eq(audit_logs.entity_id, lead.id);
    const lines = await linesThat(pushing.db, where, asc(audit_logs.seq), 10);
    expect(lines.map(({ action }) => action)).toEqual(['create', 'update']);
    expect(lines[1]?.details).toMatchObject({ before: { city: null }, after: { city: 'Kiel' } });
  });

  it('takes an order with its money and refuses money on a call', async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    const order = anOrder({ lead_id: lead.id, created_by: kam.id });
    const call = { ...aCall({ lead_id: lead.id, created_by: kam.id }), amount_minor: 5, currency: 'EUR' };
    const results = await pushing.send(kam, 'interactions', [null, order], [null, call]);
    expect(results).toMatchObject([{ outcome: 'ok' }, { outcome: 'rejected', code: 'invalid' }]);
  });
});
