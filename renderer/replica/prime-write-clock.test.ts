import { afterEach, expect, it, vi } from 'vitest';
import { aLead } from '#domain/testing/builders.ts';
import { openTestDatabase, startTestSync } from '../testing/replica-fixture.ts';
import { TestSyncServer } from '../testing/sync-server.ts';

const HOUR = 3_600_000;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Moves every time that a session has left on disk: what a session leaves whose clock was ahead. */
async function moveTimesOnDisk(databaseName: string, by: number): Promise<number> {
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  let latest = 0;
  for (const name of names.filter((one) => one.includes(databaseName))) {
    const database = await requested(indexedDB.open(name));
    const store = database.transaction('docs', 'readwrite').objectStore('docs');
    for (const document of (await requested(store.getAll())) as StoredDocument[]) {
      document._meta.lwt += by;
      if (document.checkpointData?.lwt !== undefined) document.checkpointData.lwt += by;
      if (!name.includes('meta')) latest = Math.max(latest, document._meta.lwt);
      await requested(store.put(document));
    }
    database.close();
  }
  return latest;
}

interface StoredDocument {
  _meta: { lwt: number };
  checkpointData?: { lwt?: number };
}

const requested = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

it('pushes what is written offline after the device clock was set back by an hour', async () => {
  const server = new TestSyncServer();
  const lead = aLead({ city: 'Kiel' });
  server.write('kim', 'leads', lead);

  const ahead = await openTestDatabase();
  const first = startTestSync(ahead, server.fetchFor('kim'));
  await first.firstPull;
  await ahead.database.collections.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
  await vi.waitFor(() => expect(first.status.getState()).toMatchObject({ state: 'synced', pending: 0 }));
  await first.close();
  const latest = await moveTimesOnDisk(ahead.name, HOUR);

  const offline = await openTestDatabase({ name: ahead.name });
  await offline.database.collections.leads.findOne(lead.id).incrementalPatch({ city: 'Flensburg' });
  const [written] = await offline.database.plain.leads.storageInstance.findDocumentsById([lead.id], false);
  expect(written?._meta.lwt).toBeGreaterThan(latest);
  await offline.database.rx.close();

  const back = await openTestDatabase({ name: ahead.name });
  const again = startTestSync(back, server.fetchFor('kim'));
  closers.push(again.close);
  await again.firstPull;
  await vi.waitFor(() =>
    expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Flensburg' }),
  );
});
