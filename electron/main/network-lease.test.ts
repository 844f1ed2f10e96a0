// The lease as it comes over the network: with the sign-in, with each trade of tokens, and what the server says instead.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { leaseSigner } from '../testing/lease-signer.ts';
import { memoryFile, turningSealer } from '../testing/memory.ts';
import { json, startTestServer, type TestServer } from '../testing/sync-server.ts';
import { createLease, type Lease } from './lease.ts';
import { createNetwork, type Network } from './network.ts';
import { createSessionVault, type Session, type SessionVault } from './session-vault.ts';

const HOUR = 3_600_000;
let server: TestServer;
let vault: SessionVault;
let lease: Lease;
let network: Network;
let revoked: string[];
let now: number;
const signer = leaseSigner();
const lasting = (iat: number) => signer.give({ iat, exp: iat + 3600 });

beforeEach(async () => {
  server = await startTestServer();
  now = 10 * HOUR;
  revoked = [];
  const heard = ({ tokens }: Session) => void revoked.push(tokens?.refresh_token ?? '');
  const warn = () => undefined;
  vault = createSessionVault({ sealer: turningSealer(), file: memoryFile(), platform: 'linux', warn });
  lease = createLease({
    ...{ file: memoryFile(), now: () => now, uptime: () => 0, warn },
    changed: async () => undefined,
  });
  network = createNetwork({ fetch, server: () => server.url, vault, lease, revoked: heard });
});
afterEach(() => server.stop());

const tokens = (n: number) => ({ access_token: `access-${n}`, refresh_token: `refresh-${n}` });
const signIn = async (given: object) => {
  server.on('/api/auth/login', (_asked, response) =>
    json(response, 200, { ...tokens(1), ...given, user: { id: 'u1' } }),
  );
  return network.api(new Request('app://bundle/api/auth/login', { method: 'POST', body: '{}' }));
};
const answerTrade = (status: number, body: object) =>
  server.on('/api/auth/refresh', (_asked, response) => json(response, status, body));
const ask = (path = '/api/leads') => network.api(new Request(`app://bundle${path}`));

test('a sign-in brings a lease, and the page sees nothing of it', async () => {
  const response = await signIn(lasting(1_000));
  expect(await response.json()).toEqual({ user: { id: 'u1' } });
  expect(lease.endsAt()).toBe(now + HOUR);
});

test('a server without leases is signed in to all the same', async () => {
  await signIn({});
  expect([lease.isGranted(), vault.current()?.tokens]).toEqual([false, tokens(1)]);
});

test('a trade of tokens that a request needed brings a new lease', async () => {
  await signIn(lasting(1_000));
  now += HOUR / 2;
  server.token = 'access-2';
  answerTrade(200, { ...tokens(2), ...lasting(9_000) });
  expect((await ask()).status).toBe(200);
  expect(lease.endsAt()).toBe(now + HOUR);
});

test('a lapsed lease is renewed when the server is asked', async () => {
  await signIn(lasting(1_000));
  now += 2 * HOUR;
  expect(lease.closed()).toBe('lapsed');
  answerTrade(200, { ...tokens(2), ...lasting(9_000) });
  expect(await network.renewLease()).toBe('renewed');
  expect([lease.closed(), vault.current()?.tokens]).toEqual([null, tokens(2)]);
});

test('without a network it says so, and the tokens stay for the next try', async () => {
  await signIn(lasting(1_000));
  await server.stop();
  expect(await network.renewLease()).toBe('unreachable');
  expect(vault.current()?.tokens).toEqual(tokens(1));
});

test('a server that signs by another key does not open it', async () => {
  await signIn(lasting(1_000));
  now += 2 * HOUR;
  answerTrade(200, { ...tokens(2), ...leaseSigner().give({ iat: 9_000, exp: 90_000 }) });
  expect(await network.renewLease()).toBe('refused');
});

test('where the session has ended the password is wanted', async () => {
  await signIn(lasting(1_000));
  answerTrade(401, { code: 'refresh_invalid' });
  expect(await network.renewLease()).toBe('ended');
  expect(await network.renewLease()).toBe('ended');
  expect(server.asked.filter(({ path }) => path === '/api/auth/refresh')).toHaveLength(1);
});

test('an account that is switched off closes it, keeps the tokens, and opens when it is switched on', async () => {
  await signIn(lasting(1_000));
  server.token = 'none';
  answerTrade(401, { code: 'account_inactive' });
  const response = await ask();
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 'account_inactive' });
  expect([lease.closed(), vault.current()?.tokens]).toEqual(['switched_off', tokens(1)]);
  const asked = await network.api(new Request('app://bundle/api/auth/refresh', { method: 'POST' }));
  expect(await asked.json()).toMatchObject({ code: 'account_inactive' });
  expect(await network.renewLease()).toBe('switched_off');
  answerTrade(200, { ...tokens(2), ...lasting(9_000) });
  expect(await network.renewLease()).toBe('renewed');
  expect(lease.closed()).toBeNull();
});

test('a revoked computer is heard of whoever says it: a request, a trade, a request after the trade, a sign-out', async () => {
  const no = { code: 'device_revoked' };
  const codeOf = async (response: Response) => {
    const body: unknown = await response.json();
    return body;
  };
  await signIn({});
  server.on('/api/leads', (_asked, response) => json(response, 401, no));
  expect(await codeOf(await ask())).toMatchObject(no);
  answerTrade(401, no);
  expect(await codeOf(await ask('/api/other'))).not.toMatchObject(no);
  server.token = 'none';
  expect(await codeOf(await ask('/api/other'))).toMatchObject(no);
  expect(await network.renewLease()).toBe('refused');
  expect(
    await codeOf(await network.api(new Request('app://bundle/api/auth/refresh', { method: 'POST' }))),
  ).toMatchObject(no);
  expect(revoked).toEqual(['refresh-1', 'refresh-1', 'refresh-1', 'refresh-1']);
  expect(vault.current()?.tokens).toEqual(tokens(1));
  answerTrade(200, tokens(2));
  server.on('/api/leads', (asked, response) =>
    json(response, 401, asked.headers.authorization === 'Bearer access-2' ? no : { code: 'unauthenticated' }),
  );
  expect(await codeOf(await ask())).toMatchObject(no);
  server.on('/api/auth/logout', (_asked, response) => json(response, 401, no));
  await network.api(new Request('app://bundle/api/auth/logout', { method: 'POST' }));
  expect(revoked.slice(4)).toEqual(['refresh-1', 'refresh-2']);
});
