// Which of several people gets the next lead when the workspace deals them out.

/** A person who may be given leads. `last_turn` sorts as text by when he was last given one; null: never. */
export interface Candidate {
  id: string;
  last_turn: string | null;
}

/** The one who has waited longest, the smaller id among equals; null when there is nobody. */
export function nextInTurn<C extends Candidate>(candidates: readonly C[]): C | null {
  return [...candidates].sort(byTurn)[0] ?? null;
}

/** The one with the fewest open leads, among equals whoever has waited longest; null when there is nobody. */
export function leastLoaded<C extends Candidate & { open: number }>(candidates: readonly C[]): C | null {
  return [...candidates].sort((a, b) => a.open - b.open || byTurn(a, b))[0] ?? null;
}

const byTurn = (a: Candidate, b: Candidate): number =>
  compare(a.last_turn ?? '', b.last_turn ?? '') || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
