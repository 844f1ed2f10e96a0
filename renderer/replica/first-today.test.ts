import { afterEach, expect, it, vi } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { aLead, aUser } from '#domain/testing/builders.ts';
import { freshName, memoryStorage, stillClock } from '../testing/replica-fixture.ts';
import { TestSyncServer } from '../testing/sync-server.ts';
import { createReplicaOpener } from './opener.ts';
import { createWire, type Wire } from './wire.ts';

const KIM = aUser({ id: createIds().next() });
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const openerFor = (wire: Wire, clock: ReturnType<typeof stillClock>, kept = memoryStorage()) =>
  createReplicaOpener({
    ...{ wire, clock, kept, ids: createIds() },
    onEnded: () => undefined,
    report: (message) => expect.fail(message),
  });

it('asks for Today before it opens the database of a first sync, and not at a later start', async () => {
  const server = new TestSyncServer();
  const address = freshName();
  const clock = stillClock();
  const asked: string[] = [];
  let inDatabase = 0;
  server.write(KIM.id, 'users', KIM);
  server.write(KIM.id, 'leads', aLead({ assignee_id: KIM.id }));
  const fetch = server.fetchFor(KIM.id, {
    before: async (path) => {
      if (asked.length === 0) inDatabase = (await databasesOf()).length;
      asked.push(new URL(path, 'http://server.invalid').pathname);
      return undefined;
    },
  });
  const databasesOf = async () => (await indexedDB.databases()).filter(({ name }) => !before.has(name));
  const before = new Set((await indexedDB.databases()).map(({ name }) => name));
  const opener = openerFor(createWire({ fetch, clock }), clock);
  closers.push(() => opener.wipe(address, KIM.id));
  const first = await opener.open(KIM, address);
  await vi.waitFor(() => expect(first.desk.ready()).toBe('ready'), 8_000);
  expect(asked[0]).toBe('/api/leads/due_today');
  expect(inDatabase).toBe(0);
  await first.close();
  asked.length = 0;
  const again = await opener.open(KIM, address);
  await vi.waitFor(() => expect(again.sync.status.getState().state).toBe('synced'), 8_000);
  expect(asked).not.toContain('/api/leads/due_today');
  await again.close();
});

it('is over for a database that has had everything once, also where a power cut took the page’s storage', async () => {
  const server = new TestSyncServer();
  const address = freshName();
  const clock = stillClock();
  const kept = memoryStorage();
  server.write(KIM.id, 'users', KIM);
  server.write(KIM.id, 'leads', aLead({ assignee_id: KIM.id }));
  const opener = openerFor(createWire({ fetch: server.fetchFor(KIM.id), clock }), clock, kept);
  closers.push(() => opener.wipe(address, KIM.id));
  const first = await opener.open(KIM, address);
  await vi.waitFor(() => expect(first.desk.ready()).toBe('ready'), 8_000);
  await first.close();
  kept.clear();
  const again = await opener.open(KIM, address);
  expect(again.desk.ready()).toBe('ready');
  expect(again.desk.today().first ?? null).toBeNull();
  await again.close();
});

it('begins with the first hundred calls of a long list, says how many follow, and has all of them then', async () => {
  const server = new TestSyncServer();
  const address = freshName();
  const clock = stillClock();
  server.write(KIM.id, 'users', KIM);
  const due = { created_at: '2026-01-05T09:00:00.000Z', state: 'REACHED_OUT', assignee_id: KIM.id };
  for (let at = 0; at < 130; at += 1) server.write(KIM.id, 'leads', aLead({ ...due, name: `Lead ${at}` }));
  const asked: string[] = [];
  let letGo: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const fetch = server.fetchFor(KIM.id, {
    before: async (path) => {
      if (path.startsWith('/api/sync/interactions/pull')) await opened;
      if (!path.startsWith('/api/leads/due_today')) return undefined;
      asked.push(path);
      if (asked.length > 1) await opened;
      return undefined;
    },
  });
  const opener = openerFor(createWire({ fetch, clock }), clock);
  closers.push(() => opener.wipe(address, KIM.id));
  const replica = await opener.open(KIM, address);
  const today = () => replica.desk.today();
  await vi.waitFor(() => expect(today().first).toMatchObject({ state: 'served', more: 30 }), 8_000);
  expect(today().queue.length + today().fresh.length).toBe(100);
  const served = server.dueToday(KIM.id).items.map(({ id }) => id);
  expect(today().queue.map(({ lead_id }) => lead_id)).toEqual(served.slice(0, 100));
  letGo();
  await vi.waitFor(() => expect(today().queue).toHaveLength(130), 8_000);
  expect(today().first?.more ?? 0).toBe(0);
  expect(asked.slice(0, 2)).toEqual(['/api/leads/due_today?page_size=100', '/api/leads/due_today']);
  await vi.waitFor(() => expect(replica.desk.ready()).toBe('ready'), 8_000);
  await replica.close();
});
