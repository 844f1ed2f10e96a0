import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../db/open.ts';
import { rate_limits } from '../db/tables/records.ts';
import { emptyTables } from '../testing/empty-tables.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES, newPostgresDatabase } from '../testing/test-database.ts';
import { PASSWORD } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { createRateLimit, purgeTries } from './rate-limit.ts';

describe.each(ENGINES)('a limit on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine, people: false });
  });
  afterAll(() => server.close());
  const limitOf = (name: string, max: number) => createRateLimit(server.deps, name, max, 60);

  it('counts per key, says when it is over, and starts anew then', async () => {
    const limit = limitOf('count', 2);
    for (const key of ['a', 'a', 'b']) expect(await limit.take(key)).toBeNull();
    server.clock.advance(12.5);
    expect(await limit.take('a')).toEqual({ code: 'too_many', retry_after_s: 48 });
    server.clock.advance(47.5);
    expect(await limit.take('a')).toBeNull();
  });

  it('forgets a key on request, and does not lock anybody out when the clock is set back', async () => {
    const limit = limitOf('forget', 1);
    await limit.take('a');
    await limit.clear('a');
    expect(await limit.take('a')).toBeNull();
    server.clock.advance(-3600);
    expect(await limit.take('a')).toBeNull();
  });

  it('lets through just as many as it says of those that come together', async () => {
    const limit = limitOf('together', 5);
    const answers = await Promise.all(Array.from({ length: 20 }, () => limit.take('a')));
    expect(answers.filter((answer) => answer === null)).toHaveLength(5);
  });

  it('keeps no word of who tried, and is forgotten by a job', async () => {
    await emptyTables(server.deps.db, 'rate_limits');
    const limit = limitOf('keep', 1);
    await limit.take('ada@example.com');
    expect(JSON.stringify(await server.deps.db.select().from(rate_limits))).not.toContain('ada');
    expect(await purgeTries(server.deps)).toEqual({ limits: 0 });
    server.clock.advance(3601);
    expect(await purgeTries(server.deps)).toEqual({ limits: 1 });
  });
});

it('two servers on one database count together', async () => {
  const url = await newPostgresDatabase();
  const clock = createTestClock();
  const env = { RATE_LIMIT: 'on' };
  const one = await startTestServer({ database: await openDatabase({ folder: null, url }), clock, env });
  const two = await startTestServer({
    database: await openDatabase({ folder: null, url }),
    clock,
    env,
    people: false,
  });
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) {
    const json = { email: 'kam1@callbook.test', password: 'wrong password' };
    const asked = n % 2 === 0 ? one : two;
    statuses.push((await asked.json('/api/auth/login', { json, address: `192.0.2.${n}` })).status);
  }
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  await Promise.all([one.close(), two.close()]);
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

  it('tell people apart behind proxies that are named, and believe no others', async () => {
    server = await startTestServer({ env: { RATE_LIMIT: 'on', TRUSTED_PROXIES: '10.1.0.0/16' } });
    const statusOf = async (n: number, forwarded: string, address: string) =>
      (await login(`p${n}@example.com`, 'x', address, { 'x-forwarded-for': forwarded })).status;
    for (let n = 0; n < 60; n += 1) await statusOf(n, `spoofed-${n}, 203.0.113.5, 10.1.7.7`, '10.1.0.1');
    expect(await statusOf(61, '203.0.113.5', '10.1.0.2')).toBe(429);
    expect(await statusOf(62, '203.0.113.6, 10.1.7.7', '10.1.0.1')).toBe(401);
    expect(await statusOf(63, '203.0.113.5', '127.0.0.1')).toBe(401);
  });

  it('are off with RATE_LIMIT=off', async () => {
    server = await startTestServer({ env: { RATE_LIMIT: 'off' } });
    for (let n = 0; n < 70; n += 1) expect((await login('kam1@callbook.test', 'wrong')).status).toBe(401);
  });
});
