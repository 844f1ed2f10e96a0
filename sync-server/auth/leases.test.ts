import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../testing/test-database.ts';
import { PASSWORD } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Pair {
  access_token: string;
  refresh_token: string;
  lease: string;
  lease_key: string;
}

const DAY = 86_400;

describe.each(ENGINES)('leases on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  const signIn = (headers: Record<string, string> = {}, to = server) =>
    to.json<Pair>('/api/auth/login', {
      json: { email: server.actors.kam1.email, password: PASSWORD },
      headers,
    });
  const claimsOf = async ({ lease, lease_key: x }: Pair, at = server.clock.now()) => {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return (await jwtVerify(lease, key, { algorithms: ['EdDSA'], currentDate: new Date(at) })).payload;
  };

  it('come with each pair of tokens, name the device, and last fourteen days', async () => {
    const { body: first } = await signIn();
    const given = await claimsOf(first);
    const me = await server.json<{ items: { id: string; is_current: boolean }[] }>('/api/devices', {
      as: first,
    });
    expect(given.sub).toBe(me.body.items.find(({ is_current }) => is_current)?.id);
    expect(given).toMatchObject({ iss: 'callbook', aud: 'callbook-lease' });
    expect(given.exp).toBe((given.iat ?? 0) + 14 * DAY);
    server.clock.advance(600);
    const { refresh_token } = first;
    const { body: next } = await server.json<Pair>('/api/auth/refresh', { json: { refresh_token } });
    expect(next.lease_key).toBe(first.lease_key);
    expect((await claimsOf(next)).exp).toBe((given.exp ?? 0) + 600);
  });

  it('are signed by the same key after a restart, under another JWT_SECRET too, and last as long as the environment says', async () => {
    const { body: first } = await signIn();
    const again = async (days: string) => {
      const env = { DEVICE_LEASE_DAYS: days, JWT_SECRET: 'Another-for-tests-only-Rk3mB8nYp4sD6tQ9z' };
      const { database, clock } = server;
      const second = await startTestServer({ engine, database, clock, env, people: false });
      return (await signIn({}, second)).body;
    };
    const [two, endless] = [await again('2'), await again('0')];
    expect(two.lease_key).toBe(first.lease_key);
    const { iat = 0, exp } = await claimsOf(two);
    expect(exp).toBe(iat + 2 * DAY);
    expect(await claimsOf(endless)).not.toHaveProperty('exp');
  });

  it('are none of the browser edition’s, which has no key to close', async () => {
    const { body } = await signIn({ 'x-callbook-edition': 'browser' });
    expect(body).not.toHaveProperty('lease');
    expect(body).not.toHaveProperty('lease_key');
  });

  it('are not given to a device that was revoked or whose person was deactivated', async () => {
    const { admin, kam1, kam2 } = server.actors;
    await server.request(`/api/devices/${kam1.session_id}`, { method: 'DELETE', as: admin });
    await server.request(`/api/users/${kam2.id}`, { method: 'DELETE', as: admin });
    for (const { refresh_token } of [kam1, kam2]) {
      const { status, body } = await server.json('/api/auth/refresh', { json: { refresh_token } });
      expect(status).toBe(401);
      expect(body).not.toHaveProperty('lease');
    }
  });
});
