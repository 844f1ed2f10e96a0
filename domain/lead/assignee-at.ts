// Whose a lead was at an instant, told by the history of its hands.

/** One change of hands. */
export interface HandOver {
  from_id: string | null;
  to_id: string | null;
  /** When it was done. */
  at: string;
}

/**
 * The lead's assignee at `at`. `history` is oldest first: from each change on the lead is its `to_id`'s, before the first
 * one it was that one's `from_id`'s. A lead without a change is still the one's whose it is now.
 */
export function assigneeAt(history: readonly HandOver[], present: string | null, at: string): string | null {
  const last = history.filter((change) => change.at <= at).at(-1);
  if (last) return last.to_id;
  const first = history[0];
  return first ? first.from_id : present;
}
