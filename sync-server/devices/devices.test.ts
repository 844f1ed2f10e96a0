import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLead } from '#domain/testing/builders.ts';
import { audit_logs } from '../db/tables/records.ts';
import { ENGINES } from '../testing/test-database.ts';
import { signedIn } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Page {
  items: {
    id: string;
    user_id: string;
    device_name: string;
    is_current: boolean;
    last_seen_at: string;
    wiped_at: string | null;
    unsent_lost: number | null;
  }[];
  total: number;
  has_more: boolean;
  last_id: string;
}

interface Pair {
  access_token: string;
  refresh_token: string;
}

describe.each(ENGINES)('devices on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  const say = ({ refresh_token }: { refresh_token: string }, unsent: number | null) =>
    server.json('/api/auth/removed', { json: { refresh_token, unsent } });
  const revoke = (id: string, as: { access_token: string }) =>
    server.json(`/api/devices/${id}`, { method: 'DELETE', as });

  it('are a person’s own; admins see all of them, page by page', async () => {
    const { admin, kam1 } = server.actors;
    const second = await signedIn(server.deps, kam1.id, 'second laptop');
    const mine = await server.json<Page>('/api/devices', { as: second });
    expect(mine.body.total).toBe(2);
    expect(mine.body.items.find(({ is_current }) => is_current)).toMatchObject({
      device_name: 'second laptop',
    });
    const first = await server.json<Page>('/api/devices?page_size=3', { as: admin });
    expect(first.body).toMatchObject({ total: 5, has_more: true });
    const rest = await server.json<Page>(`/api/devices?page_size=3&after_id=${first.body.last_id}`, {
      as: admin,
    });
    expect(rest.body.items).toHaveLength(2);
  });

  it('answer 401 device_revoked on every token once they are revoked, and leave the list', async () => {
    const { admin, kam1 } = server.actors;
    const lost = await signedIn(server.deps, kam1.id, 'lost laptop');
    expect((await revoke(lost.session_id, admin)).status).toBe(200);
    expect(await server.json('/api/auth/me', { as: lost })).toMatchObject({
      status: 401,
      body: { code: 'device_revoked' },
    });
    expect(await server.json('/api/sync/leads/pull', { as: lost })).toMatchObject({
      body: { code: 'device_revoked' },
    });
    expect((await server.json<Page>('/api/devices', { as: kam1 })).body.total).toBe(1);
  });

  it('stay revoked when the account is deactivated too: the replica is to be wiped', async () => {
    const { admin, kam1 } = server.actors;
    await revoke(kam1.session_id, admin);
    await server.request(`/api/users/${kam1.id}`, { method: 'DELETE', as: admin });
    expect((await server.json('/api/auth/me', { as: kam1 })).body['code']).toBe('device_revoked');
  });

  it('stand among those removed once they are revoked, with what they had not sent', async () => {
    const { admin, kam1, manager } = server.actors;
    const lost = await signedIn(server.deps, kam1.id, 'lost laptop');
    expect((await revoke(lost.session_id, admin)).body).toMatchObject({
      ...{ removed_at: server.clock.now(), takes_unsent: false, wiped_at: null, unsent_lost: null },
    });
    const removed = async () =>
      (await server.json<Page>('/api/devices?state=removed', { as: admin })).body.items;
    expect(await removed()).toMatchObject([{ id: lost.session_id, wiped_at: null }]);
    server.clock.advance(60);
    expect(await say(lost, 3)).toMatchObject({
      status: 200,
      body: { removed_by: { name: 'admin', email: admin.email } },
    });
    expect(await removed()).toMatchObject([
      { id: lost.session_id, wiped_at: server.clock.now(), unsent_lost: 3, device_name: 'lost laptop' },
    ]);
    expect((await server.json<Page>('/api/devices?state=removed', { as: manager })).body.items).toEqual([]);
    const lines = await server.deps.db.select().from(audit_logs).orderBy(audit_logs.seq);
    expect(lines.at(-1)).toMatchObject({
      ...{ action: 'wipe', entity: 'device', entity_id: lost.session_id, device_id: lost.session_id },
      ...{ actor_id: null, details: { user_id: kam1.id, unsent: 3 } },
    });
  });

  it('say once that they have removed everything; a repeat changes nothing, and nobody else can say it', async () => {
    const { admin, kam1, kam2 } = server.actors;
    await revoke(kam1.session_id, admin);
    expect((await say(kam1, null)).status).toBe(200);
    expect((await say(kam1, 9)).status).toBe(200);
    const { items } = (await server.json<Page>('/api/devices?state=removed', { as: admin })).body;
    expect(items).toMatchObject([{ unsent_lost: null }]);
    for (const other of [kam2, { refresh_token: 'nonsense' }])
      expect(await say(other, 0)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('may send what they have where that is wanted, and nothing else, until they have removed everything', async () => {
    const { admin, kam1 } = server.actors;
    const lead = aLead({ assignee_id: kam1.id, name: 'Sent on the last day' });
    const send = (as: { access_token: string }) =>
      server.json<{ results: { outcome: string }[] }>('/api/sync/leads/push', {
        as,
        json: { rows: [{ base: null, document: lead }] },
      });
    const path = `/api/devices/${kam1.session_id}?unsent=take`;
    const revoked = await server.json(path, { method: 'DELETE', as: admin });
    expect(revoked.body).toMatchObject({ takes_unsent: true });
    for (const url of ['/api/auth/me', '/api/leads', '/api/sync/leads/pull', '/api/sync/stream'])
      expect(await server.json(url, { as: kam1 })).toMatchObject({ body: { code: 'device_revoked' } });
    const { refresh_token } = kam1;
    const traded = await server.json<Pair>('/api/auth/refresh', { json: { refresh_token } });
    expect(traded.body).not.toHaveProperty('lease');
    expect((await send(traded.body)).body.results).toMatchObject([{ outcome: 'ok' }]);
    expect((await say(traded.body, 0)).status).toBe(200);
    expect(await send(traded.body)).toMatchObject({ status: 401, body: { code: 'device_revoked' } });
  });

  it('may send nothing where the account is switched off too', async () => {
    const { admin, kam1 } = server.actors;
    await server.request(`/api/devices/${kam1.session_id}?unsent=take`, { method: 'DELETE', as: admin });
    await server.request(`/api/users/${kam1.id}`, { method: 'DELETE', as: admin });
    const answer = await server.json('/api/sync/leads/push', { as: kam1, json: { rows: [] } });
    expect(answer).toMatchObject({ status: 401, body: { code: 'device_revoked' } });
  });

  it('can be revoked by their person, and by nobody else but an admin', async () => {
    const { kam1, kam2, manager } = server.actors;
    expect((await revoke(kam2.session_id, kam1)).status).toBe(404);
    expect((await revoke(kam2.session_id, manager)).status).toBe(404);
    expect((await revoke(server.deps.ids.next(), kam1)).status).toBe(404);
    expect((await revoke(kam2.session_id, kam2)).status).toBe(200);
  });

  it('say when they were seen, to within five minutes', async () => {
    const { kam1 } = server.actors;
    const seen = async () =>
      (await server.json<Page>('/api/devices', { as: kam1 })).body.items[0]?.last_seen_at;
    server.clock.advance(240);
    expect(await seen()).toBe('2026-03-09T09:00:00.000Z');
    server.clock.advance(120);
    expect(await seen()).toBe('2026-03-09T09:06:00.000Z');
  });
});
