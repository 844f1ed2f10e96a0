import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../testing/test-database.ts';
import type { TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Pair {
  access_token: string;
  refresh_token: string;
  code: string;
}

describe.each(ENGINES)('trading a refresh token on %s', (engine) => {
  let server: TestServer;
  let kam: TestActor;
  beforeEach(async () => {
    server = await startTestServer({ engine });
    kam = server.actors.kam1;
  });
  afterEach(() => server.close());

  const trade = (refresh_token: string, key?: string) =>
    server.json<Pair>('/api/auth/refresh', {
      json: { refresh_token },
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  const meStatus = async (as: { access_token: string }) =>
    (await server.request('/api/auth/me', { as })).status;

  it('gives a new pair, and the pair works', async () => {
    const { status, body } = await trade(kam.refresh_token);
    expect(status).toBe(200);
    expect(body.refresh_token).not.toBe(kam.refresh_token);
    expect(await meStatus(body)).toBe(200);
    expect((await trade(body.refresh_token)).status).toBe(200);
  });

  it('ends the whole sign-in when a dead token is used', async () => {
    const { body: thief } = await trade(kam.refresh_token);
    expect(await trade(kam.refresh_token)).toMatchObject({ status: 401, body: { code: 'refresh_invalid' } });
    expect(await meStatus(thief)).toBe(401);
    expect((await trade(thief.refresh_token)).body.code).toBe('refresh_invalid');
    expect(await meStatus(server.actors.kam2)).toBe(200);
  });

  it('gives the same successor to a repeat with the same key, and the sign-in lives on', async () => {
    const first = await trade(kam.refresh_token, 'key-1');
    server.clock.advance(60);
    const repeat = await trade(kam.refresh_token, 'key-1');
    expect(repeat.status).toBe(200);
    expect(repeat.body.refresh_token).toBe(first.body.refresh_token);
    expect((await trade(repeat.body.refresh_token)).status).toBe(200);
  });

  it.each([
    ['after more than 60 s', 61, 'key-1', false],
    ['with another key', 1, 'key-2', false],
    ['without a key', 1, undefined, false],
    ['when its successor was used', 1, 'key-1', true],
  ])('takes a repeat %s for theft', async (_, seconds, key, used) => {
    const first = await trade(kam.refresh_token, 'key-1');
    if (used) await trade(first.body.refresh_token);
    server.clock.advance(seconds);
    expect((await trade(kam.refresh_token, key)).body.code).toBe('refresh_invalid');
    expect(await meStatus(first.body)).toBe(401);
  });

  it('lets one of two trades at the same time win; without a key the other ends the sign-in', async () => {
    const replies = await Promise.all([trade(kam.refresh_token), trade(kam.refresh_token)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('answers two repeats at the same time with the same pair', async () => {
    const replies = await Promise.all([trade(kam.refresh_token, 'k'), trade(kam.refresh_token, 'k')]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(replies[0]?.body.refresh_token).toBe(replies[1]?.body.refresh_token);
  });

  it('refuses what was never given, what is 90 days old, and what is missing', async () => {
    expect((await trade('never given')).body.code).toBe('refresh_invalid');
    expect((await server.json('/api/auth/refresh', { method: 'POST' })).body['code']).toBe('refresh_invalid');
    server.clock.advance(90 * 86_400);
    expect((await trade(kam.refresh_token)).body.code).toBe('refresh_invalid');
  });

  it('refuses a key that cannot be one', async () => {
    expect((await trade(kam.refresh_token, 'k'.repeat(201))).status).toBe(422);
  });

  it('says why when the account or the device is out', async () => {
    const { admin, kam2 } = server.actors;
    await server.request(`/api/users/${kam.id}`, { method: 'PATCH', as: admin, json: { is_active: false } });
    expect((await trade(kam.refresh_token)).body.code).toBe('account_inactive');
    await server.request(`/api/devices/${kam2.session_id}`, { method: 'DELETE', as: admin });
    expect((await trade(kam2.refresh_token)).body.code).toBe('device_revoked');
  });
});
