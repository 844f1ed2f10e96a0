// What is being sent at this moment, and how often each unconfirmed document has been sent in vain since the start.
import type { WritableCollection } from '#domain/sync/collections.ts';

export interface Attempt {
  sending: boolean;
  failed: number;
}

export interface Attempts {
  /** Watches one push of these documents to its end, and passes its answer or its fault on. */
  during<T>(collection: WritableCollection, ids: readonly string[], push: () => Promise<T>): Promise<T>;
  of(collection: WritableCollection, id: string): Attempt;
}

const NONE: Attempt = { sending: false, failed: 0 };

/** Kept in memory: after a restart nothing has been tried yet. */
export function createAttempts(): Attempts {
  const known = new Map<string, Attempt>();
  const keyOf = (collection: WritableCollection, id: string) => `${collection} ${id}`;
  const of = (collection: WritableCollection, id: string) => known.get(keyOf(collection, id)) ?? NONE;
  return {
    of,
    during: async (collection, ids, push) => {
      for (const id of ids) known.set(keyOf(collection, id), { ...of(collection, id), sending: true });
      try {
        const answer = await push();
        for (const id of ids) known.delete(keyOf(collection, id));
        return answer;
      } catch (fault) {
        for (const id of ids)
          known.set(keyOf(collection, id), { sending: false, failed: of(collection, id).failed + 1 });
        throw fault;
      }
    },
  };
}
