// A replica on real IndexedDB for one test: database, attention list and sync, with fresh names and a still clock.
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { createIds } from '#domain/ids.ts';
import { createAttentionList } from '../replica/attention.ts';
import { openDatabase } from '../replica/collections.ts';
import { createConflictHandler } from '../replica/conflicts.ts';
import { type CorrectedClock, createCorrectedClock } from '../replica/corrected-clock.ts';
import { createStatusKeeper } from '../replica/kept-status.ts';
import { startSync } from '../replica/sync.ts';
import { createVerdicts } from '../replica/verdicts.ts';
import { createWire, type Fetch } from '../replica/wire.ts';

/** Storage of the page, in memory. */
export function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}

export const freshName = () => `test-${createIds().next()}`;

/** A clock that stands still until it is moved. */
export function stillClock(at = '2026-03-02T12:00:00.000Z'): CorrectedClock & { set(next: string): void } {
  let now = at;
  const kept = memoryStorage();
  const corrected = createCorrectedClock({ kept, device: () => Date.parse(now) });
  return {
    ...corrected,
    learn: () => undefined,
    set: (next) => {
      now = next;
    },
  };
}

interface Options {
  name?: string;
  kept?: Storage;
  clock?: CorrectedClock;
  sizes?: { push: number; pull: number };
  silence_ms?: number;
}

export type TestDatabase = Awaited<ReturnType<typeof openTestDatabase>>;

/** Opens the database alone; the sync is started by `startTestSync`. */
export async function openTestDatabase(options: Options = {}) {
  const name = options.name ?? freshName();
  const clock = options.clock ?? stillClock();
  const ids = createIds();
  const verdicts = createVerdicts();
  const reports: string[] = [];
  const report = (message: string) => void reports.push(message);
  let complain: Parameters<typeof createConflictHandler>[1]['complain'] = () =>
    Promise.reject(new Error('early'));
  const database = await openDatabase({
    name,
    storage: getRxStorageDexie({ chromeTransactionDurability: 'strict' }),
    ids,
    clock,
    conflictHandlerOf: (collection) =>
      createConflictHandler(collection, { verdicts, ids, clock, report, complain: (one) => complain(one) }),
  });
  const attention = createAttentionList({
    stored: database.collections.attention,
    clock,
    titleOf: (_collection, document) => String(document['name'] ?? document.id),
  });
  complain = attention.complain;
  const kept = options.kept ?? memoryStorage();
  const keeper = createStatusKeeper(kept, name);
  return { name, kept, clock, ids, verdicts, reports, report, database, attention, keeper, options };
}

/** Starts the sync of an open database through `fetch`. */
export function startTestSync(open: TestDatabase, fetch: Fetch) {
  const ended: string[] = [];
  const sync = startSync({
    ...open,
    wire: createWire({ fetch, clock: open.clock }),
    onEnded: ({ kind }) => void ended.push(kind),
    pauses: { first_ms: 5, longest_ms: 40 },
    ...(open.options.sizes ? { sizes: open.options.sizes } : {}),
    ...(open.options.silence_ms === undefined ? {} : { silence_ms: open.options.silence_ms }),
  });
  const close = async () => {
    sync.close();
    open.attention.close();
    await open.database.rx.close();
  };
  return { ...sync, ended, close };
}
