// Writing many documents of a collection at once: RxDB joins the changes that are asked for together into few writes.
import type { RxCollection } from 'rxdb';
import { sameValue } from '#domain/merge/three-way.ts';
import { once } from './act-deps.ts';

/** Ids and the fields that change. */
type Changes<Document> = ReadonlyMap<string, Partial<Document>>;

/**
 * Writes each document's changes and answers with the way back: each field gets its old value again, where it still is as this
 * write left it. Documents that are gone are left out.
 */
export async function writeManyChanges<Document extends object>(
  collection: RxCollection<Document>,
  changes: Changes<Document>,
): Promise<() => Promise<void>> {
  const before = new Map<string, Partial<Document>>();
  await modifyMany(collection, changes, (current, wanted, id) => {
    before.set(id, Object.fromEntries(namesOf(wanted).map((name) => [name, current[name] ?? null])) as never);
    return Object.assign(current, wanted);
  });
  return once(() =>
    modifyMany(collection, before, (current, old, id) => {
      for (const name of namesOf(old))
        if (sameValue(current[name], changes.get(id)?.[name])) Object.assign(current, { [name]: old[name] });
      return current;
    }),
  );
}

const namesOf = <Document extends object>(fields: Partial<Document>) =>
  Object.keys(fields) as (keyof Document)[];

async function modifyMany<Document extends object>(
  collection: RxCollection<Document>,
  changes: Changes<Document>,
  change: (current: Document, wanted: Partial<Document>, id: string) => Document,
): Promise<void> {
  if (changes.size === 0) return;
  const found = await collection.findByIds([...changes.keys()]).exec();
  await Promise.all(
    [...found].map(([id, document]) =>
      document.incrementalModify(
        (current) => change(current as Document, changes.get(id) ?? {}, id) as never,
      ),
    ),
  );
}

/** Inserts those that are not there yet, in one write. Answers with the ids of those that this one has made. */
export async function insertMissing<Document extends { id: string }>(
  collection: RxCollection<Document>,
  documents: readonly Document[],
): Promise<string[]> {
  const there = await collection.findByIds(documents.map(({ id }) => id)).exec();
  const missing = documents.filter(({ id }) => !there.has(id));
  if (missing.length === 0) return [];
  // Another act of the same moment may have made one meanwhile.
  const { error } = await collection.bulkInsert(missing);
  const failed = error.find(({ status }) => status !== 409);
  if (failed) throw new Error(`not written to ${collection.name}: ${failed.status} ${failed.documentId}`);
  const late = new Set(error.map(({ documentId }) => documentId));
  return missing.map(({ id }) => id).filter((id) => !late.has(id));
}

/** Removes those that are still there. */
export async function removeMany<Document>(
  collection: RxCollection<Document>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const found = await collection.findByIds([...ids]).exec();
  await Promise.all([...found.values()].map((document) => document.incrementalRemove()));
}
