// A replica on real IndexedDB for one test: database, attention list and sync, with fresh names and a still clock.
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { createIds } from '#domain/ids.ts';
import type { JournalEntry } from '../../electron/ipc/contract.ts';
import { openAside } from '../replica/aside.ts';
import { createAttentionList } from '../replica/attention.ts';
import { type Claims, openClaims } from '../replica/claims.ts';
import { openDatabase } from '../replica/collections.ts';
import { createConflictHandler } from '../replica/conflicts.ts';
import { type CorrectedClock, createCorrectedClock } from '../replica/corrected-clock.ts';
import { createJournal, type JournalStore } from '../replica/journal.ts';
import { journalledStorage } from '../replica/journalled-storage.ts';
import { createStatusKeeper } from '../replica/kept-status.ts';
import { readingVersion } from '../replica/readable.ts';
import { replayJournal } from '../replica/replay-journal.ts';
import { sparingMemory } from '../replica/spared-memory.ts';
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

/** A journal's place in memory, as the main process keeps it on disk. */
export function memoryJournal(): JournalStore & { standing: Map<string, JournalEntry> } {
  const standing = new Map<string, JournalEntry>();
  return {
    standing,
    append: async (_replica, entries) => {
      for (const entry of structuredClone(entries)) {
        standing.delete(entry.key);
        standing.set(entry.key, entry);
      }
    },
    settle: async (_replica, keys) => {
      for (const key of keys) standing.delete(key);
    },
    read: async () => structuredClone([...standing.values()]),
    forget: async () => standing.clear(),
  };
}

interface Options {
  name?: string;
  storage?: ReturnType<typeof getRxStorageDexie>;
  journal?: JournalStore;
  kept?: Storage;
  clock?: CorrectedClock;
  sizes?: { push: number; pull: number; audit?: number };
  /** What the program can read. */
  version?: string;
  userId?: string;
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
  const store = options.journal ?? memoryJournal();
  const journal = createJournal({ name, store, report });
  const later: { claims?: Claims } = {};
  const storage = options.storage ?? getRxStorageDexie({ chromeTransactionDurability: 'strict' });
  let complain: Parameters<typeof createConflictHandler>[1]['complain'] = () =>
    Promise.reject(new Error('early'));
  const database = await openDatabase({
    name,
    storage: journalledStorage(sparingMemory(storage), { journal, verdicts }),
    ids,
    clock,
    conflictHandlerOf: (collection) =>
      createConflictHandler(collection, {
        ...{ verdicts, ids, clock, report, retry_ms: 5 },
        complain: (one) => complain(one),
        claims: {
          of: (...place) => later.claims?.of(...place),
          drop: async (...place) => later.claims?.drop(...place),
        },
        rebase: journal.rebase,
      }),
  });
  const claims = await openClaims(database.collections);
  later.claims = claims;
  const aside = await openAside({
    desk: database.collections.desk,
    version: options.version ?? readingVersion(),
  });
  await replayJournal({ database, journal, claims });
  const attention = createAttentionList({
    stored: database.collections.attention,
    clock,
    journal,
    titleOf: (_collection, document) => String(document['name'] ?? document.id),
  });
  complain = attention.complain;
  const kept = options.kept ?? memoryStorage();
  const keeper = createStatusKeeper(kept, name);
  return {
    ...{ name, kept, clock, ids, verdicts, reports, report, database, attention, keeper, options },
    ...{ journal, store, claims, aside, userId: options.userId ?? 'kim', idle: async () => undefined },
  };
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
