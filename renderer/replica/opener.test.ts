import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { defaultSettings } from '#domain/settings/settings.ts';
import { aCall, aLead, aPoc, aUser } from '#domain/testing/builders.ts';
import { freshName, memoryJournal, memoryStorage, stillClock } from '../testing/replica-fixture.ts';
import { storedText } from '../testing/stored-text.ts';
import { type Fault, TestSyncServer } from '../testing/sync-server.ts';
import { replicaName } from './open.ts';
import { createReplicaOpener, type ReplicaOpener } from './opener.ts';
import type { Replica } from './replica-types.ts';
import { createSeal } from './seal.ts';
import { createWire } from './wire.ts';

const KIM = aUser({ id: createIds().next(), name: 'Kim Alder' });

describe('the replica of a person', () => {
  let server: TestSyncServer;
  let opener: ReplicaOpener;
  let address: string;
  let ended: string[];
  let answer: Fault;
  const clock = stillClock();
  const lead = aLead({ name: 'Nordlicht', assignee_id: KIM.id });

  beforeEach(() => {
    server = new TestSyncServer();
    address = freshName();
    ended = [];
    answer = () => undefined;
    server.write(KIM.id, 'users', KIM);
    const settings = { ...defaultSettings(clock.now(), createIds().next()), currency: 'USD' };
    server.write(KIM.id, 'settings', settings);
    server.write(KIM.id, 'leads', lead);
    server.write(
      KIM.id,
      'interactions',
      aCall({ lead_id: lead.id, occurred_at: '2026-02-23T10:00:00.000Z' }),
    );
    const fetch = server.fetchFor(KIM.id, { before: (path) => answer(path) });
    opener = createReplicaOpener({
      wire: createWire({ fetch, clock }),
      clock,
      ids: createIds(),
      kept: memoryStorage(),
      onEnded: ({ kind }) => void ended.push(kind),
      report: (message) => expect.fail(message),
    });
  });
  afterEach(() => opener.wipe(address, KIM.id));

  const synced = (replica: Replica) =>
    vi.waitFor(
      () => expect(replica.sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }),
      8_000,
    );
  const opened = async () => {
    const replica = await opener.open(KIM, address);
    await synced(replica);
    await replica.desk.settled();
    return replica;
  };

  it('has settings, people, leads and Today once it is synced', async () => {
    const replica = await opened();
    await vi.waitFor(() => expect(replica.desk.ready()).toBe('ready'));
    expect(replica.settings.get()?.currency).toBe('USD');
    expect(replica.users.get().map(({ name }) => name)).toEqual(['Kim Alder']);
    expect(replica.desk.today().queue.map(({ lead_id }) => lead_id)).toEqual([lead.id]);
    expect(replica.now()).toBe(clock.now());
    expect(replica.user_id).toBe(KIM.id);
  });

  it('shows one lead with all that hangs on it, and follows it', async () => {
    const replica = await opened();
    const detail = replica.lead(lead.id);
    expect(detail.get()).toBeUndefined();
    const stop = detail.subscribe(() => undefined);
    await vi.waitFor(() => expect(detail.get()?.interactions).toHaveLength(1));
    await replica.acts.addPoc({ lead_id: lead.id, name: 'Bo' });
    await replica.acts.addPoc({ lead_id: lead.id, name: 'Ada', is_primary: true });
    await replica.acts.logCall({ lead_id: lead.id, outcome: 'CONNECTED', callback: { on: '2026-03-05' } });
    await replica.acts.setMetric(lead.id, { expected_interval_days: 10 });
    await replica.acts.moveLead(lead.id, 'WON');
    await vi.waitFor(() =>
      expect(detail.get()).toMatchObject({
        lead: { state: 'WON' },
        pocs: [{ name: 'Ada' }, { name: 'Bo' }],
        interactions: [{ outcome: 'CONNECTED', occurred_at: clock.now() }, { type: 'CALL' }],
        plan_events: [{ on: '2026-03-05' }],
        customer: { lead_id: lead.id },
        metric: { expected_interval_days: 10 },
      }),
    );
    stop();
    const nobody = replica.lead(aLead().id);
    nobody.subscribe(() => undefined);
    await vi.waitFor(() => expect(nobody.get()).toBeNull());
  });

  it('opens again without a network, with all that was there and what was written', async () => {
    let replica = await opened();
    answer = () => null;
    await replica.acts.addNote(lead.id, 'offline');
    await replica.close();
    replica = await opener.open(KIM, address);
    expect(replica.desk.ready()).toBe('ready');
    expect(replica.desk.row(lead.id)?.last_notes[0]?.note).toBe('offline');
    await vi.waitFor(() =>
      expect(replica.sync.status.getState()).toMatchObject({ state: 'waiting', pending: 1 }),
    );
  });

  it('is opened once for two that ask at the same time, and closes with the last of them', async () => {
    const [one, two] = await Promise.all([opener.open(KIM, address), opener.open(KIM, address)]);
    await one.close();
    await one.close();
    await synced(two);
    await two.close();
    const three = await opener.open(KIM, address);
    await synced(three);
  });

  it('belongs to one page at a time', async () => {
    await opened();
    const other = createReplicaOpener({
      wire: createWire({ fetch: server.fetchFor(KIM.id), clock }),
      clock,
      ids: createIds(),
      kept: memoryStorage(),
      onEnded: () => undefined,
      report: () => undefined,
    });
    await expect(other.open(KIM, address)).rejects.toThrow(DOMException);
  });

  it('leaves nothing behind when it is wiped', async () => {
    await opened();
    await opener.wipe(address, KIM.id);
    answer = () => null;
    const empty = await opener.open(KIM, address);
    expect(empty.desk.list()).toEqual([]);
    expect(empty.desk.ready()).toBe('loading');
    await empty.close();
    await opener.wipe(address, KIM.id);
  });

  it('tells of the end of the session, and goes on after the sign-in', async () => {
    const replica = await opened();
    const body = { code: 'account_inactive' };
    answer = () =>
      Response.json(body, { status: 401, headers: { 'content-type': 'application/problem+json' } });
    await replica.acts.addNote(lead.id, 'still here');
    await vi.waitFor(() => expect(ended).toEqual(['inactive']));
    answer = () => undefined;
    opener.resume();
    await synced(replica);
    expect(server.pushes).toHaveLength(1);
  });

  it('writes a refused value again, as a new write, when the person insists', async () => {
    server.refuses = (_collection, { city }) => (city === 'Bad' ? { code: 'invalid', detail: 'No.' } : null);
    const replica = await opened();
    await replica.acts.editLead(lead.id, { city: 'Bad' });
    await vi.waitFor(() => expect(replica.attention.get()).toHaveLength(1));
    expect(replica.attention.get()[0]).toMatchObject({
      title: 'Nordlicht',
      reason: 'invalid',
      detail: 'No.',
    });
    await synced(replica);
    server.refuses = () => null;
    await replica.attention.useMine(replica.attention.get()[0]?.id ?? '', ['city']);
    await synced(replica);
    await vi.waitFor(() => expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Bad' }));
    await vi.waitFor(() => expect(replica.attention.get()).toEqual([]));
  });

  it('makes a refused new document again, or drops it', async () => {
    server.refuses = (collection) => (collection === 'pocs' ? { code: 'unknown_lead', detail: '' } : null);
    const replica = await opened();
    await replica.acts.addPoc({ lead_id: lead.id, name: 'Ada' });
    await replica.acts.addPoc({ lead_id: lead.id, name: 'Bo' });
    await vi.waitFor(() => expect(replica.attention.get()).toHaveLength(2));
    await synced(replica);
    server.refuses = () => null;
    const [one, two] = replica.attention.get();
    await replica.attention.useMine(one?.id ?? '');
    await replica.attention.discard(two?.id ?? '');
    await replica.attention.useMine('unknown');
    await synced(replica);
    await vi.waitFor(() => expect(server.viewOf(KIM.id, 'pocs').size).toBe(1));
  });

  it('says when this device cannot keep what was written, and has written nothing', async () => {
    const reports: string[] = [];
    const full = createReplicaOpener({
      wire: createWire({ fetch: server.fetchFor(KIM.id), clock }),
      ...{ clock, ids: createIds(), kept: memoryStorage(), onEnded: () => undefined },
      report: (message) => void reports.push(message),
      journal: {
        ...memoryJournal(),
        append: () => Promise.reject(new Error('ENOSPC')),
        read: () => Promise.reject(new Error('EIO')),
      },
    });
    const replica = await full.open(KIM, address);
    await synced(replica);
    await replica.desk.settled();
    const answer = await replica.acts.addNote(lead.id, 'lost?');
    expect(answer).toMatchObject({ ok: false, error: { code: 'not_kept' } });
    expect(reports).toEqual(['write journal: not replayed: Error: EIO', 'addNote: Error: ENOSPC']);
    expect(replica.sync.status.getState().pending).toBe(0);
    await full.wipe(address, KIM.id);
  });

  it('gives up on a database that does not open, and opens it at the next try', async () => {
    const dexie = getRxStorageDexie({ chromeTransactionDurability: 'strict' });
    let hangs = true;
    const storage = Object.assign(Object.create(dexie), {
      createStorageInstance: (params: Parameters<typeof dexie.createStorageInstance>[0]) =>
        hangs && params.collectionName === 'pocs'
          ? new Promise(() => undefined)
          : dexie.createStorageInstance(params as never),
    });
    const slow = createReplicaOpener({
      wire: createWire({ fetch: server.fetchFor(KIM.id), clock }),
      ...{ clock, ids: createIds(), kept: memoryStorage(), onEnded: () => undefined },
      report: () => undefined,
      ...{ storage, open_within_ms: 300 },
    });
    await expect(slow.open(KIM, address)).rejects.toThrow(/has not opened within/);
    hangs = false;
    await opened();
  });

  it('writes through to the disk', async () => {
    const durable: unknown[] = [];
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, stores, mode, options) {
      if (mode === 'readwrite' && this.name.includes('leads')) durable.push(options?.durability);
      return transaction.call(this, stores, mode, options);
    };
    try {
      const replica = await opened();
      await replica.acts.editLead(lead.id, { city: 'Husum' });
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    expect(durable.length).toBeGreaterThan(0);
    expect(new Set(durable)).toEqual(new Set(['strict']));
  });

  it('says what is unsent', async () => {
    const replica = await opened();
    answer = () => null;
    const poc = aPoc({ lead_id: lead.id });
    await replica.acts.addPoc({ lead_id: lead.id, name: poc.name });
    await vi.waitFor(async () => expect(await replica.sync.unsent()).toHaveLength(1));
    expect((await replica.sync.unsent())[0]).toMatchObject({
      collection: 'pocs',
      document: { name: poc.name },
    });
    answer = () => undefined;
    replica.sync.now();
    await synced(replica);
    expect(await replica.sync.unsent()).toEqual([]);
  });

  it('is sealed under the device key, closes whole before a lock, and each key has its own', async () => {
    const kept = memoryStorage();
    const make = async (fill: number, key_generation: string) =>
      createReplicaOpener({
        ...{ wire: createWire({ fetch: server.fetchFor(KIM.id), clock }), clock, ids: createIds(), kept },
        ...{ onEnded: () => undefined, report: (message: string) => expect.fail(message) },
        ...{ seal: await createSeal(new Uint8Array(32).fill(fill)), key_generation },
      });
    const first = await make(1, '');
    const replica = await first.open(KIM, address);
    await synced(replica);
    await replica.desk.settled();
    await first.closeAll();
    await replica.close();
    const text = await storedText(replicaName(address, KIM.id));
    expect(text).toContain(lead.id);
    expect(text).not.toContain('Nordlicht');
    const again = await first.open(KIM, address);
    expect(again.desk.row(lead.id)?.lead.name).toBe('Nordlicht');
    await first.closeAll();
    const second = await make(2, 'second');
    const other = await second.open(KIM, address);
    await synced(other);
    expect(replicaName(address, KIM.id, 'second')).not.toBe(replicaName(address, KIM.id));
    expect(await storedText(replicaName(address, KIM.id))).toContain(lead.id);
    await second.wipe(address, KIM.id);
  });
});
