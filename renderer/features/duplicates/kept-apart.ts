// Pairs of leads that somebody has said are different ones: remembered for him on this computer.

import { keptJson } from '../../ui/read-kept.ts';
import { pairOf } from './duplicate-groups.ts';

const CHANGED = 'callbook:apart';

/** The pairs of one person. The same set until it changes, as useSyncExternalStore wants it; all who ask hear of a change. */
export function createKeptApart(storage: Pick<Storage, 'getItem' | 'setItem'>, userId: string) {
  const key = `callbook:apart:${userId}:pairs`;
  let text = storage.getItem(key);
  let pairs: ReadonlySet<string> = new Set(read(text));
  const get = (): ReadonlySet<string> => {
    const now = storage.getItem(key);
    if (now !== text) [text, pairs] = [now, new Set(read(now))];
    return pairs;
  };
  const put = (next: Iterable<string>) => {
    storage.setItem(key, JSON.stringify([...next]));
    window.dispatchEvent(new Event(CHANGED));
  };
  return {
    get,
    subscribe(listener: () => void) {
      window.addEventListener(CHANGED, listener);
      return () => window.removeEventListener(CHANGED, listener);
    },
    /** Each of them is different from each other. Gives what takes that back. */
    part(ids: readonly string[]): () => void {
      const fresh = ids
        .flatMap((one, at) => ids.slice(at + 1).map((other) => pairOf(one, other)))
        .filter((pair) => !get().has(pair));
      put([...get(), ...fresh]);
      return () => put([...get()].filter((pair) => !fresh.includes(pair)));
    },
  };
}

export type KeptApart = ReturnType<typeof createKeptApart>;

function read(text: string | null): string[] {
  const given = keptJson(text);
  return Array.isArray(given) ? given.filter((pair) => typeof pair === 'string') : [];
}
