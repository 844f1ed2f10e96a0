// What lies below ours: the same documents in the same collections, by RxDB without any replication, and by Dexie
// without RxDB. Both write through to the disk, as the replica does.
import Dexie from 'dexie';
import { fillWithDefaultSettings } from 'rxdb';
import { getDexieStoreSchema, getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { createIds } from '#domain/ids.ts';
import type { Interaction } from '#domain/interaction/interaction.ts';
import { COLLECTIONS, type Collection, SCHEMA_VERSION } from '#domain/sync/collections.ts';
import { openDatabase, type ReplicaDatabase } from '../../renderer/replica/collections.ts';
import type { ConflictDocument } from '../../renderer/replica/conflicts.ts';
import { rxSchemaOf } from '../../renderer/replica/rx-schema.ts';

type Documents = Map<Collection, ConflictDocument[]>;

const AT_ONCE = 500;
const STORAGE = { chromeTransactionDurability: 'strict' } as const;

/** A database of the replica's own shape and hooks, which nothing replicates. */
export function openBareDatabase(name: string): Promise<ReplicaDatabase> {
  return openDatabase({
    name,
    storage: getRxStorageDexie(STORAGE),
    ids: createIds(),
    clock: { now: () => new Date().toISOString() },
    conflictHandlerOf: () => ({
      isEqual: (a, b) => a.write_id === b.write_id,
      resolve: async ({ realMasterState }) => realMasterState,
    }),
  });
}

export function createFloors() {
  let documents: Documents = new Map();
  let rx: ReplicaDatabase | null = null;
  let dexie: Map<Collection, Dexie> | null = null;

  return {
    /** Fetches everything that the signed-in person's replica would hold; answers with how many documents that are. */
    fetchDocuments: async (): Promise<number> => {
      documents = new Map();
      for (const collection of COLLECTIONS) documents.set(collection, await everything(collection));
      return [...documents.values()].reduce((sum, { length }) => sum + length, 0);
    },
    /** Milliseconds that RxDB needs to store them in an empty database. */
    rxBulkInsert: async (): Promise<number> => {
      rx = await openBareDatabase(`floor-${createIds().next()}`);
      const start = performance.now();
      for (const [collection, list] of documents)
        for (const part of parts(list))
          await rx.plain[collection].bulkInsert(part.map((one) => ({ ...one })));
      return performance.now() - start;
    },
    /** Milliseconds that Dexie needs to store them, with the same indexes. */
    dexieBulkPut: async (): Promise<number> => {
      dexie = dexieLikeOurs();
      const rows = new Map([...documents].map(([collection, list]) => [collection, list.map(storedRow)]));
      const start = performance.now();
      for (const [collection, list] of rows)
        for (const part of parts(list)) await dexie.get(collection)?.table('docs').bulkPut(part);
      return performance.now() - start;
    },
    /** Milliseconds of each single insert through RxDB, hooks included, beside what was stored before. */
    rxInserts: async (count: number): Promise<number[]> =>
      timed(count, async () => {
        await rx?.collections.interactions.insert(freshInteraction());
      }),
    /** Milliseconds of each single put through Dexie. */
    dexiePuts: async (count: number): Promise<number[]> => {
      const table = dexie?.get('interactions')?.table('docs');
      let at = 0;
      return timed(count, async () => {
        await table?.put(storedRow(freshInteraction() as ConflictDocument, at++));
      });
    },
  };

  function freshInteraction(): Interaction {
    const known = documents.get('interactions')?.[0];
    if (!known) throw new Error('there are no interactions');
    const ids = createIds();
    const now = new Date().toISOString();
    return { ...(known as unknown as Interaction), id: ids.next(), write_id: ids.next(), updated_at: now };
  }
}

/** Milliseconds of each of so many pieces of work, one after the other. */
export async function timed(count: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const start = performance.now();
    await work(at);
    times.push(performance.now() - start);
  }
  return times;
}

async function everything(collection: Collection): Promise<ConflictDocument[]> {
  const all: ConflictDocument[] = [];
  for (let checkpoint = '', more = true; more; ) {
    const query = new URLSearchParams({ checkpoint, limit: '1000' });
    const response = await fetch(`/api/sync/${collection}/pull?${query}`, { headers: { 'X-Callbook': '1' } });
    if (!response.ok) throw new Error(`pull of ${collection}: ${response.status}`);
    const page = (await response.json()) as { documents: ConflictDocument[]; checkpoint: string };
    all.push(...page.documents.map(({ _deleted, ...document }) => document as ConflictDocument));
    checkpoint = page.checkpoint;
    more = page.documents.length === 1000;
  }
  return all;
}

function* parts<T>(list: readonly T[]): Generator<T[]> {
  for (let at = 0; at < list.length; at += AT_ONCE) yield list.slice(at, at + AT_ONCE);
}

function dexieLikeOurs(): Map<Collection, Dexie> {
  const name = createIds().next();
  return new Map(
    COLLECTIONS.map((collection) => {
      const database = new Dexie(`raw-${name}-${collection}`, STORAGE);
      const docs = getDexieStoreSchema(fillWithDefaultSettings(rxSchemaOf(collection) as never));
      database.version(SCHEMA_VERSION).stores({ docs });
      return [collection, database];
    }),
  );
}

/** A row as RxDB would store it. */
function storedRow(document: ConflictDocument, at: number): Record<string, unknown> {
  const meta = { lwt: 1_700_000_000_000 + at / 100 };
  return { ...document, _deleted: '0', _rev: '1-bench', _attachments: {}, _meta: meta };
}
