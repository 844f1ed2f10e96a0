// WatermelonDB in the browser: LokiJS in memory, which is written to IndexedDB afterwards, in parts.
import { appSchema, Database, Model, tableSchema } from '@nozbe/watermelondb';
import lokijs from '@nozbe/watermelondb/adapters/lokijs';
import { synchronize } from '@nozbe/watermelondb/sync';

type Changes = Record<string, { created: Record<string, unknown>[] }>;

const TYPES: Record<string, string> = { string: 'string', number: 'number', boolean: 'boolean' };

let changes: Changes | null = null;
let database: Database | null = null;

export const watermelonApi = {
  /** Opens it with tables as wide as the documents need. */
  watermelonOpen: async (): Promise<void> => {
    changes = ((await (await fetch('/watermelon')).json()) as { changes: Changes }).changes;
    const tables = Object.entries(changes).map(([name, { created }]) =>
      tableSchema({ name, columns: columnsOf(created) }),
    );
    const modelClasses = Object.keys(changes).map(
      (name) =>
        class extends Model {
          static override table = name;
        },
    );
    const adapter = new lokijs.default({
      schema: appSchema({ version: 1, tables }),
      dbName: `watermelon-${crypto.randomUUID()}`,
      useWebWorker: false,
      useIncrementalIndexedDB: true,
    });
    database = new Database({ adapter, modelClasses });
  },
  /** Milliseconds of a first synchronisation: in memory when it ends, on the disk some time later. */
  watermelonFirstSync: async (): Promise<number> => {
    const start = performance.now();
    await synchronize({
      database,
      sendCreatedAsUpdated: true,
      pullChanges: async () => (await fetch('/watermelon')).json(),
      pushChanges: async () => undefined,
    });
    return performance.now() - start;
  },
  watermelonCount: async (): Promise<number> => {
    const counts = Object.keys(changes ?? {}).map((table) => database?.get(table).query().fetchCount() ?? 0);
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  },
};

function columnsOf(rows: readonly Record<string, unknown>[]) {
  const kinds = new Map<string, string>();
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) kinds.set(name, TYPES[typeof value] ?? 'string');
  kinds.delete('id');
  return [...kinds].map(([name, type]) => ({ name, type, isOptional: true, isIndexed: name === 'lead_id' }));
}
