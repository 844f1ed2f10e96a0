import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds, customerIdOf } from '#domain/ids.ts';
import { defaultSettings } from '#domain/settings/settings.ts';
import type { WritableCollection } from '#domain/sync/collections.ts';
import type { PullReply } from '#domain/sync/messages.ts';
import { type Actor, kamScope, STAFF_SCOPE } from '#domain/sync/scope.ts';
import { aCall, aCustomer, aLead, aMetric, anOrder, aPoc, aSnooze, aUser } from '#domain/testing/builders.ts';
import { readConfig } from '../config.ts';
import type { OpenDatabase } from '../db/open.ts';
import { assignments, audit_logs, outbox } from '../db/tables/records.ts';
import { pull } from '../feed/pull.ts';
import { inWriteTransaction, readDocuments, writeDocuments } from '../feed/write-documents.ts';
import { createOutbox } from '../mail/outbox.ts';
import { ENGINES, openTestDatabase } from '../testing/test-database.ts';
import { push } from './push.ts';

const NOW = '2026-03-09T10:00:00.000Z';
const clock = { now: () => NOW };
const ids = createIds();
const read = readConfig({});
if (!read.ok) throw new Error(read.error);
const config = read.value;
const id = () => ids.next();

describe.each(ENGINES)('a push on %s', (engine) => {
  let open: OpenDatabase;
  const kamUser = aUser({ email: 'one@callbook.example' });
  const otherUser = aUser({ email: 'two@callbook.example' });
  const kam: Actor = { id: kamUser.id, role: 'kam' };
  const other: Actor = { id: otherUser.id, role: 'kam' };
  const manager: Actor = { id: id(), role: 'manager' };
  const admin: Actor = { id: id(), role: 'admin' };

  beforeAll(async () => {
    open = await openTestDatabase(engine);
    await inWriteTransaction({ db: open.db, clock }, (tx) =>
      writeDocuments(tx, [
        { collection: 'settings', document: defaultSettings(NOW, id()) },
        ...[kamUser, otherUser].map((document) => ({
          collection: 'users' as const,
          document,
          extra: { email_normal: document.email, password_hash: 'x' },
        })),
      ]),
    );
  });
  afterAll(() => open.close());

  const send = (actor: Actor, collection: WritableCollection, ...rows: [string | null, object][]) =>
    sendFrom([], actor, collection, ...rows);
  /** From a device whose version does not know some fields. */
  const sendFrom = async (
    unknown: string[],
    actor: Actor,
    collection: WritableCollection,
    ...rows: [string | null, object][]
  ) => {
    const pushed = rows.map(([base, document]) => ({
      base,
      document: { _deleted: false, ...document } as never,
    }));
    return (
      await push(
        { db: open.db, clock, ids, config, outbox: createOutbox({ ids, config }) },
        actor,
        collection,
        pushed,
        'r1',
        unknown,
      )
    ).results;
  };
  const stored = async (collection: WritableCollection, documentId: string) =>
    (await readDocuments(open.db, collection, [documentId])).get(documentId);
  const mine = (given = {}) => aLead({ assignee_id: kam.id, ...given });

  it('stores a new lead just as it was pushed, and says so', async () => {
    const lead = mine({ name: 'Ünïcode & Söhne', custom: { size: 3 } });
    expect(await send(kam, 'leads', [null, lead])).toEqual([{ id: lead.id, outcome: 'ok' }]);
    expect(await stored('leads', lead.id)).toEqual({ document: lead, deleted: false });
  });

  it('answers a field that was said otherwise with a later write of its own', async () => {
    const lead = mine({ assignee_id: null });
    expect(await send(kam, 'leads', [null, lead])).toMatchObject([{ outcome: 'ok' }]);
    const now = (await stored('leads', lead.id))?.document;
    expect(now).toMatchObject({ assignee_id: kam.id });
    expect(now?.write_id).not.toBe(lead.write_id);
    expect(await send(kam, 'leads', [null, lead])).toMatchObject([
      { outcome: 'absorbed', document: { assignee_id: kam.id } },
    ]);
  });

  it('carries a repeat out once, and answers ok again', async () => {
    const lead = mine();
    const results = await send(kam, 'leads', [null, lead], [null, lead]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    expect(await send(kam, 'leads', [null, lead])).toMatchObject([{ outcome: 'ok' }]);
  });

  it('keeps what is stored in fields that the version of a device does not know', async () => {
    const lead = mine({ tier: 'A', name: 'Before' });
    await send(kam, 'leads', [null, lead]);
    const { tier: _tier, ...without } = { ...lead, write_id: id(), name: 'After' };
    expect(await sendFrom(['tier'], kam, 'leads', [lead.write_id, without])).toMatchObject([
      { outcome: 'ok' },
    ]);
    const first = (await stored('leads', lead.id))?.document;
    expect(first).toMatchObject({ name: 'After', tier: 'A' });
    // The device has no tier: it must hear of the version that has one.
    expect(first?.write_id).not.toBe(without.write_id);
    const empty = { ...without, write_id: id(), tier: null, name: 'Again' };
    await sendFrom(['tier'], kam, 'leads', [first?.write_id ?? null, empty]);
    expect((await stored('leads', lead.id))?.document).toMatchObject({ name: 'Again', tier: 'A' });
  });

  it('gives such fields their default in a new document, and leaves the write as it is', async () => {
    const { tier: _tier, tags: _tags, ...lead } = mine({ tier: 'A', tags: ['x'] });
    expect(await sendFrom(['tier', 'tags'], kam, 'leads', [null, lead])).toEqual([
      { id: lead.id, outcome: 'ok' },
    ]);
    expect((await stored('leads', lead.id))?.document).toEqual({ ...lead, tier: null, tags: [] });
  });

  it('takes no harm from fields that no version knows', async () => {
    const lead = mine();
    expect(await send(kam, 'leads', [null, { ...lead, colour: 'red', resume_path: '/etc' }])).toEqual([
      { id: lead.id, outcome: 'ok' },
    ]);
    expect((await stored('leads', lead.id))?.document).toEqual(lead);
  });

  it('answers a repeat with what stands by now when something newer does', async () => {
    const lead = mine();
    const next = { ...lead, write_id: id(), name: 'Renamed' };
    await send(kam, 'leads', [null, lead]);
    await send(manager, 'leads', [lead.write_id, next]);
    expect(await send(kam, 'leads', [null, lead])).toMatchObject([
      { outcome: 'absorbed', document: { write_id: next.write_id, name: 'Renamed' } },
    ]);
  });

  it('answers a stale base with the current document', async () => {
    const lead = mine();
    const theirs = { ...lead, write_id: id(), city: 'Bremen' };
    await send(kam, 'leads', [null, lead]);
    await send(manager, 'leads', [lead.write_id, theirs]);
    const results = await send(kam, 'leads', [lead.write_id, { ...lead, write_id: id(), phone: '+49 30 1' }]);
    expect(results).toMatchObject([{ outcome: 'conflict', document: { city: 'Bremen', _deleted: false } }]);
  });

  it('says gone to a write on a foreign lead and on what hangs on it, without a word of the content', async () => {
    const lead = mine({ name: 'Secret GmbH' });
    const poc = aPoc({ lead_id: lead.id, name: 'Secret Person' });
    await send(kam, 'leads', [null, lead]);
    await send(kam, 'pocs', [null, poc]);
    const results = [
      ...(await send(other, 'leads', [lead.write_id, { ...lead, write_id: id() }])),
      ...(await send(other, 'pocs', [poc.write_id, { ...poc, write_id: id(), lead_id: id() }])),
      ...(await send(other, 'interactions', [null, aCall({ lead_id: lead.id })])),
    ];
    expect(results.map(({ outcome }) => outcome)).toEqual(['gone', 'gone', 'gone']);
    expect(JSON.stringify(results)).not.toContain('Secret');
    expect((await stored('pocs', poc.id))?.document).toEqual(poc);
  });

  it('keeps what came before its lead to who pushed it, and to the staff', async () => {
    const early = aPoc({ lead_id: id(), name: 'Secret Person' });
    await send(kam, 'pocs', [null, early]);
    const guesses = await send(
      other,
      'pocs',
      [null, early],
      [null, { ...early, write_id: id() }],
      [early.write_id, { ...early, write_id: id(), name: 'Taken' }],
      [early.write_id, { ...early, write_id: id(), _deleted: true }],
    );
    expect(guesses.map(({ outcome }) => outcome)).toEqual(['gone', 'gone', 'gone', 'gone']);
    expect(JSON.stringify(guesses)).not.toContain('Secret');
    const next = { ...early, write_id: id(), role: 'Buyer' };
    const own = await send(kam, 'pocs', [null, early], [early.write_id, next], [null, next]);
    expect(own.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
    const staffs = { ...next, write_id: id(), phone: '+49 30 1' };
    expect(await send(manager, 'pocs', [next.write_id, staffs])).toMatchObject([{ outcome: 'ok' }]);
    expect((await stored('pocs', early.id))?.document).toEqual(staffs);
  });

  it('takes the good rows of a batch and rejects the bad one with its reason', async () => {
    const good = mine();
    const bad = { ...mine(), name: '', email: 'no address' };
    const results = await send(kam, 'leads', [null, good], [null, bad]);
    expect(results).toMatchObject([
      { outcome: 'ok' },
      { outcome: 'rejected', code: 'invalid', document: { _deleted: true } },
    ]);
    expect(results[1]?.detail).toContain('email');
  });

  it('rejects a row without ids by itself', async () => {
    const good = mine();
    const results = await send(kam, 'leads', [null, { id: 'x', name: 'A' }], [null, {}], [null, good]);
    expect(results.map(({ id: name, outcome, code }) => [name, outcome, code])).toEqual([
      ['x', 'rejected', 'invalid'],
      ['', 'rejected', 'invalid'],
      [good.id, 'ok', undefined],
    ]);
  });

  it('rejects a row by itself whose id is no text that can be sent back', async () => {
    const good = mine();
    const results = await send(
      kam,
      'leads',
      [null, { id: '\ud800' }],
      [null, { id: '\u0000' }],
      [null, good],
    );
    expect(results.map(({ id: name, outcome, code }) => [name, outcome, code])).toEqual([
      ['', 'rejected', 'invalid'],
      ['', 'rejected', 'invalid'],
      [good.id, 'ok', undefined],
    ]);
  });

  it('refuses control characters, unknown states and forged ids', async () => {
    const lead = mine();
    await send(kam, 'leads', [null, lead]);
    const results = [
      ...(await send(kam, 'leads', [null, mine({}) && { ...mine(), name: 'a\u0007b' }])),
      ...(await send(kam, 'leads', [null, mine({ state: 'NOWHERE' })])),
      ...(await send(kam, 'metrics', [null, aMetric({ lead_id: lead.id })])),
      ...(await send(kam, 'customers', [null, aCustomer({ lead_id: lead.id })])),
      ...(await send(kam, 'leads', [null, { ...mine(), write_id: lead.write_id }])),
    ];
    expect(results.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['rejected', 'invalid'],
      ['rejected', 'unknown_state'],
      ['rejected', 'invalid'],
      ['rejected', 'invalid'],
      ['rejected', 'invalid'],
    ]);
  });

  it('makes exactly one customer of a won lead, the one that a laptop makes too', async () => {
    const lead = mine();
    await send(kam, 'leads', [null, lead]);
    const won = { ...lead, write_id: id(), state: 'WON', won_at: NOW };
    expect(await send(kam, 'leads', [lead.write_id, won])).toMatchObject([{ outcome: 'ok' }]);
    const customer = await stored('customers', customerIdOf(lead.id));
    expect(customer?.document).toMatchObject({ lead_id: lead.id, since_on: '2026-03-09' });
    expect(await send(kam, 'customers', [null, customer?.document ?? {}])).toMatchObject([{ outcome: 'ok' }]);
  });

  it('lets only an admin take a lead out of WON', async () => {
    const lead = mine({ state: 'WON', won_at: NOW });
    await send(kam, 'leads', [null, lead]);
    const back = { ...lead, write_id: id(), state: 'QUALIFIED' };
    expect(await send(kam, 'leads', [lead.write_id, back])).toMatchObject([
      { outcome: 'rejected', code: 'impossible_transition', document: { state: 'WON' } },
    ]);
    expect(await send(admin, 'leads', [lead.write_id, back])).toMatchObject([{ outcome: 'ok' }]);
  });

  it('does not let a KAM give a lead away, nor anybody give it to nobody known', async () => {
    const lead = mine();
    await send(kam, 'leads', [null, lead]);
    const given = { ...lead, write_id: id(), assignee_id: other.id };
    expect(await send(kam, 'leads', [lead.write_id, given])).toMatchObject([
      { outcome: 'rejected', code: 'not_allowed' },
    ]);
    const nobody = { ...lead, write_id: id(), assignee_id: id() };
    expect(await send(manager, 'leads', [lead.write_id, nobody])).toMatchObject([
      { code: 'unknown_assignee' },
    ]);
    expect(await send(manager, 'leads', [lead.write_id, given])).toMatchObject([{ outcome: 'ok' }]);
    const feed = JSON.parse(
      (await pull(open.db, 'leads', { epoch: 'e', scope: kamScope(kam.id), seq: 0 }, 1000)).text,
    ) as PullReply;
    expect(feed.documents.find((document) => document.id === lead.id)).toMatchObject({
      gone: true,
      _deleted: true,
    });
  });

  it('records a change of hands like any other: history, a mail to the new assignee, and the customer along', async () => {
    const lead = mine({ state: 'WON', won_at: NOW });
    await send(kam, 'leads', [null, lead]);
    await send(manager, 'leads', [lead.write_id, { ...lead, write_id: id(), assignee_id: other.id }]);
    const history = (await open.db.select().from(assignments)).filter(({ lead_id }) => lead_id === lead.id);
    expect(history).toMatchObject([{ from_id: kam.id, to_id: other.id, by_id: manager.id }]);
    const mails = (await open.db.select().from(outbox)).filter(({ lead_id }) => lead_id === lead.id);
    expect(mails).toMatchObject([{ template: 'assigned', to: otherUser.email }]);
    expect((await stored('customers', customerIdOf(lead.id)))?.document).toMatchObject({
      assignee_id: other.id,
    });
  });

  it('mails a person once for all leads that one push gives him', async () => {
    const leads = [mine({ name: 'One' }), mine({ name: 'Two' }), mine({ name: 'Three' })];
    await send(kam, 'leads', ...leads.map((lead): [null, object] => [null, lead]));
    const before = await open.db.select().from(outbox);
    const given = leads.map((lead): [string, object] => [
      lead.write_id,
      { ...lead, write_id: id(), assignee_id: other.id },
    ]);
    await send(manager, 'leads', ...given);
    const mails = (await open.db.select().from(outbox)).slice(before.length);
    expect(mails).toMatchObject([
      { to: otherUser.email, subject: 'Assigned to you: 3 leads', lead_id: null },
    ]);
    expect(mails[0]?.body).toContain('Leads: One, Two, Three\n');
  });

  it('takes the customer that a laptop makes of a won lead in place of its own, once', async () => {
    const lead = mine();
    await send(kam, 'leads', [null, lead]);
    await send(kam, 'leads', [lead.write_id, { ...lead, write_id: id(), state: 'WON', won_at: NOW }]);
    const own = { id: customerIdOf(lead.id), lead_id: lead.id, name: lead.name, since_on: '2026-03-09' };
    const head = { created_at: NOW, updated_at: NOW };
    const [first, second] = [id(), id()].map((write_id) => ({ ...own, ...head, write_id }));
    expect(await send(kam, 'customers', [null, first ?? {}])).toEqual([{ id: own.id, outcome: 'ok' }]);
    expect((await stored('customers', own.id))?.document).toMatchObject({ ...first, assignee_id: kam.id });
    expect(await send(kam, 'customers', [null, second ?? {}])).toMatchObject([
      { outcome: 'conflict', document: { write_id: first?.write_id } },
    ]);
  });

  it("notes the push of a won lead's customer that the server had made alike", async () => {
    const lead = mine();
    await send(kam, 'leads', [null, lead]);
    await send(kam, 'leads', [lead.write_id, { ...lead, write_id: id(), state: 'WON', won_at: NOW }]);
    const made = (await stored('customers', customerIdOf(lead.id)))?.document;
    expect(await send(kam, 'customers', [null, made ?? {}])).toEqual([{ id: made?.id, outcome: 'ok' }]);
    const edited = { ...made, write_id: id(), name: 'Renamed' };
    await send(kam, 'customers', [made?.write_id ?? '', edited]);
    // Its answer was lost, and somebody has gone on from it.
    expect(await send(kam, 'customers', [null, made ?? {}])).toMatchObject([
      { outcome: 'absorbed', document: { write_id: edited.write_id } },
    ]);
  });

  it('keeps the customer of a won lead, and lets one without a lead go', async () => {
    const lead = mine({ state: 'WON', won_at: NOW });
    await send(kam, 'leads', [null, lead]);
    const own = (await stored('customers', customerIdOf(lead.id)))?.document;
    expect(
      await send(admin, 'customers', [own?.write_id ?? '', { ...own, write_id: id(), _deleted: true }]),
    ).toMatchObject([{ outcome: 'rejected', code: 'not_allowed' }]);
    const free = aCustomer({ lead_id: null, assignee_id: kam.id });
    await send(kam, 'customers', [null, free]);
    await send(kam, 'customers', [free.write_id, { ...free, write_id: id(), _deleted: true }]);
    const feed = JSON.parse(
      (await pull(open.db, 'customers', { epoch: 'e', scope: kamScope(kam.id), seq: 0 }, 1000)).text,
    ) as PullReply;
    expect(feed.documents.find((document) => document.id === free.id)).toMatchObject({ _deleted: true });
  });

  it("puts the pusher's name on a call as a later write of its own", async () => {
    const lead = mine();
    await send(kam, 'leads', [null, lead]);
    const call = aCall({ lead_id: lead.id, created_by: other.id });
    expect(await send(kam, 'interactions', [null, call])).toEqual([{ id: call.id, outcome: 'ok' }]);
    const now = await stored('interactions', call.id);
    expect(now?.document).toMatchObject({ created_by: kam.id, note: call.note });
    expect(await send(kam, 'interactions', [null, call])).toMatchObject([
      { outcome: 'absorbed', document: { write_id: now?.document.write_id, created_by: kam.id } },
    ]);
  });

  it('keeps the history of a call: its note may change, its time may not', async () => {
    const lead = mine();
    await send(kam, 'leads', [null, lead]);
    const call = aCall({ lead_id: lead.id, created_by: kam.id });
    await send(kam, 'interactions', [null, call]);
    const noted = { ...call, write_id: id(), note: 'asked for samples', voided_at: NOW };
    expect(await send(kam, 'interactions', [call.write_id, noted])).toMatchObject([{ outcome: 'ok' }]);
    const moved = { ...noted, write_id: id(), occurred_at: '2026-01-01T00:00:00.000Z' };
    expect(await send(kam, 'interactions', [noted.write_id, moved])).toMatchObject([{ code: 'not_allowed' }]);
    expect(
      await send(kam, 'interactions', [noted.write_id, { ...noted, write_id: id(), _deleted: true }]),
    ).toMatchObject([{ outcome: 'rejected', code: 'not_allowed' }]);
  });

  it('deletes a snooze and leaves an empty tombstone', async () => {
    const lead = mine();
    await send(kam, 'leads', [null, lead]);
    const snooze = aSnooze({ lead_id: lead.id, created_by: kam.id });
    await send(kam, 'plan_events', [null, snooze]);
    const write_id = id();
    expect(
      await send(kam, 'plan_events', [snooze.write_id, { ...snooze, write_id, _deleted: true }]),
    ).toMatchObject([{ outcome: 'ok' }]);
    const feed = JSON.parse(
      (await pull(open.db, 'plan_events', { epoch: 'e', scope: STAFF_SCOPE, seq: 0 }, 1000)).text,
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
    await send(kam, 'leads', [null, lead]);
    const gone = { ...lead, write_id: id(), _deleted: true, gone: true };
    expect(await send(kam, 'leads', [lead.write_id, gone])).toMatchObject([{ outcome: 'gone' }]);
    expect(await stored('leads', lead.id)).toEqual({ document: lead, deleted: false });
  });

  it('leaves what only the server knows to the server', async () => {
    const lead = mine({ resume: { kind: 'link', name: 'x', size: null }, sla_breached_at: NOW });
    expect(await send(kam, 'leads', [null, lead])).toMatchObject([{ outcome: 'ok' }]);
    expect((await stored('leads', lead.id))?.document).toMatchObject({ resume: null, sla_breached_at: null });
  });

  it('writes an audit line for each change, with the fields before and after', async () => {
    const lead = mine();
    await send(kam, 'leads', [null, lead]);
    await send(kam, 'leads', [lead.write_id, { ...lead, write_id: id(), city: 'Kiel' }]);
    const lines = (await open.db.select().from(audit_logs)).filter(({ entity_id }) => entity_id === lead.id);
    expect(lines.map(({ action }) => action)).toEqual(['create', 'update']);
    expect(lines[1]?.details).toMatchObject({ before: { city: null }, after: { city: 'Kiel' } });
  });

  it('takes an order with its money and refuses money on a call', async () => {
    const lead = mine();
    await send(kam, 'leads', [null, lead]);
    const order = anOrder({ lead_id: lead.id, created_by: kam.id });
    const call = { ...aCall({ lead_id: lead.id, created_by: kam.id }), amount_minor: 5, currency: 'EUR' };
    const results = await send(kam, 'interactions', [null, order], [null, call]);
    expect(results).toMatchObject([{ outcome: 'ok' }, { outcome: 'rejected', code: 'invalid' }]);
  });
});
