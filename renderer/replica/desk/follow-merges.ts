// Which leads are merged with which, so that a document that goes from one to the other leaves the entry where it was. An
// entry is found by its lead alone, and a document says only where it is now.
import type { DeskChange } from './entries.ts';
import type { DeskEntry } from './entry.ts';

export interface Merges {
  /** The leads that may have held this document before, where `leadId` is merged with them or was in this run. */
  othersOf(leadId: string, change: DeskChange): string[];
}

/** Deps: the entries, as they stand before a change is folded in. */
export function followMerges(entries: ReadonlyMap<string, DeskEntry>): Merges {
  const pairs = new Map<string, Set<string>>();
  const join = (one: string, other: string) => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const)
      pairs.set(from, (pairs.get(from) ?? new Set()).add(to));
  };
  return {
    othersOf: (leadId, change) => {
      const before = entries.get(leadId)?.lead?.merged_into_id ?? null;
      if (before !== null) join(leadId, before);
      if (change.collection === 'leads') {
        const now = change.document._deleted ? null : change.document.merged_into_id;
        if (now !== null) join(leadId, now);
        return [];
      }
      const others = change.first ? [] : [...(pairs.get(leadId) ?? [])].filter((id) => entries.has(id));
      if (change.collection === 'pocs') for (const id of others) dropPoc(entries.get(id), change.document.id);
      return others;
    },
  };
}

function dropPoc(entry: DeskEntry | undefined, pocId: string): void {
  if (entry) entry.pocs = entry.pocs.filter(({ id }) => id !== pocId);
}
