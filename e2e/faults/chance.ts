// Chance that can be had again: the same seed gives the same numbers. Every part of a run draws from a stream of its own,
// so that one more draw in one place does not change what happens in another.

export interface Chance {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(limit: number): number;
  /** True with this probability. Draws even where the answer is certain. */
  happens(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** An independent stream of this name. */
  fork(name: string): Chance;
}

/** Source: mulberry32, a 32-bit generator; its quality is enough for choosing faults. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    fork: (name) => createChance(hashOf(`${seed} ${name}`)),
  };
}

/** FNV-1a over UTF-16 units, 32 bits; `from` goes on with an earlier hash. */
export function hashOf(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
