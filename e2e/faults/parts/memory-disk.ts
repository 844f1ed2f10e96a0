// RxDB's memory storage as a disk: what is written outlives the program that wrote it, and every write takes its time,
// so that a kill can come before it, or between it and the word that it is done.
import type { RxStorage, RxStorageInstanceCreationParams } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';

export interface StoredRow {
  id?: string;
  [field: string]: unknown;
}

/** A bulk write as it stood on the disk. */
export interface DiskWrite {
  store: string;
  collection: string;
  context: string;
  rows: { previous: StoredRow | undefined; document: StoredRow }[];
}

/** The disk of one device; the runner keeps it. */
export interface Disk {
  read(store: string): StoredRow[];
  wrote(write: DiskWrite, primary: string): void;
  /** The store holds exactly these from now on. */
  replace(store: string, rows: StoredRow[], primary: string): void;
  remove(store: string): void;
  /** Before a write is on disk (`out`), and before its word of it has come back (`back`). */
  wait(way: 'out' | 'back'): Promise<void> | undefined;
  /** Throws where the disk takes nothing more. */
  room(): void;
}

type Instance = Awaited<ReturnType<RxStorage<unknown, unknown>['createStorageInstance']>>;
type Rows = { previous?: StoredRow; document: StoredRow }[];

/** A storage for one run of the program over a disk that stays. */
export function memoryDisk(disk: Disk): RxStorage<unknown, unknown> {
  const memory = { ...getRxStorageMemory(), collectionStates: new Map() };
  const createStorageInstance = async (params: RxStorageInstanceCreationParams<never, never>) => {
    const instance = (await memory.createStorageInstance(params)) as unknown as Instance;
    const store = `${params.databaseName} ${params.collectionName} ${params.schema.version}`;
    const kept = disk.read(store);
    if (kept.length > 0)
      await instance.bulkWrite(kept.map((document) => ({ document })) as never, 'from-disk');
    return overDisk(instance, disk, store);
  };
  return { ...memory, createStorageInstance } as unknown as RxStorage<unknown, unknown>;
}

function overDisk(instance: Instance, disk: Disk, store: string): Instance {
  const primary = String((instance as unknown as { primaryPath: string }).primaryPath);
  // As in IndexedDB, what is asked of a store waits for the writes that were asked for before.
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  const write = async (rows: Rows, context: string) => {
    await disk.wait('out');
    disk.room();
    const result = await instance.bulkWrite(rows as never, context);
    const failed = new Set(result.error.map(({ documentId }) => documentId));
    const written = rows.filter(({ document }) => !failed.has(String(document[primary])));
    if (written.length > 0) {
      const taken = written.map(({ previous, document }) => ({ previous, document }));
      disk.wrote({ store, collection: instance.collectionName, context, rows: taken }, primary);
    }
    await disk.wait('back');
    return result;
  };
  const changed = new Map<PropertyKey, unknown>([
    [
      'bulkWrite',
      (rows: Rows, context: string) => {
        waiting += 1;
        return inTurn(() => write(rows, context)).finally(() => {
          waiting -= 1;
        });
      },
    ],
    [
      'cleanup',
      async (age: number) => {
        const done = await instance.cleanup(age);
        const { documents } = (await instance.internals) as { documents: Map<string, StoredRow> };
        disk.replace(store, [...documents.values()], primary);
        return done;
      },
    ],
    [
      'remove',
      async () => {
        disk.remove(store);
        await instance.remove();
      },
    ],
  ]);
  for (const read of ['findDocumentsById', 'query', 'count', 'getChangedDocumentsSince'] as const) {
    const real = (instance as unknown as Record<string, unknown>)[read];
    if (typeof real !== 'function') continue;
    const ask = (...args: unknown[]) => real.apply(instance, args) as Promise<unknown>;
    changed.set(read, (...args: unknown[]) => (waiting === 0 ? ask(...args) : inTurn(() => ask(...args))));
  }
  return new Proxy(instance, {
    get: (target, key) => {
      if (changed.has(key)) return changed.get(key);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    // The program puts its journal before a store's writes: around the disk, not between the disk and the memory.
    set: (_target, key, value) => {
      changed.set(key, value);
      return true;
    },
  });
}
