// What the server has said about writes of this run: the push hears it, the conflict handler acts on it a moment later.

export interface Verdicts {
  /** The server does not take this write; the attention list has it. */
  refuse(writeId: string): void;
  isRefused(writeId: string): boolean;
  /** The server has taken this write before, and something newer stands on top of it. */
  absorb(writeId: string): void;
  isAbsorbed(writeId: string): boolean;
  /** This is what stands on the server. */
  stands(writeId: string): void;
  isStanding(writeId: string): boolean;
}

const KEPT = 5_000;

/** Remembers the newest few thousand of each kind. */
export function createVerdicts(): Verdicts {
  const refused = createMemory();
  const absorbed = createMemory();
  const standing = createMemory();
  return {
    refuse: refused.add,
    isRefused: refused.has,
    absorb: absorbed.add,
    isAbsorbed: absorbed.has,
    stands: standing.add,
    isStanding: standing.has,
  };
}

function createMemory() {
  const ids = new Set<string>();
  return {
    add: (id: string) => {
      ids.add(id);
      const oldest = ids.size > KEPT ? ids.values().next().value : undefined;
      if (oldest !== undefined) ids.delete(oldest);
    },
    has: (id: string) => ids.has(id),
  };
}
