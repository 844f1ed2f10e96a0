// The parts put together: what one of them hears reaches the others.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaseSigner } from '../testing/lease-signer.ts';
import { turningSealer } from '../testing/memory.ts';
import { json, startTestServer, type TestServer } from '../testing/sync-server.ts';
import { type GuardedWork, openGuardedWork } from './guarded-work.ts';

let server: TestServer;
let folder: string;
let did: string[];
const sealer = turningSealer();
const open = (): Promise<GuardedWork> => {
  const note = (what: string) => () => void did.push(what);
  return openGuardedWork({
    ...{ folder, inFolder: (name) => join(folder, name), sealer, platform: 'linux', fetch },
    power: { on: () => undefined, getSystemIdleTime: () => 0 },
    server: () => server.url,
    events: { locking: note('page told of the lock'), removing: note('page told of the end') },
    page: {
      reload: note('loaded anew'),
      loadStart: async () => void did.push('shown the end'),
      clear: async () => void did.push('emptied'),
    },
    ...{ locked: note('closed'), removed: note('documents gone'), warn: () => undefined },
  });
};
const tokens = { access_token: 'access-1', refresh_token: 'refresh-1' };
const entry = { key: 'leads a w1', collection: 'leads', id: 'a', write_id: 'w1', document: { id: 'a' } };
const signedIn = async (): Promise<GuardedWork> => {
  const work = await open();
  const now = Math.floor(Date.now() / 1000);
  const given = leaseSigner().give({ iat: now, exp: now + 3600 });
  server.on('/api/auth/login', (_asked, response) =>
    json(response, 200, { ...tokens, ...given, user: { id: 'u1' } }),
  );
  await work.api(new Request('app://bundle/api/auth/login', { method: 'POST', body: '{}' }));
  await work.journal.append('callbook-1', [entry]);
  return work;
};
/** The server refuses every token from now on. */
const refuse = (code: string) => {
  server.on('/api/leads', (_asked, response) => json(response, 401, { code }));
  server.on('/api/auth/refresh', (_asked, response) => json(response, 401, { code }));
};

beforeEach(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'callbook-guarded-'));
  did = [];
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a revoked computer is emptied once the page has sent what it could, and opens nothing afterwards', async () => {
  const work = await signedIn();
  expect((await readdir(folder)).toSorted()).toEqual([
    ...['device-key.json', 'journal', 'lease.json', 'session.json'],
  ]);
  refuse('device_revoked');
  server.on('/api/auth/removed', (_asked, response) =>
    json(response, 200, { removed_by: { name: 'Ada', email: 'ada@example.com' } }),
  );
  await work.api(new Request('app://bundle/api/leads'));
  expect(did).toEqual(['page told of the end']);
  await work.removal.now(2);
  expect(await readdir(folder)).toEqual(['removed.json']);
  expect([work.key.bytes(), work.vault.current(), work.key.state().is]).toEqual([null, null, 'removed']);
  expect(did).toEqual([
    ...['page told of the end', 'documents gone', 'shown the end', 'emptied', 'shown the end'],
  ]);
  const next = await open();
  expect(next.removal.state()).toEqual({ by: { name: 'Ada', email: 'ada@example.com' }, unsent: 2 });
  expect([next.key.bytes(), next.key.state().is]).toEqual([null, 'removed']);
});

test('an account that is switched off closes what is open, and keeps all of it', async () => {
  const work = await signedIn();
  refuse('account_inactive');
  await work.api(new Request('app://bundle/api/leads'));
  await vi.waitFor(() => expect(did).toContain('page told of the lock'));
  work.lock.now();
  expect(did).toEqual(expect.arrayContaining(['closed', 'loaded anew']));
  expect([work.key.bytes(), work.key.state().is]).toEqual([null, 'switched_off']);
  expect(await readdir(folder)).toContain('journal');
});
