import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PullReply, PushReply } from '#domain/sync/messages.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import { aCall, aCustomer, aLead, aPoc } from '#domain/testing/builders.ts';
import { ENGINES } from '../testing/test-database.ts';
import { signedIn } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { openTestStream } from '../testing/test-stream.ts';

type Person = { user: { id: string }; access_token: string };

const MONDAY = '2026-06-01T08:00:00.000Z';
const LAST_MOMENT = '2026-06-03T21:59:00.000Z';
const OVER = '2026-06-03T22:00:00.000Z';
const DAYS = { from_on: '2026-06-01', to_on: '2026-06-03' };

describe.each(ENGINES)('a day handover on %s', (engine) => {
  let server: TestServer;
  let [kam1, kam2, kam3, manager, admin] = [] as unknown as [Person, Person, Person, Person, Person];

  const at = async (instant: string) => {
    server.clock.set(instant);
    for (const person of [kam1, kam2, kam3, manager, admin])
      Object.assign(person, await signedIn(server.deps, person.user.id));
  };
  beforeEach(async () => {
    server = await startTestServer({ engine });
    ({ kam1, kam2, manager, admin } = server.actors);
    const json = { email: 'kam3@callbook.test', password: 'correct horse battery' };
    const { body } = await server.json<{ id: string }>('/api/users', { as: admin, json });
    kam3 = { user: { id: body.id }, access_token: '' };
    await at(MONDAY);
  });
  afterEach(() => server.close());

  const hand = (from: Person, to: Person, as = from, days = DAYS) =>
    server.json<{ handover: object | null; code?: string }>(`/api/users/${from.user.id}/handover`, {
      as,
      method: 'PUT',
      json: { to_id: to.user.id, ...days },
    });
  const push = async (as: Person, collection: string, document: object, base: string | null = null) => {
    const { body } = await server.json<PushReply>(`/api/sync/${collection}/push`, {
      as,
      json: { rows: [{ base, document }] },
    });
    return body.results[0];
  };
  const pull = async (as: Person, collection: string, checkpoint = '') =>
    (await server.json<PullReply>(`/api/sync/${collection}/pull?checkpoint=${checkpoint}`, { as })).body;
  const sees = async (as: Person, collection: string) =>
    (await pull(as, collection)).documents.flatMap(({ id, _deleted }) => (_deleted ? [] : [id])).sort();
  const status = async (as: Person, path: string) => (await server.json(path, { as })).status;
  const listed = async (as: Person, path: string) =>
    (await server.json<{ items: { id: string }[] }>(path, { as })).body.items.map(({ id }) => id);
  const leadOf = async (person: Person, given = {}) => {
    const lead = aLead({ assignee_id: person.user.id, ...given });
    const poc = aPoc({ lead_id: lead.id });
    await push(person, 'leads', lead);
    await push(person, 'pocs', poc);
    return { lead, poc };
  };

  it('is set by the person himself and by staff, for an active colleague and days to come', async () => {
    expect(await hand(kam1, kam2)).toMatchObject({
      status: 200,
      body: { id: kam1.user.id, handover: { to_id: kam2.user.id, ...DAYS } },
    });
    expect((await hand(kam1, kam3, manager)).body.handover).toMatchObject({ to_id: kam3.user.id });
    expect(await hand(kam1, kam2, kam2)).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    const refused = [
      await hand(kam1, kam1),
      await hand(kam1, kam2, kam1, { from_on: '2026-06-03', to_on: '2026-06-01' }),
      await hand(kam1, kam2, kam1, { from_on: '2026-06-01', to_on: '2026-08-02' }),
      await hand(kam1, kam2, kam1, { from_on: '2026-05-01', to_on: '2026-05-31' }),
    ];
    expect(refused.map(({ body }) => body.code)).toEqual([
      'unknown_assignee',
      'invalid',
      'invalid',
      'invalid',
    ]);
    const path = `/api/users/${kam1.user.id}/handover`;
    expect(await server.json(path, { as: kam1, method: 'DELETE' })).toMatchObject({
      body: { handover: null },
    });
    const users = (await pull(kam3, 'users')).documents;
    expect(users.find(({ id }) => id === kam1.user.id)).toMatchObject({ handover: null });
    const log = await server.json<{ items: { action: string }[] }>(
      `/api/audit-logs?entity_id=${kam1.user.id}`,
      { as: admin },
    );
    expect(log.body.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['handover', 'handover-end']),
    );
  });

  it('lets the cover see and work the leads as his own, and nothing of it changes hands', async () => {
    const { lead, poc } = await leadOf(kam1, { state: 'WON', won_at: MONDAY });
    const { lead: own } = await leadOf(kam2);
    const free = aCustomer({ lead_id: null, assignee_id: kam1.user.id });
    await push(kam1, 'customers', free);
    expect(await sees(kam2, 'leads')).toEqual([own.id]);
    await hand(kam1, kam2);
    expect(await sees(kam2, 'leads')).toEqual([lead.id, own.id].sort());
    expect(await sees(kam2, 'pocs')).toContain(poc.id);
    expect(await sees(kam2, 'customers')).toContain(free.id);
    expect(await sees(kam1, 'leads')).toEqual([lead.id]);
    for (const path of ['/api/leads', '/api/leads/due_today'])
      expect((await listed(kam2, path)).sort()).toEqual([lead.id, own.id].sort());
    expect(await status(kam2, `/api/leads/${lead.id}`)).toBe(200);
    expect(await status(kam2, `/api/customers/${free.id}`)).toBe(200);
    expect(await status(kam2, `/api/performance/${lead.id}`)).toBe(200);

    const call = aCall({ lead_id: lead.id, occurred_at: MONDAY, created_by: kam2.user.id });
    expect(await push(kam2, 'interactions', call)).toMatchObject({ outcome: 'ok' });
    const taken = { ...lead, write_id: server.deps.ids.next(), assignee_id: kam2.user.id };
    expect(await push(kam2, 'leads', taken, lead.write_id)).toMatchObject({ code: 'not_allowed' });
    const kept = { ...lead, write_id: server.deps.ids.next(), city: 'Kiel' };
    expect(await push(kam2, 'leads', kept, lead.write_id)).toMatchObject({ outcome: 'ok' });
    expect((await pull(kam1, 'leads')).documents).toMatchObject([
      { id: lead.id, city: 'Kiel', assignee_id: kam1.user.id },
    ]);
    expect((await pull(kam1, 'interactions')).documents).toMatchObject([{ created_by: kam2.user.id }]);
  });

  it('covers what the person is given meanwhile, and lets go of what is taken from him', async () => {
    const { lead } = await leadOf(kam1);
    await hand(kam1, kam2);
    const given = aLead({ assignee_id: kam1.user.id });
    await push(manager, 'leads', given);
    expect(await sees(kam2, 'leads')).toEqual([lead.id, given.id].sort());
    await server.json(`/api/leads/${lead.id}/assign`, {
      as: manager,
      json: { assignee_id: kam3.user.id },
    });
    expect(await sees(kam2, 'leads')).toEqual([given.id]);
    expect(await sees(kam2, 'pocs')).toEqual([]);
  });

  it('is not handed on', async () => {
    const { lead } = await leadOf(kam1);
    const { lead: second } = await leadOf(kam2);
    await hand(kam1, kam2);
    await hand(kam2, kam3);
    expect(await sees(kam3, 'leads')).toEqual([second.id]);
    expect(await status(kam3, `/api/leads/${lead.id}`)).toBe(404);
    expect(await push(kam3, 'interactions', aCall({ lead_id: lead.id }))).toMatchObject({ outcome: 'gone' });
    const later = aLead({ assignee_id: kam1.user.id });
    await push(kam1, 'leads', later);
    expect(await sees(kam3, 'leads')).toEqual([second.id]);
  });

  it('begins and ends with the days of the person who hands over, whoever asks first', async () => {
    const { lead, poc } = await leadOf(kam1);
    await hand(kam1, kam2, kam1, { from_on: '2026-06-02', to_on: '2026-06-03' });
    expect(await sees(kam2, 'leads')).toEqual([]);
    expect(await status(kam2, `/api/leads/${lead.id}`)).toBe(404);
    await at('2026-06-01T22:00:00.000Z');
    expect(await sees(kam2, 'leads')).toEqual([lead.id]);
    await at(LAST_MOMENT);
    const { checkpoint } = await pull(kam2, 'leads');
    const early = aCall({ lead_id: lead.id, occurred_at: LAST_MOMENT, note: 'late in the evening' });
    await at(OVER);
    expect(await status(kam2, `/api/leads/${lead.id}`)).toBe(404);
    expect((await pull(kam2, 'leads', checkpoint)).documents).toEqual([goneTombstone('leads', lead.id)]);
    expect((await pull(kam2, 'pocs')).documents).toEqual([goneTombstone('pocs', poc.id)]);
    expect(await push(kam2, 'interactions', early)).toEqual({
      id: early.id,
      outcome: 'absorbed',
      document: goneTombstone('interactions', early.id),
    });
    const late = aCall({ lead_id: lead.id, occurred_at: OVER });
    expect(await push(kam2, 'interactions', late)).toMatchObject({ outcome: 'gone' });
    expect((await pull(kam1, 'interactions')).documents).toMatchObject([
      { note: 'late in the evening', created_by: kam2.user.id },
    ]);
    expect((await pull(kam1, 'users')).documents.find(({ id }) => id === kam1.user.id)).toMatchObject({
      handover: null,
    });
  });

  it('takes the leads from an open stream as soon as anybody asks for anything', async () => {
    const { lead } = await leadOf(kam1);
    await hand(kam1, kam2);
    await at(LAST_MOMENT);
    const stream = await openTestStream(await server.listen(), kam2.access_token);
    await expect.poll(() => stream.events.length).toBe(1);
    server.clock.set(OVER);
    await pull(manager, 'users');
    await expect.poll(() => stream.documents('leads')).toEqual([goneTombstone('leads', lead.id)]);
    await stream.close();
  });

  it('ends at once when it is ended, replaced, or one of the two is not there any more', async () => {
    const { lead } = await leadOf(kam1);
    await hand(kam1, kam2);
    await hand(kam1, kam3);
    expect([await sees(kam2, 'leads'), await sees(kam3, 'leads')]).toEqual([[], [lead.id]]);
    await server.json(`/api/users/${kam1.user.id}/handover`, { as: manager, method: 'DELETE' });
    expect(await sees(kam3, 'leads')).toEqual([]);
    await hand(kam1, kam2);
    const change = { as: admin, method: 'PATCH', json: { is_active: false } };
    await server.json(`/api/users/${kam2.user.id}`, change);
    await server.json(`/api/users/${kam2.user.id}`, { ...change, json: { is_active: true } });
    await at(MONDAY);
    expect(await sees(kam2, 'leads')).toEqual([]);
    await hand(kam1, kam2);
    await server.json(`/api/users/${kam1.user.id}?reassign_to=${kam3.user.id}`, {
      as: admin,
      method: 'DELETE',
    });
    expect([await sees(kam2, 'leads'), await sees(kam3, 'leads')]).toEqual([[], [lead.id]]);
  });
});
