import { removeRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { aLead, aUser } from '#domain/testing/builders.ts';
import { freshName, memoryStorage, stillClock } from '../testing/replica-fixture.ts';
import { TestSyncServer } from '../testing/sync-server.ts';
import { type ReplicaUser, replicaName } from './open.ts';
import { createReplicaOpener, type ReplicaOpener } from './opener.ts';
import { createPageJournal } from './page-journal.ts';
import { createWire } from './wire.ts';

const entry = (n: number, id = 'a') => ({
  ...{ key: `leads ${id} w${n}`, collection: 'leads', id, write_id: `w${n}` },
  ...{ document: { id, write_id: `w${n}`, name: `Name ${n}` }, base: null },
});

describe('the journal in the page’s storage', () => {
  let storage: Storage;
  let reports: string[];
  const journal = () => createPageJournal(storage, (message) => void reports.push(message));
  beforeEach(() => {
    [storage, reports] = [memoryStorage(), []];
  });

  it('gives back what is not settled in the order in which it came, also to a page started anew', async () => {
    const first = journal();
    await first.append('r1', [entry(1), entry(2), entry(3, 'b')]);
    await first.append('r2', [entry(9)]);
    await first.settle('r1', ['leads b w3']);
    const second = journal();
    await second.append('r1', [entry(4)]);
    expect((await second.read('r1')).map(({ write_id }) => write_id)).toEqual(['w1', 'w2', 'w4']);
    await second.forget('r1');
    expect([await second.read('r1'), await second.read('r2')]).toEqual([[], [entry(9)]]);
  });

  it('an entry that is written over keeps its place', async () => {
    const one = journal();
    await one.append('r1', [entry(1), entry(2)]);
    await one.append('r1', [{ ...entry(1), document: { id: 'a', name: 'Other' } }]);
    expect((await one.read('r1')).map(({ document }) => document['name'])).toEqual(['Other', 'Name 2']);
  });

  it('a storage that takes no more stops no work, and is told once, without what was written', async () => {
    storage.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    const full = journal();
    await full.append('r1', [entry(1)]);
    await full.append('r1', [entry(2)]);
    expect(reports).toEqual([expect.stringContaining('no room')]);
    expect(reports[0]).not.toContain('Name');
  });

  it('an entry that somebody has spoilt is told, and the others are there', async () => {
    await journal().append('r1', [entry(1), entry(2)]);
    storage.setItem('callbook-journal r1 leads a w1', '{');
    expect((await journal().read('r1')).map(({ write_id }) => write_id)).toEqual(['w2']);
    expect(reports).toHaveLength(1);
  });
});

describe('unsent work of the browser edition', () => {
  const kim: ReplicaUser = aUser({ id: createIds().next(), name: 'Kim Alder', email: 'kim@example.com' });
  const lead = aLead({ name: 'Nordlicht', assignee_id: kim.id });
  let server: TestSyncServer;
  let storage: Storage;
  let address: string;
  let online: boolean;
  let opener: ReplicaOpener;
  const start = (kept = storage) => {
    const clock = stillClock();
    const fetch = server.fetchFor(kim.id, { before: () => (online ? undefined : null) });
    return createReplicaOpener({
      ...{ wire: createWire({ fetch, clock }), clock, ids: createIds(), kept, onEnded: () => undefined },
      journal: createPageJournal(kept, (message) => expect.fail(message)),
      report: () => undefined,
    });
  };
  const name = () => replicaName(address, kim.id);
  beforeEach(async () => {
    [server, storage, address, online] = [new TestSyncServer(), memoryStorage(), freshName(), true];
    server.write(kim.id, 'users', aUser({ id: kim.id }));
    server.write(kim.id, 'leads', lead);
    opener = start();
    const replica = await opener.open(kim, address);
    await vi.waitFor(() => expect(replica.sync.status.getState().state).toBe('synced'), 8_000);
    online = false;
    expect((await replica.acts.addNote(lead.id, 'Their oven comes on Friday')).ok).toBe(true);
    await replica.close();
    // The database goes, the page's storage stays.
    await removeRxDatabase(name(), getRxStorageDexie(), false);
    opener = start();
  });
  afterEach(() => opener.wipe(address, kim.id));
  const notes = () =>
    [...server.viewOf(kim.id, 'interactions').values()].map((one) => ('note' in one ? one.note : null));

  it('is written again where IndexedDB was thrown away, and sent once', async () => {
    online = true;
    const again = await opener.open(kim, address);
    const done = { state: 'synced', pending: 0 };
    await vi.waitFor(() => expect(again.sync.status.getState()).toMatchObject(done), 8_000);
    expect(notes()).toEqual(['Their oven comes on Friday']);
    expect(await opener.unsentFile(kim, address)).toBeNull();
    await again.close();
  });

  it('is a file without any database, that another computer takes in', async () => {
    const file = await opener.unsentFile(kim, address);
    expect(file).toMatchObject({ count: 1, name: expect.stringMatching(/^callbook-unsent-.*\.json$/) });
    online = true;
    const elsewhere = start(memoryStorage());
    const other = await elsewhere.open(kim, address);
    const text = new TextDecoder().decode(file?.bytes);
    expect(await other.sync.importUnsent(text)).toEqual({ taken: 1, known: 0, refused: [] });
    await vi.waitFor(() => expect(notes()).toEqual(['Their oven comes on Friday']), 8_000);
    await other.close();
  });
});
