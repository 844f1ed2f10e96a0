// Who gets the next application when the workspace deals them out in turn.

/** A person who may be given leads. `last_turn` sorts as text by when he was last given one; null: never. */
export interface Candidate {
  id: string;
  last_turn: string | null;
}

/** The id of the one who has waited longest, the smaller id among equals; null when there is nobody. */
export function nextInTurn(candidates: readonly Candidate[]): string | null {
  const [first] = [...candidates].sort(
    (a, b) => compare(a.last_turn ?? '', b.last_turn ?? '') || compare(a.id, b.id),
  );
  return first?.id ?? null;
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
