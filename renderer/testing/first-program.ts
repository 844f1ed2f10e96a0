// The replica as the first program kept it: people without a handover, every schema of version 0.
import { createRxDatabase, type RxDatabase, type RxStorage } from 'rxdb';
import { COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import { rxSchemaOf } from '../replica/rx-schema.ts';

function firstSchemaOf(collection: Collection) {
  const schema = rxSchemaOf(collection) as unknown as Record<string, unknown>;
  const { handover: _later, ...properties } = schema['properties'] as Record<string, unknown>;
  return { ...schema, version: 0, properties, required: Object.keys(properties) };
}

/** Opens a database of that shape under this name. */
export async function openFirstProgram(
  name: string,
  storage: RxStorage<unknown, unknown>,
): Promise<RxDatabase> {
  const database = await createRxDatabase({ name, storage, multiInstance: false });
  const schemas = COLLECTIONS.map((collection) => [
    collection,
    { schema: firstSchemaOf(collection) as never },
  ]);
  await database.addCollections(Object.fromEntries(schemas));
  return database;
}
