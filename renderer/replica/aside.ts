// Documents that this version of the program cannot read are kept aside, and asked for again by a version that may: neither
// may they reach the screens, nor may they be forgotten because the checkpoint has moved on.
import type { RxCollection } from 'rxdb';
import { z } from 'zod';
import { COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import type { Replicated } from '#domain/sync/messages.ts';
import type { StoredPayload } from './collections.ts';

export interface Aside {
  put(collection: Collection, document: Replicated): Promise<void>;
  has(collection: Collection, id: string): boolean;
  drop(collection: Collection, id: string): Promise<void>;
  ids(collection: Collection): string[];
  count(): number;
  /** Whether some were put here by a program that read otherwise than `version`. */
  isOld(version: string): boolean;
  subscribe(listener: () => void): () => void;
}

const payloadSchema = z.object({
  collection: z.enum(COLLECTIONS as [Collection, ...Collection[]]),
  version: z.string(),
  document: z.looseObject({ id: z.string() }),
});
const PREFIX = 'aside ';

/** Deps: the local collection that keeps them, and what this program can read. Resolves when those on disk are known. */
export async function openAside(deps: {
  desk: RxCollection<StoredPayload>;
  version: string;
}): Promise<Aside> {
  const { desk, version } = deps;
  const kept = new Map<string, { collection: Collection; id: string; version: string }>();
  const listeners = new Set<() => void>();
  const keyOf = (collection: Collection, id: string) => `${PREFIX}${collection} ${id}`;
  const changed = () => {
    for (const listener of listeners) listener();
  };
  for (const { id, payload } of await desk
    .find({ selector: { id: { $gte: PREFIX, $lt: 'aside!' } } })
    .exec()) {
    const parsed = payloadSchema.safeParse(JSON.parse(payload));
    if (!parsed.success) continue;
    const { collection, document } = parsed.data;
    kept.set(id, { collection, id: document.id, version: parsed.data.version });
  }
  return {
    put: async (collection, document) => {
      const key = keyOf(collection, document.id);
      await desk.upsert({ id: key, payload: JSON.stringify({ collection, version, document }) });
      kept.set(key, { collection, id: document.id, version });
      changed();
    },
    has: (collection, id) => kept.has(keyOf(collection, id)),
    drop: async (collection, id) => {
      const key = keyOf(collection, id);
      if (!kept.delete(key)) return;
      await desk.findOne(key).remove();
      changed();
    },
    ids: (collection) =>
      [...kept.values()].filter((one) => one.collection === collection).map(({ id }) => id),
    count: () => kept.size,
    isOld: (now) => [...kept.values()].some((one) => one.version !== now),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
