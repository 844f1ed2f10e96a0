import type { RxStorage } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import { freshName, memoryStorage, openTestDatabase, startTestSync } from '../testing/replica-fixture.ts';
import { type Fault, TestSyncServer } from '../testing/sync-server.ts';

type Storage = RxStorage<unknown, unknown>;
type Writes = Map<string, number>;

/** Counts the rows that are written, by the name of the storage's collection. `lost` says which write does not reach the disk. */
function countingStorage(writes: Writes, lost: (context: string) => boolean = () => false): Storage {
  const storage = getRxStorageDexie({ chromeTransactionDurability: 'strict' }) as Storage;
  const counting: Pick<Storage, 'createStorageInstance'> = {
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      const bulkWrite = instance.bulkWrite.bind(instance);
      const name = params.collectionName.startsWith('rx-replication-meta-')
        ? 'memory'
        : params.collectionName;
      instance.bulkWrite = async (rows, context) => {
        if (lost(context)) return { error: [] };
        if (context !== 'replication-set-checkpoint') writes.set(name, (writes.get(name) ?? 0) + rows.length);
        return bulkWrite(rows, context);
      };
      return instance;
    },
  };
  return Object.assign(Object.create(storage), counting);
}

describe('what the replication remembers of the server', () => {
  const lead = aLead({ name: 'Nordlicht', city: 'Kiel', phone: null, tags: [] });
  let server: TestSyncServer;
  let online: boolean;
  let writes: Writes;
  let name: string;
  let kept: globalThis.Storage;
  let running: ReturnType<typeof startTestSync>[];
  const bases: (string | null)[] = [];
  const before: Fault = () => (online ? undefined : null);

  beforeEach(() => {
    server = new TestSyncServer();
    server.write('kim', 'leads', lead);
    [online, writes, name, kept, running] = [true, new Map(), freshName(), memoryStorage(), []];
    bases.length = 0;
  });
  afterEach(async () => {
    await Promise.all(running.map((sync) => sync.close()));
  });

  const start = async (lost?: (context: string) => boolean) => {
    const open = await openTestDatabase({ name, kept, storage: countingStorage(writes, lost) as never });
    const fetch = server.fetchFor('kim', { before });
    const sync = startTestSync(open, async (path, init) => {
      if (path.endsWith('/push') && online) bases.push(...basesOf(init?.body));
      return fetch(path, init);
    });
    running.push(sync);
    return { open, sync, leads: open.database.collections.leads };
  };
  const stop = async () => {
    await running.pop()?.close();
  };
  const settled = ({ sync }: Awaited<ReturnType<typeof start>>) =>
    vi.waitFor(() => expect(sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }), 8_000);
  const goOffline = ({ sync }: Awaited<ReturnType<typeof start>>) => {
    online = false;
    sync.networkLost();
  };
  const goOnline = ({ sync }: Awaited<ReturnType<typeof start>>) => {
    online = true;
    sync.networkBack();
  };
  const stored = () => server.documents.get(`leads/${lead.id}`);

  it('is not written a second time: a first sync and a later change cost one write for each document', async () => {
    for (let at = 0; at < 20; at += 1) server.write('kim', 'pocs', aPoc({ lead_id: lead.id }));
    const device = await start();
    await settled(device);
    expect([writes.get('leads'), writes.get('pocs'), writes.get('memory') ?? 0]).toEqual([1, 20, 0]);
    server.write('kim', 'leads', aLead({ ...lead, city: 'Husum', write_id: device.open.ids.next() }));
    await vi.waitFor(async () => expect((await device.leads.findOne(lead.id).exec())?.city).toBe('Husum'));
    await settled(device);
    expect([writes.get('leads'), writes.get('memory') ?? 0]).toEqual([2, 0]);
  });

  it('is the document as it came when it is changed here: an edit is pushed on top of it, without a write more', async () => {
    const device = await start();
    await settled(device);
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await settled(device);
    expect(bases).toEqual([lead.write_id]);
    expect(stored()).toMatchObject({ city: 'Husum' });
    const first = stored()?.write_id;
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Flensburg' });
    await settled(device);
    expect(bases).toEqual([lead.write_id, first]);
    expect(server.pushes).toHaveLength(2);
    expect(device.open.attention.entries.get()).toEqual([]);
  });

  it('outlives several edits and a restart: what both have changed in different fields is merged', async () => {
    let device = await start();
    await settled(device);
    goOffline(device);
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Flensburg' });
    await stop();
    server.write('kim', 'leads', aLead({ ...lead, phone: '+49 431 1', write_id: device.open.ids.next() }));
    device = await start();
    await device.leads.findOne(lead.id).incrementalPatch({ tags: ['north'] });
    goOnline(device);
    await settled(device);
    expect(stored()).toMatchObject({ city: 'Flensburg', phone: '+49 431 1', tags: ['north'] });
    expect(bases[0]).toBe(lead.write_id);
    expect(device.open.attention.entries.get()).toEqual([]);
  });

  it('is told by a deletion as well', async () => {
    const device = await start();
    await settled(device);
    await device.leads.findOne(lead.id).remove();
    await settled(device);
    expect(bases).toEqual([lead.write_id]);
    expect(stored()).toMatchObject({ _deleted: true });
  });

  it('is whole although the program ended before its checkpoint was kept: nothing is pushed or written twice', async () => {
    const first = await start((context) => context === 'replication-set-checkpoint');
    await vi.waitFor(async () => expect(await first.leads.findOne(lead.id).exec()).not.toBeNull());
    await stop();
    const device = await start();
    await settled(device);
    expect(server.pushes).toEqual([]);
    expect(writes.get('leads')).toBe(1);
    server.write('kim', 'leads', aLead({ ...lead, city: 'Husum', write_id: device.open.ids.next() }));
    await vi.waitFor(async () => expect((await device.leads.findOne(lead.id).exec())?.city).toBe('Husum'));
  });

  it('keeps nothing of a document that has left', async () => {
    const device = await start();
    await settled(device);
    goOffline(device);
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    server.reassign(lead.id, 'ana');
    goOnline(device);
    await settled(device);
    await vi.waitFor(async () => expect(await device.leads.findOne(lead.id).exec()).toBeNull());
    const { storageInstance } = device.open.database.plain.leads;
    const left = await storageInstance.findDocumentsById([lead.id], true);
    expect(left).toHaveLength(1);
    expect(JSON.stringify(left)).not.toMatch(/Nordlicht|Kiel|Husum/);
  });
});

function basesOf(body: unknown): (string | null)[] {
  const { rows } = JSON.parse(String(body)) as { rows: { base: string | null }[] };
  return rows.map(({ base }) => base);
}
