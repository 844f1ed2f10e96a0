import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '#domain/customer/customer.ts';
import { createIds, customerIdOf } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { inWriteTransaction, readDocuments, writeDocuments } from '../feed/write-documents.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Problem {
  code: string;
  errors: { path: string; message: string }[];
  duplicates: { id: string; matched: string[] }[];
}
type As = Pick<TestActor, 'access_token'>;
const ids = createIds();

describe.each(ENGINES)('leads over REST on %s', (engine) => {
  let server: TestServer;
  let add: (fields: object, as?: As) => Promise<Lead>;
  beforeAll(async () => {
    server = await startTestServer({ engine });
    add = async (fields, as = server.actors.kam1) => {
      const reply = await server.json<Lead>('/api/leads?allow_duplicate=1', { as, json: fields });
      expect(reply.status).toBe(201);
      return reply.body;
    };
  });
  afterAll(() => server.close());

  const change = <T = Lead>(id: string, json: object, as: As, headers = {}) =>
    server.json<T>(`/api/leads/${id}`, { method: 'PATCH', as, json, headers });
  const read = (id: string, as: As) => server.json<Lead>(`/api/leads/${id}`, { as });

  describe('adding one', () => {
    it('fills what is missing and makes a KAM’s lead his own, with a deadline', async () => {
      const { kam1 } = server.actors;
      const reply = await server.json<Lead>('/api/leads', { as: kam1, json: { name: 'Alder Mill' } });
      expect(reply.status).toBe(201);
      expect(reply.body).toMatchObject({
        kind: 'organization',
        name: 'Alder Mill',
        state: 'PENDING',
        assignee_id: kam1.id,
        created_at: '2026-03-09T09:00:00.000Z',
        sla_due_at: '2026-03-09T11:00:00.000Z',
      });
      expect(reply.headers.get('etag')).toBe(`"${reply.body.write_id}"`);
      expect((await read(reply.body.id, kam1)).body).toMatchObject(reply.body);
    });

    it('takes a person’s name from first and last name, and ignores what is the server’s own', async () => {
      const lead = await add({
        first_name: 'Ines',
        last_name: 'Roth',
        sla_breached_at: '2026-01-01T00:00:00Z',
        deleted_at: '2026-01-01T00:00:00Z',
        merged_into_id: ids.next(),
        colour: 'red',
      });
      expect(lead).toMatchObject({
        kind: 'person',
        name: 'Ines Roth',
        sla_breached_at: null,
        deleted_at: null,
        merged_into_id: null,
      });
      expect(lead).not.toHaveProperty('colour');
    });

    it('says field by field what is wrong', async () => {
      const reply = await server.json<Problem>('/api/leads', {
        as: server.actors.kam1,
        json: { name: ' ', email: 'nobody', value_minor: -1 },
      });
      expect(reply.status).toBe(422);
      expect(reply.body.errors.map(({ path }) => path).sort()).toEqual(['email', 'name', 'value_minor']);
    });

    it('refuses an unknown state, an unknown assignee, and a KAM who gives it to somebody else', async () => {
      const { kam1, kam2, manager } = server.actors;
      const post = (as: As, json: object) => server.json<Problem>('/api/leads', { as, json });
      expect((await post(kam1, { name: 'A', state: 'NOWHERE' })).body.code).toBe('unknown_state');
      expect((await post(manager, { name: 'A', assignee_id: ids.next() })).body).toMatchObject({
        status: 422,
        code: 'unknown_assignee',
      });
      expect((await post(kam1, { name: '', assignee_id: kam2.id })).body.code).toBe('not_allowed');
    });

    it('warns of a lead with the same address, number, or name and city, unless told not to', async () => {
      const { kam1, kam2 } = server.actors;
      const known = await add({
        name: 'Birke Foods',
        city: 'Jena',
        email: 'Info@Birke.test',
        phone: '+49 3641 123456',
      });
      const post = (json: object, query = '', as = kam1) =>
        server.json<Problem>(`/api/leads${query}`, { as, json });
      for (const [twin, matched] of [
        [{ name: 'X', email: 'info@birke.test' }, ['email']],
        [{ name: 'Y', phone: '03641/123456' }, ['phone']],
        [{ name: ' birke  FOODS', city: 'jena' }, ['name_city']],
      ] as const) {
        const reply = await post(twin);
        expect(reply.status).toBe(409);
        expect(reply.body).toMatchObject({ code: 'duplicate', duplicates: [{ id: known.id, matched }] });
      }
      expect((await post({ name: 'X', email: 'info@birke.test' }, '?allow_duplicate=1')).status).toBe(201);
      expect((await post({ name: 'X', email: 'info@birke.test' }, '', kam2)).status).toBe(201);
    });

    it('does it once per Idempotency-Key and person', async () => {
      const { kam1, kam2 } = server.actors;
      const headers = { 'idempotency-key': 'train-1' };
      const post = (as: As) =>
        server.json<Lead>('/api/leads', { as, headers, json: { name: 'Once Ltd', email: 'once@o.test' } });
      const [first, again] = await Promise.all([post(kam1), post(kam1)]);
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body).toEqual(first.body);
      expect((await post(kam2)).body.id).not.toBe(first.body.id);
    });

    it('gives what is there for the same write, and refuses another under a known id', async () => {
      const lead = await add({ id: ids.next(), write_id: ids.next(), name: 'Known' });
      const post = (write_id: string, as = server.actors.kam1) =>
        server.json<Problem & Lead>('/api/leads', { as, json: { id: lead.id, write_id, name: 'Known' } });
      expect(await post(lead.write_id)).toMatchObject({ status: 201, body: { id: lead.id } });
      expect((await post(ids.next())).body.code).toBe('duplicate');
      expect((await post(lead.write_id, server.actors.kam2)).body).toMatchObject({ code: 'duplicate' });
    });

    it('leaves a form to the intake, with a token too', async () => {
      const body = new FormData();
      const reply = await server.json<Problem>('/api/leads', { as: server.actors.kam1, body });
      expect(reply.status).toBe(422);
      expect(reply.body.errors.map(({ path }) => path)).toContain('first_name');
      const json = { first_name: 'A', last_name: 'B', email: 'nobody', resume: 'https://cv.test/a.pdf' };
      const asJson = await server.json<Problem>('/api/leads', { as: server.actors.kam1, json });
      expect(asJson.body.errors.map(({ path }) => path)).toEqual(['email']);
    });
  });

  describe('changing one', () => {
    it('merges field by field, clears with null, and leaves the rest', async () => {
      const { kam1 } = server.actors;
      const lead = await add({ name: 'Cedar', city: 'Kiel', tags: ['a'] });
      const reply = await change(
        lead.id,
        { city: null, phone: '0431 5555', id: ids.next(), nonsense: 1 },
        kam1,
      );
      expect(reply.status).toBe(200);
      expect(reply.body).toMatchObject({
        id: lead.id,
        name: 'Cedar',
        city: null,
        phone: '0431 5555',
        tags: ['a'],
      });
      expect(reply.body.write_id).not.toBe(lead.write_id);
      const put = await server.json<Lead>(`/api/leads/${lead.id}/`, {
        method: 'PUT',
        as: kam1,
        json: { city: 'Bonn' },
      });
      expect(put.body).toMatchObject({ city: 'Bonn', phone: '0431 5555' });
    });

    it('writes nothing where nothing changes', async () => {
      const lead = await add({ name: 'Same' });
      expect((await change(lead.id, { name: 'Same', city: null }, server.actors.kam1)).body).toEqual(lead);
    });

    it('refuses a stale If-Match and names the fields that differ', async () => {
      const { kam1 } = server.actors;
      const lead = await add({ name: 'Stale', city: 'Kiel' });
      await change(lead.id, { city: 'Bonn' }, kam1);
      const late = await change<Problem>(lead.id, { city: 'Ulm', name: 'Stale' }, kam1, {
        'if-match': `"${lead.write_id}"`,
      });
      expect(late.status).toBe(412);
      expect(late.body).toMatchObject({ code: 'stale', errors: [{ path: 'city' }] });
      const { body } = await read(lead.id, kam1);
      const fresh = await change(lead.id, { city: 'Ulm' }, kam1, { 'if-match': `"${body.write_id}"` });
      expect(fresh.body.city).toBe('Ulm');
    });

    it('does not put aside, take back or hand over what changed meanwhile', async () => {
      const { kam1, kam2, manager } = server.actors;
      const lead = await add({ name: 'Stale too' });
      const headers = { 'if-match': `"${lead.write_id}"` };
      const post = (path: string, as: As, json?: object) =>
        server.json(`/api/leads/${lead.id}${path}`, {
          method: 'POST',
          as,
          headers,
          ...(json ? { json } : {}),
        });
      await change(lead.id, { city: 'Bonn' }, kam1);
      const aside = () => server.json<Lead>(`/api/leads/${lead.id}`, { method: 'DELETE', as: kam1, headers });
      expect(await aside()).toMatchObject({ status: 412, body: { code: 'stale' } });
      expect(await post('/assign', manager, { assignee_id: kam2.id })).toMatchObject({ status: 412 });
      headers['if-match'] = (await read(lead.id, kam1)).headers.get('etag') ?? '';
      expect(await aside()).toMatchObject({ status: 200 });
      expect(await post('/restore', kam1)).toMatchObject({ status: 412, body: { code: 'stale' } });
    });

    it('keeps both of two changes that were made at once', async () => {
      const { kam1, manager } = server.actors;
      const lead = await add({ name: 'Race' });
      await Promise.all([
        change(lead.id, { city: 'Kiel' }, kam1),
        change(lead.id, { company: 'R' }, manager),
      ]);
      expect((await read(lead.id, kam1)).body).toMatchObject({ city: 'Kiel', company: 'R' });
    });

    it('moves through the pipeline, and out of WON by an admin only', async () => {
      const { kam1, admin } = server.actors;
      const lead = await add({ name: 'Pipeline' });
      const reached = await change(lead.id, { state: 'REACHED_OUT' }, kam1);
      expect(reached.body).toMatchObject({ state: 'REACHED_OUT', sla_met_at: '2026-03-09T09:00:00.000Z' });
      expect((await change<Problem>(lead.id, { state: 'NOWHERE' }, kam1)).body.code).toBe('unknown_state');
      await change(lead.id, { state: 'WON' }, kam1);
      expect((await change<Problem>(lead.id, { state: 'LOST' }, kam1)).body).toMatchObject({
        status: 409,
        code: 'impossible_transition',
      });
      expect((await change(lead.id, { state: 'LOST' }, admin)).body.state).toBe('LOST');
    });

    it('to WON makes one customer, however often and from however many sides', async () => {
      const { kam1, manager, admin } = server.actors;
      const lead = await add({ name: 'Won Ltd', country: 'JP' });
      const replies = await Promise.all(
        [kam1, manager, admin].map((as) => change(lead.id, { state: 'WON' }, as)),
      );
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
      const list = () =>
        server.json<{ items: Customer[] }>(`/api/customers?lead_id=${lead.id}`, { as: kam1 });
      const { items } = (await list()).body;
      expect(items).toMatchObject([{ id: customerIdOf(lead.id), name: 'Won Ltd', since_on: '2026-03-09' }]);
      await change(lead.id, { state: 'LOST' }, admin);
      await change(lead.id, { state: 'WON', name: 'Won Again' }, kam1);
      expect((await list()).body.items).toEqual(items);
    });

    it('asks who may before it looks at what', async () => {
      const { kam1, kam2 } = server.actors;
      const lead = await add({ name: 'Rights' });
      expect((await change<Problem>(lead.id, { name: '', assignee_id: kam2.id }, kam1)).body.code).toBe(
        'not_allowed',
      );
      const broken = {
        method: 'PATCH',
        as: kam2,
        body: '{',
        headers: { 'content-type': 'application/json' },
      };
      expect((await server.json(`/api/leads/${lead.id}`, broken)).status).toBe(404);
      expect((await server.json(`/api/leads/${lead.id}`, { ...broken, as: kam1 })).status).toBe(422);
      expect((await change<Problem>(lead.id, { kind: 'thing' }, kam1)).body.errors).toMatchObject([
        { path: 'kind' },
      ]);
    });
  });

  describe('putting one aside', () => {
    it('hides it with all that hangs on it, and brings all back', async () => {
      const { kam1 } = server.actors;
      const lead = await add({ name: 'Aside' });
      const poc = await server.json<{ id: string }>('/api/pocs', {
        as: kam1,
        json: { lead_id: lead.id, name: 'P' },
      });
      const gone = await server.json<Lead>(`/api/leads/${lead.id}`, { method: 'DELETE', as: kam1 });
      expect(gone.body.deleted_at).toBe('2026-03-09T09:00:00.000Z');
      for (const path of [`leads/${lead.id}`, `pocs/${poc.body.id}`, `interactions/${lead.id}`]) {
        expect((await server.json(`/api/${path}`, { as: kam1 })).status).toBe(404);
      }
      expect((await change(lead.id, { city: 'Kiel' }, kam1)).status).toBe(404);
      expect((await server.json(`/api/leads/${lead.id}`, { method: 'DELETE', as: kam1 })).status).toBe(404);
      const restore = () => server.json<Lead>(`/api/leads/${lead.id}/restore`, { method: 'POST', as: kam1 });
      const back = await restore();
      expect(back.body.deleted_at).toBeNull();
      expect((await restore()).body).toEqual(back.body);
      expect((await server.json(`/api/pocs/${poc.body.id}`, { as: kam1 })).status).toBe(200);
    });
  });

  describe('one lead with what it needs', () => {
    it('has its plan from any viewpoint, its promise, contacts and counts', async () => {
      const { kam1 } = server.actors;
      const lead = await add({ name: 'Card', time_zone: 'Europe/Berlin', cadence: { kind: 'days', n: 7 } });
      const post = (path: string, json: object) => server.json(`/api/${path}`, { as: kam1, json });
      await post('pocs', { lead_id: lead.id, name: 'Older' });
      await post('pocs', { lead_id: lead.id, name: 'Boss', is_primary: true });
      await post('interactions', {
        lead_id: lead.id,
        type: 'CALL',
        outcome: 'CONNECTED',
        occurred_at: '2026-03-09T08:30:00Z',
      });
      await post(`leads/${lead.id}/snooze`, { on: '2026-03-20' });
      const now = await server.json(`/api/leads/${lead.id}`, { as: kam1 });
      expect(now.body).toMatchObject({
        state: 'REACHED_OUT',
        plan: { bucket: 'UPCOMING', due_on: '2026-03-16' },
        sla: { state: 'met' },
        pocs: [{ name: 'Boss' }, { name: 'Older' }],
        counts: { pocs: 2, interactions: 1, calls: 1, orders: 0, plan_events: 1, assignments: 1 },
      });
      const before = await server.json(`/api/leads/${lead.id}?at=2026-03-09T08:00:00Z&time_zone=Asia/Tokyo`, {
        as: kam1,
      });
      expect(before.body['plan']).toMatchObject({
        reason: 'new',
        kam_day_ends_at: '2026-03-09T15:00:00.000Z',
      });
      expect((await server.json(`/api/leads/${lead.id}?at=noon`, { as: kam1 })).status).toBe(422);
    });
  });

  it('keeps a KAM out of another’s lead on every path', async () => {
    const { kam1, kam2 } = server.actors;
    const lead = await add({ name: 'Secret' });
    const { body: poc } = await server.json<{ id: string }>('/api/pocs', {
      as: kam1,
      json: { lead_id: lead.id, name: 'P' },
    });
    const call = { lead_id: lead.id, type: 'CALL', outcome: 'CONNECTED' };
    const { body: logged } = await server.json<{ id: string }>('/api/interactions', { as: kam1, json: call });
    await change(lead.id, { state: 'WON' }, kam1);
    const customer = customerIdOf(lead.id);
    const forbidden: [string, string, object?][] = [
      ['GET', `leads/${lead.id}`],
      ['PATCH', `leads/${lead.id}`, { name: 'Mine' }],
      ['PUT', `leads/${lead.id}`, { name: 'Mine' }],
      ['DELETE', `leads/${lead.id}`],
      ['POST', `leads/${lead.id}/restore`],
      ['GET', `leads/${lead.id}/assignments`],
      ['GET', `leads/${lead.id}/interactions`],
      ['GET', `leads/${lead.id}/resume`],
      ['POST', `leads/${lead.id}/callback`, { on: '2026-03-10' }],
      ['POST', `leads/${lead.id}/snooze`, { on: '2026-03-10' }],
      ['GET', `leads/duplicates?lead_id=${lead.id}`],
      ['POST', 'pocs', { lead_id: lead.id, name: 'Mine' }],
      ['GET', `pocs/${poc.id}`],
      ['PATCH', `pocs/${poc.id}`, { name: 'Mine' }],
      ['PUT', `pocs/${poc.id}`, { name: 'Mine' }],
      ['DELETE', `pocs/${poc.id}`],
      ['POST', 'interactions', call],
      ['GET', `interactions/${lead.id}`],
      ['PATCH', `interactions/${logged.id}`, { note: 'mine' }],
      ['GET', `customers/${customer}`],
      ['POST', 'customers', { lead_id: lead.id }],
      ['PATCH', `customers/${customer}`, { name: 'Mine' }],
      ['DELETE', `customers/${customer}`],
      ['GET', `performance/${lead.id}`],
      ['GET', `performance/${customer}`],
      ['PUT', `performance/${lead.id}`, { expected_interval_days: 3 }],
    ];
    for (const [method, path, json] of forbidden) {
      const reply = await server.json(`/api/${path}`, { method, as: kam2, ...(json ? { json } : {}) });
      expect(`${method} ${path} ${reply.status}`).toBe(`${method} ${path} 404`);
    }
    const lists = [
      `pocs?lead_id=${lead.id}`,
      `interactions?lead_id=${lead.id}`,
      `customers?lead_id=${lead.id}`,
    ];
    for (const path of [...lists, 'leads?q=Secret', 'leads/due_today', 'performance/underperforming']) {
      const { body } = await server.json<{ items: object[] }>(`/api/${path}`, { as: kam2 });
      expect(JSON.stringify(body)).not.toContain(lead.id);
    }
    expect((await server.json(`/api/leads/${lead.id}`)).status).toBe(401);
    expect((await read(lead.id, server.actors.manager)).status).toBe(200);
  });

  it('shows a lead that was merged into another by its id, and in no list', async () => {
    const { kam1 } = server.actors;
    const lead = await add({ name: 'Merged Away' });
    const stored = (await readDocuments(server.deps.db, 'leads', [lead.id])).get(lead.id);
    await inWriteTransaction(server.deps, (tx) =>
      writeDocuments(tx, [
        { collection: 'leads', document: { ...(stored?.document ?? lead), merged_into_id: ids.next() } },
      ]),
    );
    expect((await read(lead.id, kam1)).body).toMatchObject({ plan: { bucket: 'NONE' } });
    const list = await server.json('/api/leads?q=Merged', { as: kam1 });
    expect(list.body).toMatchObject({ items: [], total: 0 });
  });
});
