import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { COLLECTIONS } from '#domain/sync/collections.ts';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { openTestDatabase, startTestSync } from '../testing/replica-fixture.ts';
import { TestSyncServer } from '../testing/sync-server.ts';

type Options = NonNullable<Parameters<typeof openTestDatabase>[0]>;

const KIM = createIds().next();

describe('the comparison with the server', () => {
  let server: TestSyncServer;
  let online: boolean;
  let ends: (() => Promise<void>)[];
  /** What a comparison waits for, when it has made its list. */
  let held: () => Promise<unknown>;
  /** What a comparison waits for, when the server has answered and the answer is on its way. */
  let heldAnswer: () => Promise<unknown>;
  const lead = aLead({ name: 'Nordlicht', city: 'Kiel', tags: [] });
  const other = aLead({ name: 'Seestern' });

  beforeEach(() => {
    server = new TestSyncServer();
    online = true;
    ends = [];
    held = async () => undefined;
    heldAnswer = async () => undefined;
    server.write('kim', 'leads', lead);
    server.write('kim', 'leads', other);
  });
  afterEach(async () => {
    await Promise.all(ends.map((end) => end()));
  });

  const start = async (options: Options = {}) => {
    const open = await openTestDatabase({ userId: KIM, ...options });
    const before = async (path: string) => {
      if (path.includes('/digest')) await held();
      return online ? undefined : null;
    };
    const after = async (path: string) => {
      if (path.includes('/digest')) await heldAnswer();
      return undefined;
    };
    const fetch = server.fetchFor('kim', { before, after });
    const sync = startTestSync(open, fetch);
    ends.push(sync.close);
    return { open, sync, ...open.database.collections };
  };
  type Device = Awaited<ReturnType<typeof start>>;
  const synced = ({ sync }: Device) =>
    vi.waitFor(() => expect(sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }), 12_000);
  const stop = async ({ open, sync }: Device) => {
    ends = ends.filter((end) => end !== sync.close);
    await sync.close();
    return { name: open.name, kept: open.kept };
  };
  /** Changes what lies on the disk behind the back of the database. */
  const onDisk = async ({ open }: Device, change: (docs: IDBObjectStore) => unknown) => {
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const name = names.find((one) => one.includes(open.name) && /leads/.test(one) && !one.includes('meta'));
    const database = await requested(indexedDB.open(name ?? ''));
    const docs = database.transaction('docs', 'readwrite').objectStore('docs');
    await change(docs);
    database.close();
  };
  const nameOf = async ({ leads }: Device, id: string) => (await leads.findOne(id).exec())?.name;
  /** Everything runs as before afterwards: what is written arrives, what others write is seen, and nothing is left over. */
  const worksOn = async (device: Device, id: string) => {
    await device.leads.findOne(id).incrementalPatch({ city: 'Husum' });
    await synced(device);
    expect(server.documents.get(`leads/${id}`)).toMatchObject({ city: 'Husum' });
    const current = server.documents.get(`leads/${id}`);
    server.write('kim', 'leads', { ...current, id, write_id: device.open.ids.next(), ...{ name: 'Later' } });
    await vi.waitFor(async () => expect(await nameOf(device, id)).toBe('Later'));
    await synced(device);
    expect(device.open.attention.entries.get()).toEqual([]);
    expect(await device.sync.audit()).toMatchObject({ repaired: 0 });
  };

  it('finds nothing in a sound replica, with one request for each chunk of a collection', async () => {
    for (let at = 0; at < 8; at += 1) server.write('kim', 'leads', aLead());
    const device = await start({ sizes: { pull: 100, push: 10, audit: 4 } });
    await synced(device);
    expect(await device.sync.audit()).toEqual({ checked: 10, repaired: 0 });
    const asked = server.digests.map(({ collection }) => collection);
    expect(asked).toHaveLength(COLLECTIONS.length + 2);
    expect(server.digests.every(({ ids, ranged }) => ids <= 4 && ranged)).toBe(true);
  });

  it('mends a document of which a byte was flipped on the disk', async () => {
    let device = await start();
    await synced(device);
    await onDisk(device, async (docs) => {
      const stored = await requested(docs.get(lead.id));
      await requested(docs.put({ ...stored, name: 'Nordlichu' }));
    });
    device = await start(await stop(device));
    await synced(device);
    expect(await nameOf(device, lead.id)).toBe('Nordlichu');
    expect(await device.sync.audit()).toMatchObject({ repaired: 1 });
    expect(await nameOf(device, lead.id)).toBe('Nordlicht');
    expect(server.pushes).toEqual([]);
    await synced(device);
    await worksOn(device, lead.id);
  });

  it('does not send a damaged write id as if it were a write', async () => {
    let device = await start();
    await synced(device);
    await onDisk(device, async (docs) => {
      const stored = await requested(docs.get(lead.id));
      await requested(docs.put({ ...stored, write_id: device.open.ids.next(), name: 'Rubbish' }));
    });
    device = await start(await stop(device));
    await synced(device);
    expect(await device.sync.audit()).toMatchObject({ repaired: 1 });
    expect(await nameOf(device, lead.id)).toBe('Nordlicht');
    expect(server.pushes).toEqual([]);
    await worksOn(device, lead.id);
  });

  it('brings back a document that vanished from the disk', async () => {
    let device = await start();
    await synced(device);
    await onDisk(device, (docs) => requested(docs.delete(lead.id)));
    device = await start(await stop(device));
    await synced(device);
    expect(await nameOf(device, lead.id)).toBeUndefined();
    expect(await device.sync.audit()).toMatchObject({ repaired: 1 });
    expect(await nameOf(device, lead.id)).toBe('Nordlicht');
    await worksOn(device, lead.id);
  });

  it('removes what the server no longer gives this person although its feed has forgotten to say so', async () => {
    const device = await start();
    await synced(device);
    server.dropFeedRow('kim', 'leads', lead.id);
    expect(await device.sync.audit()).toMatchObject({ repaired: 1 });
    expect(await nameOf(device, lead.id)).toBeUndefined();
    expect(await nameOf(device, other.id)).toBe('Seestern');
    await synced(device);
    await worksOn(device, other.id);
  });

  it('leaves unsent work alone', async () => {
    const device = await start();
    await synced(device);
    await vi.waitFor(() => expect(device.open.store).toBeDefined());
    server.refuses = () => null;
    const call = aCall({ lead_id: lead.id });
    online = false;
    device.sync.networkLost();
    await device.interactions.insert(call);
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await vi.waitFor(() => expect(device.sync.status.getState().pending).toBe(2));
    online = true;
    const audited = device.sync.audit();
    device.sync.networkBack();
    expect(await audited).toMatchObject({ repaired: 0 });
    await synced(device);
    expect(server.documents.get(`interactions/${call.id}`)).toMatchObject({ write_id: call.write_id });
    expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Husum' });
  });

  it('finds nothing to mend in what has been sent since the list was made', async () => {
    const device = await start();
    await synced(device);
    online = false;
    device.sync.networkLost();
    await device.interactions.insert(aCall({ lead_id: lead.id }));
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await vi.waitFor(() => expect(device.sync.status.getState().pending).toBe(2));
    let asked = 0;
    held = async () => {
      asked += 1;
      if (asked > 1) return;
      online = true;
      device.sync.networkBack();
      await vi.waitFor(() => expect(device.sync.status.getState().pending).toBe(0));
    };
    expect(await device.sync.audit()).toMatchObject({ repaired: 0 });
    expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Husum' });
  });

  it('lets stand what was sent while the answer was on its way, also what was deleted', async () => {
    const device = await start();
    await synced(device);
    online = false;
    device.sync.networkLost();
    await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await device.leads.findOne(other.id).remove();
    await vi.waitFor(() => expect(device.sync.status.getState().pending).toBe(2));
    let answers = 0;
    held = async () => {
      online = true;
    };
    heldAnswer = async () => {
      answers += 1;
      if (answers > 1) return;
      device.sync.networkBack();
      await vi.waitFor(() => expect(device.sync.status.getState().pending).toBe(0));
    };
    expect(await device.sync.audit()).toMatchObject({ repaired: 0 });
    expect((await device.leads.findOne(lead.id).exec())?.city).toBe('Husum');
    expect(await device.leads.findOne(other.id).exec()).toBeNull();
    await worksOn(device, lead.id);
  });

  describe('after the server was set back to a backup', () => {
    const work = async (device: Device) => {
      const call = aCall({ lead_id: lead.id, created_by: KIM });
      await device.interactions.insert(call);
      await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
      await device.leads.findOne(other.id).remove();
      await synced(device);
      return call;
    };
    const expectAll = async (device: Device, call: { id: string; write_id: string }) => {
      await vi.waitFor(() =>
        expect(server.documents.get(`interactions/${call.id}`)).toMatchObject({ write_id: call.write_id }),
      );
      await vi.waitFor(() =>
        expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Husum' }),
      );
      await vi.waitFor(() =>
        expect(server.documents.get(`leads/${other.id}`)).toMatchObject({ _deleted: true }),
      );
      await synced(device);
      expect((await device.leads.findOne(lead.id).exec())?.city).toBe('Husum');
      expect(await device.interactions.count().exec()).toBe(1);
      expect(await device.leads.count().exec()).toBe(1);
      expect(device.open.attention.entries.get()).toEqual([]);
    };

    it('offers again what the server had confirmed and lost, also what was deleted', async () => {
      let device = await start();
      await synced(device);
      const restore = server.backup();
      const call = await work(device);
      const left = await stop(device);
      restore();
      device = await start(left);
      await synced(device);
      await expectAll(device, call);
      await worksOn(device, lead.id);
    });

    it('does so where nobody had told that it was set back, as soon as everything is compared', async () => {
      const device = await start();
      await synced(device);
      const restore = server.backup();
      const call = await work(device);
      restore();
      server.epoch = 'epoch-1';
      expect(await device.sync.audit()).toMatchObject({ repaired: 3 });
      await expectAll(device, call);
    });

    it('keeps work that was never sent, whatever the server came back with', async () => {
      let device = await start();
      await synced(device);
      const restore = server.backup();
      online = false;
      device.sync.networkLost();
      await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
      const left = await stop(device);
      restore();
      online = true;
      device = await start(left);
      await synced(device);
      expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Husum' });
      expect((await device.leads.findOne(lead.id).exec())?.city).toBe('Husum');
      expect(device.open.attention.entries.get()).toEqual([]);
    });

    it('lets stand what somebody has changed since, and keeps mine for me', async () => {
      let device = await start();
      await synced(device);
      const restore = server.backup();
      await device.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
      await synced(device);
      const left = await stop(device);
      restore();
      const later = { city: 'Flensburg', updated_at: '2026-03-03T09:00:00.000Z' };
      server.write('kim', 'leads', aLead({ ...lead, ...later, write_id: device.open.ids.next() }));
      device = await start(left);
      await synced(device);
      await vi.waitFor(() =>
        expect(device.open.attention.entries.get()).toMatchObject([
          { kind: 'overwritten', fields: [{ field: 'city', mine: 'Husum', theirs: 'Flensburg' }] },
        ]),
      );
      expect((await device.leads.findOne(lead.id).exec())?.city).toBe('Flensburg');
      expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Flensburg' });
    });
  });
});

const requested = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
