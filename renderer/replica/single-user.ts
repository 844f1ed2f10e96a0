// One page at a time works on a replica: two tabs would push each other's writes and plan from stale desks.

/** What holds the replica; `release` lets the next page in. */
export interface Hold {
  release(): void;
}

const PATIENCE_MS = 3_000;

/**
 * Takes the replica of this name for this page. A page that is being reloaded lets go within a moment, so it is waited
 * for; rejects with a DOMException when another page keeps it for longer than `patience` milliseconds.
 */
export function holdReplica(name: string, patience = PATIENCE_MS): Promise<Hold> {
  return new Promise((resolve, reject) => {
    const whileHeld = () =>
      new Promise<void>((release) => {
        resolve({ release });
      });
    navigator.locks.request(name, { signal: AbortSignal.timeout(patience) }, whileHeld).catch(reject);
  });
}
