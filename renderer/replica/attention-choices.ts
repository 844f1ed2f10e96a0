// What a person can do with an entry of the attention list: write his values again on top of what stands now, or let go.
import type { Ids } from '#domain/ids.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import type { Clock } from '#domain/time.ts';
import type { AttentionList } from './attention.ts';
import type { ReplicaDatabase } from './collections.ts';
import type { Attention, AttentionEntry } from './replica-types.ts';

const HEAD = new Set(['id', 'write_id', 'created_at', 'updated_at', '_deleted']);

/** Deps: the list, the documents, and what a new write needs. */
export function createAttention(deps: {
  list: AttentionList;
  database: ReplicaDatabase;
  ids: Ids;
  clock: Clock;
}): Attention {
  const { list, database, ids, clock } = deps;
  const writeAgain = async (entry: AttentionEntry, fields: readonly string[] | undefined) => {
    const collection = database.plain[entry.collection];
    const document = await collection.findOne(entry.document_id).exec();
    const mine = valuesOf(entry, fields);
    if (document && entry.document['_deleted'] === true) await document.incrementalRemove();
    else if (document) await document.incrementalModify((current) => Object.assign(current, mine));
    else {
      const { _deleted, ...whole } = entry.document;
      const head = { id: entry.document_id, write_id: ids.next(), updated_at: clock.now() };
      await collection.insert({ ...whole, ...head });
    }
  };
  return {
    get: list.entries.get,
    subscribe: list.entries.subscribe,
    useMine: async (id, fields) => {
      const entry = list.entry(id);
      if (!entry) return;
      await writeAgain(entry, fields);
      await list.remove(id);
    },
    discard: (id) => list.remove(id),
  };
}

/** The person's values: the named fields, else those that both had changed, else all that he had changed. */
function valuesOf(entry: AttentionEntry, fields: readonly string[] | undefined): Fields {
  const contested = entry.fields.map(({ field }) => field);
  const names = fields ?? (contested.length > 0 ? contested : Object.keys(entry.document));
  const kept = names.filter((name) => !HEAD.has(name) && name in entry.document);
  return Object.fromEntries(kept.map((name) => [name, entry.document[name]]));
}
