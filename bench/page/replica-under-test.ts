// Signs in and opens the replica as the browser edition does: same storage, wire, clock and session renewal. Sealed where it
// is asked for, as the desktop program keeps it.
import { createIds } from '#domain/ids.ts';
import { COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import { createCorrectedClock } from '../../renderer/replica/corrected-clock.ts';
import { type ReplicaUser, replicaName } from '../../renderer/replica/open.ts';
import { createReplicaOpener } from '../../renderer/replica/opener.ts';
import { createPageJournal } from '../../renderer/replica/page-journal.ts';
import type { Replica, SyncStatus } from '../../renderer/replica/replica-types.ts';
import { createSeal, type Seal } from '../../renderer/replica/seal.ts';
import { createWire, type Fetch } from '../../renderer/replica/wire.ts';
import { createRefreshingFetch } from '../../renderer/session/refreshing-fetch.ts';

export interface Credentials {
  email: string;
  password: string;
}

export type Counts = Record<Collection, number>;

const OWN = { 'content-type': 'application/json', 'X-Callbook': '1', 'X-Callbook-Edition': 'browser' };

/** What the page works on. `open` and `name` throw before it is signed in and opened. */
export function createReplicaUnderTest() {
  const kept = window.localStorage;
  const ids = createIds();
  const clock = createCorrectedClock({ kept });
  const plainFetch: Fetch = (input, init) => window.fetch(input, init);
  const wire = createWire({ fetch: createRefreshingFetch({ fetch: plainFetch, ids }), clock });
  const troubles: string[] = [];
  const report = (message: string) => void troubles.push(message);
  const openerWith = (seal?: Seal) =>
    createReplicaOpener({
      wire,
      clock,
      ids,
      kept,
      report,
      journal: createPageJournal(kept, report),
      onEnded: ({ kind, detail }) => void troubles.push(`${kind}: ${detail}`),
      ...(seal ? { seal } : {}),
    });
  let opener = openerWith();
  let user: ReplicaUser | null = null;
  let replica: Replica | null = null;

  const signedIn = () => user ?? missing('nobody is signed in');
  const open = () => replica ?? missing('no replica is open');
  const openNow = async () => {
    replica = await opener.open(signedIn(), window.location.origin);
    return replica;
  };

  const api = {
    signIn: async (credentials: Credentials): Promise<void> => {
      const response = await fetch('/api/auth/login', {
        method: 'POST',
        headers: OWN,
        body: JSON.stringify(credentials),
      });
      if (!response.ok) throw new Error(`sign-in: ${response.status}`);
      user = ((await response.json()) as { user: ReplicaUser }).user;
      kept.setItem('bench.user', JSON.stringify(user));
    },
    /** After a reload: the person who was signed in before. */
    signedInBefore: async (): Promise<void> => {
      user = JSON.parse(kept.getItem('bench.user') ?? 'null');
    },
    /** From here on all is sealed under a key of this page, so it has to stay loaded. */
    seal: async (): Promise<void> => {
      opener = openerWith(await createSeal(crypto.getRandomValues(new Uint8Array(32))));
    },
    /** Opens an empty replica; milliseconds until everything is in it and it says that it is in sync. */
    firstSync: async (): Promise<number> => {
      const start = performance.now();
      const { sync } = await openNow();
      await untilStatus(sync.status, ({ first_sync, state }) => !first_sync && state === 'synced');
      return performance.now() - start;
    },
    /** Opens the replica that is there; milliseconds. */
    openAgain: async (): Promise<number> => {
      const start = performance.now();
      await openNow();
      return performance.now() - start;
    },
    untilSynced: async (): Promise<void> =>
      untilStatus(open().sync.status, ({ state, pending }) => state === 'synced' && pending === 0),
    /** What follows a first sync as well: the comparison of everything with the server is over. */
    untilAudited: async (): Promise<void> =>
      untilStatus(open().sync.status, ({ audited_at }) => audited_at !== null),
    closeReplica: async (): Promise<void> => {
      await replica?.close();
      replica = null;
    },
    /** Rows in IndexedDB itself, whatever RxDB says. */
    countOnDisk: async (): Promise<Counts> => countOnDisk(replicaName(window.location.origin, signedIn().id)),
    troubles: async (): Promise<string[]> => troubles,
  };
  return { api, open, name: () => replicaName(window.location.origin, signedIn().id) };
}

function missing(what: string): never {
  throw new Error(what);
}

/** Resolves as soon as the status is as wanted. */
export function untilStatus(
  status: Replica['sync']['status'],
  wanted: (status: SyncStatus) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    if (wanted(status.getState())) return resolve();
    const stop = status.subscribe((next) => {
      if (!wanted(next)) return;
      stop();
      resolve();
    });
  });
}

async function countOnDisk(name: string): Promise<Counts> {
  const all = (await indexedDB.databases()).flatMap((found) => found.name ?? []);
  const counts = COLLECTIONS.map(async (collection) => {
    const database = all.find((one) => one.includes(name) && one.endsWith(`--${collection}`));
    return [collection, database ? await rowsOf(database) : 0];
  });
  return Object.fromEntries(await Promise.all(counts));
}

function rowsOf(database: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const { result } = opening;
      const counting = result.transaction('docs').objectStore('docs').count();
      counting.onerror = () => reject(counting.error);
      counting.onsuccess = () => {
        result.close();
        resolve(counting.result);
      };
    };
  });
}
