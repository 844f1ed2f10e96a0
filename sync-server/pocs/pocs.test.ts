import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Poc } from '#domain/poc/poc.ts';
import type { PullReply } from '#domain/sync/messages.ts';
import { kamScope } from '#domain/sync/scope.ts';
import { pull } from '../feed/pull.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Listed {
  items: Poc[];
  total: number;
  has_more: boolean;
  last_id: string;
}
const ids = createIds();

describe.each(ENGINES)('points of contact on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const ask = <T = Poc>(method: string, path: string, json?: object, headers = {}) =>
    server.json<T & { code: string }>(`/api/${path}`, {
      method,
      as: server.actors.kam1,
      headers,
      ...(json ? { json } : {}),
    });
  const aNewLead = async () => (await ask<Lead>('POST', 'leads?allow_duplicate=1', { name: 'Host' })).body.id;
  const add = async (lead_id: string, name: string, fields: object = {}) =>
    (await ask('POST', 'pocs', { lead_id, name, ...fields })).body;
  const list = async (query: string) => (await ask<Listed>('GET', `pocs?${query}`)).body;
  const primaries = async (lead: string) =>
    (await list(`lead_id=${lead}`)).items.filter((poc) => poc.is_primary).map(({ name }) => name);

  it('the first is the primary one, and naming another takes it from that', async () => {
    const lead = await aNewLead();
    expect(await add(lead, 'First', { is_primary: false })).toMatchObject({ is_primary: true });
    const second = await add(lead, 'Second');
    expect(await primaries(lead)).toEqual(['First']);
    await add(lead, 'Third', { is_primary: true });
    expect(await primaries(lead)).toEqual(['Third']);
    await ask('PATCH', `pocs/${second.id}`, { is_primary: true });
    expect(await primaries(lead)).toEqual(['Second']);
  });

  it('there is one primary one also after two were named at once', async () => {
    const lead = await aNewLead();
    const made = await Promise.all(['A', 'B', 'C'].map((name) => add(lead, name)));
    await Promise.all(made.map(({ id }) => ask('PATCH', `pocs/${id}`, { is_primary: true })));
    expect(await primaries(lead)).toHaveLength(1);
  });

  it('when the primary one steps down or goes, the oldest other one follows', async () => {
    const lead = await aNewLead();
    const one = await add(lead, 'One');
    expect((await ask('PATCH', `pocs/${one.id}`, { is_primary: false })).body.is_primary).toBe(true);
    await add(lead, 'Two');
    await add(lead, 'Three');
    await ask('PATCH', `pocs/${one.id}`, { is_primary: false });
    expect(await primaries(lead)).toEqual(['Two']);
    const two = (await list(`lead_id=${lead}&q=Two`)).items[0];
    expect((await ask('DELETE', `pocs/${two?.id}`)).body).toEqual({ id: two?.id, deleted: true });
    expect(await primaries(lead)).toEqual(['One']);
    const three = (await list(`lead_id=${lead}&q=Three`)).items[0];
    await ask('DELETE', `pocs/${three?.id}`);
    expect(await primaries(lead)).toEqual(['One']);
    await ask('DELETE', `pocs/${one.id}`);
    expect((await list(`lead_id=${lead}`)).total).toBe(0);
  });

  it('a deleted one is nowhere to be read, and reaches replicas as an empty tombstone', async () => {
    const lead = await aNewLead();
    const poc = await add(lead, 'Gone', { email: 'gone@g.test' });
    await ask('DELETE', `pocs/${poc.id}`);
    for (const [method, json] of [['GET'], ['PATCH', {}], ['DELETE']] as const) {
      expect((await ask(method, `pocs/${poc.id}`, json)).status).toBe(404);
    }
    const from = { epoch: 'e', scope: kamScope(server.actors.kam1.id), seq: 0 };
    const { documents } = JSON.parse((await pull(server.deps.db, 'pocs', from, 1000)).text) as PullReply;
    expect(documents.filter(({ id }) => id === poc.id)).toMatchObject([
      { _deleted: true, name: '-', email: null, is_primary: false },
    ]);
    expect((await ask('POST', 'pocs', { id: poc.id, lead_id: lead, name: 'Back' })).body.code).toBe(
      'duplicate',
    );
  });

  it('a deleted one still holds its place between two pages, whoever deleted it', async () => {
    const lead = await aNewLead();
    for (const name of ['One', 'Two', 'Three', 'Four']) await add(lead, name);
    const page = async (query: string) => (await list(`lead_id=${lead}&${query}`)).items;
    const [, two] = await page('page_size=2');
    await ask('DELETE', `pocs/${two?.id}`);
    const [three] = await page(`page_size=1&after_id=${two?.id}`);
    expect(three).toMatchObject({ name: 'Three' });
    const rows = [{ base: three?.write_id, document: { ...three, write_id: ids.next(), _deleted: true } }];
    expect(await ask('POST', 'sync/pocs/push', { rows })).toMatchObject({
      body: { results: [{ outcome: 'ok' }] },
    });
    expect(await page(`page_size=1&after_id=${three?.id}`)).toMatchObject([{ name: 'Four' }]);
  });

  it('merges field by field, keeps its lead, and refuses what is stale', async () => {
    const [lead, other] = [await aNewLead(), await aNewLead()];
    const poc = await add(lead, 'Mara', { role: 'Buyer', phone: '0301 2345' });
    const changed = await ask('PUT', `pocs/${poc.id}`, {
      role: null,
      time_zone: 'Asia/Tokyo',
      lead_id: other,
    });
    expect(changed.body).toMatchObject({ name: 'Mara', role: null, phone: '0301 2345', lead_id: lead });
    expect(changed.headers.get('etag')).toBe(`"${changed.body.write_id}"`);
    const stale = await ask('PATCH', `pocs/${poc.id}`, { role: 'Chef' }, { 'if-match': poc.write_id });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale', errors: [{ path: 'role' }] } });
    const gone = await ask('DELETE', `pocs/${poc.id}`, undefined, { 'if-match': poc.write_id });
    expect(gone).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect((await ask('PATCH', `pocs/${poc.id}`, { name: 'Mara' })).body).toEqual(changed.body);
    expect((await ask('PATCH', `pocs/${poc.id}`, { time_zone: 'Moon' })).status).toBe(422);
  });

  it('is found by words, in pages that new ones do not shift', async () => {
    const lead = await aNewLead();
    for (const name of ['Ada', 'Ben', 'Cem']) {
      server.clock.advance(1);
      await add(lead, name, { role: 'Head_Chef' });
    }
    const first = await list(`lead_id=${lead}&q=head_c&page_size=2`);
    expect(first).toMatchObject({ items: [{ name: 'Ada' }, { name: 'Ben' }], total: 3, has_more: true });
    await add(lead, 'Dan', { role: 'Head_Chef', created_at: '2020-01-01T00:00:00Z' });
    const rest = await list(`lead_id=${lead}&q=head_c&page_size=2&after_id=${first.last_id}`);
    expect(rest).toMatchObject({ items: [{ name: 'Cem' }], total: 4, has_more: false });
    expect((await list(`after_id=${ids.next()}`)).items).toEqual([]);
    expect((await list('q=%25')).items).toEqual([]);
  });

  it('is stored once for one write, and refused for a lead that is not there', async () => {
    const lead = await aNewLead();
    const json = { id: ids.next(), write_id: ids.next(), lead_id: lead, name: 'Twice' };
    const first = await ask('POST', 'pocs', json);
    expect(first.status).toBe(201);
    expect((await ask('POST', 'pocs', json)).body).toEqual(first.body);
    expect((await ask('POST', 'pocs', { ...json, write_id: ids.next() })).status).toBe(409);
    expect((await ask('POST', 'pocs', { lead_id: ids.next(), name: 'Lost' })).status).toBe(404);
    expect((await ask('POST', 'pocs', { lead_id: lead })).body).toMatchObject({ errors: [{ path: 'name' }] });
  });
});
