// What a person can do with an entry of the attention list: write his values again on top of what stands now, field by
// field, or let go. Either is an ordinary local write, and gives back its undo, which brings the entry back as it was.
import type { Ids } from '#domain/ids.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import type { Clock } from '#domain/time.ts';
import { allBack, insertAll, once, removeIfThere, writeChanges } from './acts/act-deps.ts';
import { voiding } from './acts/voiding.ts';
import type { AttentionList } from './attention.ts';
import { fieldsAtStake, isDeletion } from './attention-values.ts';
import type { ReplicaDatabase } from './collections.ts';
import type { ConflictDocument } from './conflicts.ts';
import { createLive } from './live.ts';
import type { Attention, AttentionEntry, Undo } from './replica-types.ts';

interface Deps {
  list: AttentionList;
  database: ReplicaDatabase;
  ids: Ids;
  clock: Clock;
}

const NOTHING: Undo = async () => undefined;

/** Deps: the list, the documents, and what a new write needs. */
export function createAttention(deps: Deps): Attention {
  const { list, database } = deps;
  const settle = async (entry: AttentionEntry, back: Undo): Promise<Undo> => {
    await list.remove(entry.id);
    return allBack([() => list.restore(entry), back]);
  };
  const writeMine = async (id: string, fields: readonly string[] | undefined): Promise<Undo> => {
    const entry = list.entry(id);
    return entry ? settle(entry, await writeAgain(deps, entry, fields)) : NOTHING;
  };
  return {
    get: list.entries.get,
    subscribe: list.entries.subscribe,
    useMine: writeMine,
    choose: (id, choices) =>
      writeMine(
        id,
        Object.keys(choices).filter((field) => choices[field] === 'mine'),
      ),
    discard: async (id) => {
      const entry = list.entry(id);
      return entry ? settle(entry, NOTHING) : NOTHING;
    },
    standing: ({ collection, document_id }) => {
      const live = createLive<Fields | null | undefined>(undefined, () => {
        const found = database.plain[collection].findOne(document_id).$;
        const subscription = found.subscribe((document) => live.set(document?.toMutableJSON() ?? null));
        return () => subscription.unsubscribe();
      });
      return live;
    },
  };
}

/** Writes the named fields, else all at stake. Answers with the way back of that write alone. */
async function writeAgain(
  deps: Deps,
  entry: AttentionEntry,
  fields: readonly string[] | undefined,
): Promise<Undo> {
  const collection = deps.database.plain[entry.collection];
  const stands = await collection.findOne(entry.document_id).exec();
  if (fields?.length === 0) return NOTHING;
  if (!stands) return isDeletion(entry) ? NOTHING : addAgain(deps, entry);
  if (!isDeletion(entry))
    return (await writeChanges(collection, entry.document_id, valuesOf(entry, fields))) ?? NOTHING;
  const before = stands.toMutableJSON();
  await stands.incrementalRemove();
  return once(() => insertAll(collection, [{ ...before, ...newWrite(deps) }]));
}

// A document that does not stand here is added whole, whichever of its fields were named.
async function addAgain(deps: Deps, entry: AttentionEntry): Promise<Undo> {
  const { collections, plain } = deps.database;
  const collection = plain[entry.collection];
  const { _deleted, ...whole } = entry.document;
  const head = { id: entry.document_id, ...newWrite(deps) };
  await insertAll<ConflictDocument>(collection, [{ ...whole, ...head }]);
  const { interactions, leads } = collections;
  if (entry.collection === 'interactions')
    return voiding({ collections: { interactions }, clock: deps.clock }, entry.document_id);
  if (entry.collection === 'leads')
    return once(async () => {
      await writeChanges(leads, entry.document_id, { deleted_at: deps.clock.now() });
    });
  return once(() => removeIfThere(collection, entry.document_id));
}

const newWrite = ({ ids, clock }: Pick<Deps, 'ids' | 'clock'>) => ({
  write_id: ids.next(),
  updated_at: clock.now(),
});

function valuesOf(entry: AttentionEntry, fields: readonly string[] | undefined): Fields {
  const names = fields ?? fieldsAtStake(entry).map(({ field }) => field);
  return Object.fromEntries(names.map((name) => [name, entry.document[name] ?? null]));
}
