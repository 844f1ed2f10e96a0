import { afterEach, describe, expect, it } from 'vitest';
import { createTestClock } from '../testing/test-clock.ts';
import { PASSWORD } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { createRateLimit } from './rate-limit.ts';

describe('a limit', () => {
  it('counts per key, says when it is over, and starts anew then', () => {
    const clock = createTestClock();
    const limit = createRateLimit(clock, 2, 60);
    expect([limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([null, null, null]);
    clock.advance(12.5);
    expect(limit.take('a')).toEqual({ code: 'too_many', retry_after_s: 48 });
    clock.advance(47.5);
    expect(limit.take('a')).toBeNull();
  });

  it('forgets a key on request, and does not lock anybody out when the clock is set back', () => {
    const clock = createTestClock();
    const limit = createRateLimit(clock, 1, 60);
    limit.take('a');
    limit.clear('a');
    expect(limit.take('a')).toBeNull();
    clock.advance(-3600);
    expect(limit.take('a')).toBeNull();
  });

  it('remembers a bounded number of keys, the newest', () => {
    const limit = createRateLimit(createTestClock(), 1, 60);
    for (let n = 0; n < 10_001; n += 1) limit.take(`key ${n}`);
    expect(limit.take('key 0')).toBeNull();
    expect(limit.take('key 10000')).not.toBeNull();
  });
});

describe('the limits of signing in', () => {
  let server: TestServer;
  afterEach(() => server.close());
  const login = (email: string, password: string, address = '192.0.2.7', headers = {}) =>
    server.json('/api/auth/login', { json: { email, password }, address, headers });

  it('stop guessing at one account from many addresses, and say how long', async () => {
    server = await startTestServer({ env: { RATE_LIMIT: 'on' } });
    for (let n = 0; n < 10; n += 1) {
      expect((await login('kam1@callbook.test', 'wrong password', `192.0.2.${n}`)).status).toBe(401);
    }
    const refused = await login('KAM1@callbook.test', PASSWORD, '192.0.2.99');
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many' } });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await login('kam2@callbook.test', PASSWORD)).status).toBe(200);
    server.clock.advance(60);
    expect((await login('kam1@callbook.test', PASSWORD)).status).toBe(200);
  });

  it('do not count against a person who signs in often', async () => {
    server = await startTestServer({ env: { RATE_LIMIT: 'on' } });
    for (let n = 0; n < 12; n += 1) expect((await login('kam1@callbook.test', PASSWORD)).status).toBe(200);
  });

  it('stop one address that tries many accounts, whatever it says of itself', async () => {
    server = await startTestServer({ env: { RATE_LIMIT: 'on' } });
    const statuses = [];
    for (let n = 0; n < 61; n += 1) {
      statuses.push(
        (await login(`p${n}@example.com`, 'x', '127.0.0.1', { 'x-forwarded-for': `10.0.0.${n}` })).status,
      );
    }
    expect(statuses.slice(0, 60).every((status) => status === 401)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });

  it('tell people behind a proxy apart where PUBLIC_URL says that there is one', async () => {
    server = await startTestServer({ env: { RATE_LIMIT: 'on', PUBLIC_URL: 'https://crm.example.com' } });
    const statusOf = async (n: number, forwarded: string, address = '::ffff:127.0.0.1') =>
      (await login(`p${n}@example.com`, 'x', address, { 'x-forwarded-for': forwarded })).status;
    for (let n = 0; n < 60; n += 1) await statusOf(n, `spoofed-${n}, 203.0.113.5`);
    expect(await statusOf(61, '203.0.113.5')).toBe(429);
    expect(await statusOf(62, '203.0.113.6')).toBe(401);
    expect(await statusOf(63, '', '127.0.0.1')).toBe(401);
    expect(await statusOf(64, '203.0.113.5', '198.51.100.1')).toBe(401);
  });

  it('are off with RATE_LIMIT=off', async () => {
    server = await startTestServer({ env: { RATE_LIMIT: 'off' } });
    for (let n = 0; n < 70; n += 1) expect((await login('kam1@callbook.test', 'wrong')).status).toBe(401);
  });
});
