import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '#domain/customer/customer.ts';
import { createIds, customerIdOf } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { PullReply } from '#domain/sync/messages.ts';
import { kamScope } from '#domain/sync/scope.ts';
import { pull } from '../feed/pull.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { Name } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Listed {
  items: Customer[];
  total: number;
  has_more: boolean;
  last_id: string;
}
const ids = createIds();

describe.each(ENGINES)('customers on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const ask = <T = Customer>(method: string, path: string, json?: object, as: Name = 'kam1', headers = {}) =>
    server.json<T & { code: string }>(`/api/${path}`, {
      method,
      as: server.actors[as],
      headers,
      ...(json ? { json } : {}),
    });
  /** What a pull from the beginning tells this person of the customer. */
  const heard = async (as: Name, id: string) => {
    const from = { epoch: 'e', scope: kamScope(server.actors[as].id), seq: 0 };
    const { documents } = JSON.parse((await pull(server.deps.db, 'customers', from, 1000)).text) as PullReply;
    return documents.find((one) => one.id === id);
  };
  const aNewLead = async (fields = {}) =>
    (await ask<Lead>('POST', 'leads?allow_duplicate=1', { name: 'Host', ...fields })).body;

  it('one without a lead belongs to the KAM who adds it, and is seen by him and the staff', async () => {
    const { kam1 } = server.actors;
    const made = await ask('POST', 'customers', { name: 'Walk-in' });
    expect(made).toMatchObject({
      status: 201,
      body: { lead_id: null, since_on: '2026-03-09', assignee_id: kam1.id },
    });
    const path = `customers/${made.body.id}`;
    expect((await ask('GET', path)).body).toEqual(made.body);
    expect((await ask('GET', path, undefined, 'kam2')).status).toBe(404);
    expect((await ask('GET', path, undefined, 'manager')).status).toBe(200);
    expect((await ask('POST', 'customers', { id: made.body.id, name: 'Again' })).body.code).toBe('duplicate');
    const all = await ask<Listed>('GET', 'customers?q=walk', undefined, 'kam2');
    expect(all.body).toMatchObject({ items: [], total: 0 });
  });

  it('one of a lead takes from it what is not said, under the one id that it can have', async () => {
    const lead = await aNewLead({ name: 'Early Bird', country: 'NZ' });
    server.clock.set('2026-03-09T09:10:00.000Z');
    const made = await ask('POST', 'customers', { lead_id: lead.id, id: ids.next() });
    expect(made).toMatchObject({
      status: 201,
      body: {
        id: customerIdOf(lead.id),
        name: 'Early Bird',
        since_on: '2026-03-09',
        assignee_id: lead.assignee_id,
      },
    });
    expect((await ask('POST', 'customers', { lead_id: lead.id })).body.code).toBe('duplicate');
    await ask('PATCH', `leads/${lead.id}`, { state: 'WON' });
    expect((await ask<Listed>('GET', `customers?lead_id=${lead.id}`)).body.items).toEqual([made.body]);
  });

  it('merges field by field; its lead stays, its assignee is the staff’s to change', async () => {
    const { kam2 } = server.actors;
    const { body: made } = await ask('POST', 'customers', { name: 'Change' });
    const path = `customers/${made.id}`;
    const changed = await ask('PATCH', path, { since_on: '2025-01-01', lead_id: ids.next() });
    expect(changed.body).toMatchObject({ name: 'Change', since_on: '2025-01-01', lead_id: null });
    expect((await ask('PUT', path, { name: 'Change' })).body).toEqual(changed.body);
    expect((await ask('PATCH', path, { assignee_id: kam2.id })).status).toBe(403);
    expect((await ask('PATCH', path, { since_on: 'long ago' })).status).toBe(422);
    const late = await ask('PATCH', path, { name: 'Late' }, 'kam1', { 'if-match': made.write_id });
    const gone = await ask('DELETE', path, undefined, 'kam1', { 'if-match': made.write_id });
    expect(gone).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect(late).toMatchObject({ status: 412, body: { errors: [{ path: 'name' }] } });
    expect((await ask('PATCH', path, { assignee_id: ids.next() }, 'manager')).body.code).toBe(
      'unknown_assignee',
    );
    const given = await ask('PATCH', path, { assignee_id: kam2.id }, 'manager');
    expect(given.body.assignee_id).toBe(kam2.id);
    expect((await ask('GET', path)).status).toBe(404);
    expect((await ask('GET', path, undefined, 'kam2')).status).toBe(200);
    expect((await ask('PATCH', path, { name: 'X' })).status).toBe(404);
    expect(await heard('kam1', made.id)).toMatchObject({ _deleted: true, gone: true, name: '-' });
    expect(await heard('kam2', made.id)).toMatchObject({ _deleted: false, name: 'Change' });
  });

  it('is refused to a KAM for somebody else, and for a lead or person that is not there', async () => {
    const { kam2 } = server.actors;
    expect((await ask('POST', 'customers', { assignee_id: kam2.id })).status).toBe(403);
    expect((await ask('POST', 'customers', { lead_id: ids.next(), name: 'X' })).status).toBe(404);
    expect(
      (await ask('POST', 'customers', { name: 'X', assignee_id: ids.next() }, 'manager')).body.code,
    ).toBe('unknown_assignee');
    expect((await ask('POST', 'customers', {})).body).toMatchObject({ errors: [{ path: 'name' }] });
  });

  it.each(['', 'no-id', '\u0000', 'ü'.repeat(36)])('is refused for a lead called %j', async (lead_id) => {
    const refused = await ask('POST', 'customers', { lead_id, name: 'X' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'lead_id' }] } });
  });

  it('goes as a tombstone that its readers hear of, but never from under a won lead', async () => {
    const { body: made } = await ask('POST', 'customers', { name: 'Short lived' });
    expect((await ask('DELETE', `customers/${made.id}`)).body).toEqual({ id: made.id, deleted: true });
    expect((await ask('GET', `customers/${made.id}`)).status).toBe(404);
    expect((await ask('DELETE', `customers/${made.id}`)).status).toBe(404);
    expect(await heard('kam1', made.id)).toMatchObject({ _deleted: true, name: '-' });

    const lead = await aNewLead();
    await ask('POST', 'customers', { lead_id: lead.id });
    const path = `customers/${customerIdOf(lead.id)}`;
    expect((await ask('DELETE', path)).status).toBe(200);
    await ask('PATCH', `leads/${lead.id}`, { state: 'WON' });
    expect((await ask('GET', path)).body).toMatchObject({ lead_id: lead.id, name: 'Host' });
    for (const as of ['kam1', 'admin'] as const) {
      expect(await ask('DELETE', path, undefined, as)).toMatchObject({
        status: 409,
        body: { code: 'impossible_transition' },
      });
    }
  });

  it('is listed oldest first, by assignee and words, in pages', async () => {
    for (const name of ['List A', 'List B', 'List C']) {
      server.clock.advance(1);
      await ask('POST', 'customers', { name }, 'manager');
    }
    const page = async (query: string) =>
      (await ask<Listed>('GET', `customers?q=list&${query}`, undefined, 'manager')).body;
    const first = await page('assignee_id=none&page_size=2');
    expect(first).toMatchObject({
      items: [{ name: 'List A' }, { name: 'List B' }],
      total: 3,
      has_more: true,
    });
    const rest = await page(`page_size=2&after_id=${first.last_id}`);
    expect(rest).toMatchObject({ items: [{ name: 'List C' }], has_more: false });
    expect((await page(`assignee_id=${server.actors.kam1.id}`)).total).toBe(0);
    await ask('DELETE', `customers/${first.last_id}`, undefined, 'manager');
    expect((await page(`page_size=2&after_id=${first.last_id}`)).items).toEqual(rest.items);
  });
});
