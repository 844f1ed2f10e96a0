// Spares a first sync the reading of rows that cannot be there. RxDB looks every document up twice before it stores it, and
// twice again for what it knows of the server; on an empty table each of these reads is in vain, and together they are a
// quarter of the work. So a table that was empty when it was opened remembers the keys that were written to it since, and
// answers by itself for all others. One page at a time works on a replica: nobody else writes to the table.
import Dexie, { type DBCoreTable } from 'dexie';

/** Dexie's range of all keys. */
const EVERYTHING = { type: 3, lower: undefined, upper: undefined } as const;

export interface VainReads {
  /** For the option `addons` of Dexie. */
  addon(database: Dexie): void;
  /** The first sync is over: the keys are forgotten, and every read goes to the disk again. */
  forget(): void;
}

/** For the databases of one replica, all of them opened after this call. */
export function createVainReads(): VainReads {
  const tables = new Set<Watched>();
  let over = false;
  return {
    addon: (database) => {
      database.use({
        stack: 'dbcore',
        name: 'vain-reads',
        create: (down) => ({
          ...down,
          table: (name) => {
            const table = down.table(name);
            const watched: Watched = { written: over ? null : new Set(), wasEmpty: false };
            tables.add(watched);
            return { ...table, ...watching(table, watched) };
          },
        }),
      });
    },
    forget: () => {
      over = true;
      for (const watched of tables) watched.written = null;
      tables.clear();
    },
  };
}

interface Watched {
  /** Keys written since the opening; null where every read goes to the disk. */
  written: Set<unknown> | null;
  /** False until it has been looked at. */
  wasEmpty: boolean;
}

function watching(table: DBCoreTable, watched: Watched): Pick<DBCoreTable, 'mutate' | 'getMany'> {
  const { primaryKey } = table.schema;
  return {
    mutate: (request) => {
      if (watched.written && (request.type === 'add' || request.type === 'put'))
        for (const [at, value] of request.values.entries())
          watched.written.add(request.keys?.[at] ?? primaryKey.extractKey?.(value));
      return table.mutate(request);
    },
    getMany: (request) => {
      const { written } = watched;
      if (written === null) return table.getMany(request);
      if (watched.wasEmpty) return readKnown(table, written, request);
      // In the transaction of this very request: one that waits for another's would end meanwhile.
      return wasEmpty(table, written, request).then((empty) => {
        watched.wasEmpty = empty;
        if (!empty) watched.written = null;
        return watched.written ? readKnown(table, written, request) : table.getMany(request);
      });
    },
  };
}

type Request = Parameters<DBCoreTable['getMany']>[0];
type Found = ReturnType<DBCoreTable['getMany']>;

function readKnown(table: DBCoreTable, written: ReadonlySet<unknown>, request: Request): Found {
  const known = request.keys.filter((key) => written.has(key));
  if (known.length === 0) return Dexie.Promise.resolve(request.keys.map(() => undefined)) as unknown as Found;
  return table.getMany({ ...request, keys: known }).then((found) => {
    const byKey = new Map(known.map((key, at) => [key, found[at]]));
    return request.keys.map((key) => byKey.get(key));
  });
}

/** Whether nothing is there but what has been written since the opening: of one key more than that, one would be foreign. */
const wasEmpty = (table: DBCoreTable, written: ReadonlySet<unknown>, { trans }: Request): Promise<boolean> =>
  table
    .query({
      trans,
      values: false,
      limit: written.size + 1,
      query: { index: table.schema.primaryKey, range: EVERYTHING },
    })
    .then(({ result }) => result.every((key) => written.has(key)));
