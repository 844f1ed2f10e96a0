// The replica's database: eight replicated collections and two local ones, ten in all (RxDB's free edition allows
// thirteen). Every local write gets a write id and the corrected time here, wherever in the program it is made.
import {
  addRxPlugin,
  createRxDatabase,
  type RxCollection,
  type RxDatabase,
  type RxJsonSchema,
  type RxStorage,
} from 'rxdb';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import type { Ids } from '#domain/ids.ts';
import {
  COLLECTIONS,
  type Collection,
  type DocumentOf,
  WRITABLE_COLLECTIONS,
  type WritableCollection,
} from '#domain/sync/collections.ts';
import type { Clock } from '#domain/time.ts';
import type { ConflictDocument, ReplicaConflictHandler } from './conflicts.ts';
import { migrationsOf } from './migrations.ts';
import { primeWriteClock } from './prime-write-clock.ts';
import { rxSchemaOf } from './rx-schema.ts';

addRxPlugin(RxDBMigrationSchemaPlugin);

/** An entry of the attention list as stored; `entry` is its JSON. */
export interface StoredAttention {
  id: string;
  at: string;
  entry: string;
}

/** Something small that is kept by name; `payload` is its JSON. */
export interface StoredPayload {
  id: string;
  payload: string;
}

export type ReplicaCollections = {
  [C in Collection]: RxCollection<DocumentOf<C>>;
} & {
  attention: RxCollection<StoredAttention>;
  desk: RxCollection<StoredPayload>;
};

/** The open database. `plain` is the same eight collections for what treats every document alike. */
export interface ReplicaDatabase {
  rx: RxDatabase<ReplicaCollections>;
  collections: ReplicaCollections;
  plain: Record<Collection, RxCollection<ConflictDocument>>;
}

interface Deps {
  /** Unique per server and user. */
  name: string;
  storage: RxStorage<unknown, unknown>;
  ids: Ids;
  clock: Clock;
  conflictHandlerOf(collection: WritableCollection): ReplicaConflictHandler;
}

const local = (fields: Record<string, { type: string }>): Omit<RxJsonSchema<{ id: string }>, 'title'> => ({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 60 }, ...fields },
  required: ['id', ...Object.keys(fields)] as 'id'[],
});
const attentionSchema = local({ at: { type: 'string' }, entry: { type: 'string' } });
const deskSchema = local({ payload: { type: 'string' } });

/** Opens the database, or throws what the storage throws (no space, no permission, a newer version on disk). */
export async function openDatabase(deps: Deps): Promise<ReplicaDatabase> {
  const rx = await createRxDatabase<ReplicaCollections>({
    name: deps.name,
    storage: deps.storage,
    multiInstance: false,
    closeDuplicates: true,
  });
  const replicated = COLLECTIONS.map((name) => [
    name,
    { schema: rxSchemaOf(name), migrationStrategies: migrationsOf(name), ...handlerOf(name, deps) },
  ]);
  const plain = await rx.addCollections<Record<Collection, unknown>>(Object.fromEntries(replicated));
  await rx.addCollections({ attention: { schema: attentionSchema }, desk: { schema: deskSchema } });
  const local = [rx.collections.attention, rx.collections.desk];
  const instances = [...COLLECTIONS.map((name) => plain[name]), ...local];
  await primeWriteClock(instances.map(({ storageInstance }) => storageInstance));
  const { leads, pocs, interactions, plan_events, customers, metrics } = rx.collections;
  stampWrites(leads, deps);
  stampWrites(pocs, deps);
  stampWrites(interactions, deps);
  stampWrites(plan_events, deps);
  stampWrites(customers, deps);
  stampWrites(metrics, deps);
  return { rx, collections: rx.collections, plain };
}

const isWritable = (name: Collection): name is WritableCollection =>
  (WRITABLE_COLLECTIONS as Collection[]).includes(name);

const handlerOf = (name: Collection, { conflictHandlerOf }: Deps) =>
  isWritable(name) ? { conflictHandler: conflictHandlerOf(name) } : {};

interface Head {
  write_id: string;
  updated_at: string;
}

// A write id that the writer has set himself stays: the customer of a won lead has the same on every device.
function stampWrites<Document extends Head>(
  collection: RxCollection<Document>,
  { ids, clock }: Pick<Deps, 'ids' | 'clock'>,
): void {
  collection.preInsert((document) => {
    document.write_id ||= ids.next();
    document.updated_at ||= clock.now();
  }, false);
  // The second argument is the document before, whatever RxDB's type says.
  collection.preSave((document, previous: Head) => {
    if (document.write_id !== previous.write_id) return;
    document.write_id = ids.next();
    document.updated_at = clock.now();
  }, false);
  collection.preRemove((document) => {
    document.write_id = ids.next();
    document.updated_at = clock.now();
  }, false);
}
