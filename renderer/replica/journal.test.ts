import { removeRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { memoryJournal, openTestDatabase, startTestSync } from '../testing/replica-fixture.ts';
import { type Fault, TestSyncServer } from '../testing/sync-server.ts';
import { FROM_MIGRATION } from './write-context.ts';

type Options = NonNullable<Parameters<typeof openTestDatabase>[0]>;

describe('the journal of a replica', () => {
  let server: TestSyncServer;
  let store: ReturnType<typeof memoryJournal>;
  let online: boolean;
  let ends: (() => Promise<void>)[];
  const lead = aLead({ name: 'Nordlicht', city: 'Kiel', tags: [] });
  const fault: Fault = () => (online ? undefined : null);

  beforeEach(() => {
    server = new TestSyncServer();
    server.write('kim', 'leads', lead);
    store = memoryJournal();
    online = true;
    ends = [];
  });
  afterEach(async () => {
    await Promise.all(ends.map((end) => end()));
  });

  const start = async (options: Options = {}) => {
    const open = await openTestDatabase({ journal: store, ...options });
    const sync = startTestSync(open, server.fetchFor('kim', { before: fault }));
    ends.push(sync.close);
    return { open, sync, ...open.database.collections };
  };
  const synced = ({ sync }: Awaited<ReturnType<typeof start>>) =>
    vi.waitFor(() => expect(sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }), 8_000);
  /** Chromium throws the database away while the program is not running. */
  const loseDatabase = async ({ open, sync }: Awaited<ReturnType<typeof start>>) => {
    ends = ends.filter((end) => end !== sync.close);
    await sync.close();
    await removeRxDatabase(open.name, getRxStorageDexie(), false);
    return { name: open.name, kept: open.kept };
  };
  const goOffline = ({ sync }: Awaited<ReturnType<typeof start>>) => {
    online = false;
    sync.networkLost();
  };
  const settled = () => vi.waitFor(() => expect([...store.standing.keys()]).toEqual([]));

  it('has every write before the database has it, and lets go of what the server has confirmed', async () => {
    const device = await start();
    await synced(device);
    goOffline(device);
    const call = aCall({ lead_id: lead.id });
    await device.interactions.insert(call);
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Flensburg' });
    await vi.waitFor(() => expect(store.standing.size).toBe(2));
    expect([...store.standing.values()]).toMatchObject([
      { collection: 'interactions', id: call.id, write_id: call.write_id, base: null },
      { collection: 'leads', id: lead.id, document: { city: 'Flensburg' }, base: { city: 'Kiel' } },
    ]);
    online = true;
    device.sync.networkBack();
    await synced(device);
    await settled();
  });

  it('brings back what was not sent when the database is lost, and sends it once', async () => {
    let device = await start();
    await synced(device);
    goOffline(device);
    const call = aCall({ lead_id: lead.id });
    await device.interactions.insert(call);
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    device = await start(await loseDatabase(device));
    expect((await device.interactions.findOne(call.id).exec())?.write_id).toBe(call.write_id);
    await vi.waitFor(() => expect(device.sync.status.getState().pending).toBe(2));
    online = true;
    device.sync.networkBack();
    await synced(device);
    expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Husum', name: 'Nordlicht' });
    expect(server.documents.get(`interactions/${call.id}`)).toMatchObject({ write_id: call.write_id });
    expect(server.pushes.map(({ id }) => id).sort()).toEqual([call.id, lead.id].sort());
    expect(device.open.attention.entries.get()).toEqual([]);
    await settled();
  });

  it('still merges by field after a loss, for it knows on what was written', async () => {
    let device = await start();
    await synced(device);
    goOffline(device);
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    server.write(
      'kim',
      'leads',
      aLead({ ...lead, name: 'Nordlicht GmbH', write_id: device.open.ids.next() }),
    );
    device = await start(await loseDatabase(device));
    online = true;
    device.sync.networkBack();
    await synced(device);
    expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Husum', name: 'Nordlicht GmbH' });
    expect(device.open.attention.entries.get()).toEqual([]);
    await settled();
  });

  it('does no harm with a write that the server had confirmed before the journal heard of it', async () => {
    let device = await start();
    await synced(device);
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await vi.waitFor(() => expect(store.standing.size).toBe(1));
    const entries = new Map(store.standing);
    await synced(device);
    await settled();
    server.write('kim', 'leads', aLead({ ...lead, city: 'Flensburg', write_id: device.open.ids.next() }));
    for (const [key, entry] of entries) store.standing.set(key, entry);
    device = await start(await loseDatabase(device));
    await synced(device);
    expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Flensburg' });
    expect((await device.leads.findOne(lead.id).exec())?.city).toBe('Flensburg');
    expect(device.open.attention.entries.get()).toEqual([]);
    await settled();
  });

  it('takes up the last write of a document alone, and what was deleted too', async () => {
    let device = await start();
    await synced(device);
    goOffline(device);
    const call = aCall({ lead_id: lead.id });
    await device.interactions.insert(call);
    await device.interactions.findOne(call.id).incrementalPatch({ note: 'again' });
    await device.leads.findOne(lead.id).remove();
    device = await start(await loseDatabase(device));
    expect((await device.interactions.findOne(call.id).exec())?.note).toBe('again');
    online = true;
    device.sync.networkBack();
    await synced(device);
    expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ _deleted: true });
    expect(await device.leads.count().exec()).toBe(0);
    await settled();
  });

  it('has what was removed and made again, which RxDB writes a second time under the same write id', async () => {
    let device = await start();
    await synced(device);
    await device.leads.findOne(lead.id).remove();
    await synced(device);
    await settled();
    goOffline(device);
    await device.leads.insert({ ...lead, write_id: device.open.ids.next() });
    await vi.waitFor(() =>
      expect([...store.standing.values()]).toMatchObject([{ base: { _deleted: true } }]),
    );
    device = await start(await loseDatabase(device));
    expect((await device.leads.findOne(lead.id).exec())?.name).toBe('Nordlicht');
    online = true;
    device.sync.networkBack();
    await synced(device);
    await settled();
  });

  it('goes on after a second loss, before anything could be sent', async () => {
    let device = await start();
    await synced(device);
    goOffline(device);
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    device = await start(await loseDatabase(device));
    await device.leads.findOne(lead.id).incrementalPatch({ name: 'Nord' });
    device = await start(await loseDatabase(device));
    online = true;
    device.sync.networkBack();
    await synced(device);
    expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Husum', name: 'Nord' });
    expect(server.pushes).toHaveLength(1);
    await settled();
  });

  it('keeps the order of writes of which one waits longer for it: the server gets them all', async () => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let first = true;
    const append: typeof store.append = async (...given) => {
      const waits = first;
      first = false;
      if (waits) await held;
      return store.append(...given);
    };
    const device = await start({ journal: { ...store, append } });
    await synced(device);
    goOffline(device);
    const [one, other] = [aCall({ lead_id: lead.id }), aCall({ lead_id: lead.id })];
    const writes = [device.interactions.insert(one)];
    await vi.waitFor(() => expect(first).toBe(false));
    writes.push(device.interactions.insert(other));
    // What is written to another collection meanwhile does not wait.
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    const { storageInstance } = device.open.database.plain.interactions;
    expect(await storageInstance.findDocumentsById([one.id, other.id], true)).toEqual([]);
    letGo();
    await Promise.all(writes);
    online = true;
    device.sync.networkBack();
    await synced(device);
    for (const { id } of [one, other]) expect(server.documents.get(`interactions/${id}`)).toBeDefined();
  });

  it('takes nothing for written here that a migration copies', async () => {
    const device = await start();
    await synced(device);
    goOffline(device);
    const head = { _meta: { lwt: 0 }, _rev: '', _attachments: {}, _deleted: false };
    const { storageInstance } = device.open.database.plain.leads;
    const rows = [{ document: { ...aLead(), ...head } }];
    expect((await storageInstance.bulkWrite(rows, FROM_MIGRATION)).error).toEqual([]);
    expect(await device.leads.count().exec()).toBe(2);
    expect(store.standing.size).toBe(0);
  });

  it('writes nothing when the journal cannot be written, and says so', async () => {
    const device = await start({
      journal: { ...store, append: () => Promise.reject(new Error('ENOSPC: no space left on device')) },
    });
    await synced(device);
    const call = aCall({ lead_id: lead.id });
    await expect(device.interactions.insert(call)).rejects.toThrow(/ENOSPC/);
    await expect(device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' })).rejects.toThrow(/ENOSPC/);
    expect(await device.interactions.count().exec()).toBe(0);
    expect((await device.leads.findOne(lead.id).exec())?.city).toBe('Kiel');
    await synced(device);
    expect(server.pushes).toEqual([]);
  });

  it('keeps the attention list over a loss, and lets go of what was refused, and of what was settled', async () => {
    server.refuses = (_collection, { note }) => (note === 'bad' ? { code: 'invalid', detail: 'No.' } : null);
    let device = await start();
    await synced(device);
    await device.interactions.bulkInsert([1, 2].map(() => aCall({ lead_id: lead.id, note: 'bad' })));
    await vi.waitFor(() => expect(device.open.attention.entries.get()).toHaveLength(2));
    await synced(device);
    await vi.waitFor(() =>
      expect([...store.standing.values()].map(({ collection }) => collection)).toEqual([
        'attention',
        'attention',
      ]),
    );
    device = await start(await loseDatabase(device));
    await vi.waitFor(() => expect(device.open.attention.entries.get()).toHaveLength(2));
    for (const { id } of device.open.attention.entries.get()) await device.open.attention.remove(id);
    await settled();
  });
});
