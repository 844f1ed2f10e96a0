import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../testing/test-database.ts';
import { signedIn } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Page {
  items: { id: string; user_id: string; device_name: string; is_current: boolean; last_seen_at: string }[];
  total: number;
  has_more: boolean;
  last_id: string;
}

describe.each(ENGINES)('devices on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

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
