// What a person can do with an entry of the attention list: write his values again on top of what stands now, field by
// field, or let go. Either is an ordinary local write, and gives back its undo, which brings the entry back as it was.
import type { Ids } from '#domain/ids.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import type { Clock } from '#domain/time.ts';
import { insertAll, once, writeChanges } from './acts/act-deps.ts';
import { type Step, turnBack } from './acts/steps.ts';
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
  const steps = { ...deps, collections: database.collections };
  const settle = async (entry: AttentionEntry, step: Step | null): Promise<Undo> => {
    await list.remove(entry.id);
    return once(async () => {
      if (step) await turnBack(steps, [step]);
      await list.restore(entry);
    });
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
      return entry ? settle(entry, null) : NOTHING;
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

/** Writes the named fields, else all at stake. Answers with that step; null where nothing had to be written. */
async function writeAgain(
  deps: Deps,
  entry: AttentionEntry,
  fields: readonly string[] | undefined,
): Promise<Step | null> {
  const collection = deps.database.plain[entry.collection];
  const stands = await collection.findOne(entry.document_id).exec();
  if (fields?.length === 0) return null;
  if (!stands) return isDeletion(entry) ? null : addAgain(deps, entry);
  if (!isDeletion(entry))
    return writeChanges(deps.database, entry.collection, entry.document_id, valuesOf(entry, fields));
  const before = stands.toMutableJSON();
  await stands.incrementalRemove();
  return { kind: 'removed', collection: entry.collection, document: before };
}

// A document that does not stand here is added whole, whichever of its fields were named.
async function addAgain({ database, ...deps }: Deps, entry: AttentionEntry): Promise<Step> {
  const { collection, document_id: id } = entry;
  const { _deleted, ...whole } = entry.document;
  const document: ConflictDocument = { ...whole, id, ...newWrite(deps) };
  await insertAll<ConflictDocument>(database.plain[collection], [document]);
  return collection === 'interactions' || collection === 'leads'
    ? { kind: 'born', collection, id }
    : { kind: 'made', collection, document };
}

const newWrite = ({ ids, clock }: Pick<Deps, 'ids' | 'clock'>) => ({
  write_id: ids.next(),
  updated_at: clock.now(),
});

function valuesOf(entry: AttentionEntry, fields: readonly string[] | undefined): Fields {
  const names = fields ?? fieldsAtStake(entry).map(({ field }) => field);
  return Object.fromEntries(names.map((name) => [name, entry.document[name] ?? null]));
}
