// Unsent work as the journal alone knows it: of each document its last write, on the base where the chain of unconfirmed
// writes began.
import { isWritable, type WritableCollection } from '#domain/sync/collections.ts';
import type { JournalEntry } from '../../electron/ipc/contract.ts';
import type { Base } from './claims.ts';
import type { Kept } from './journal.ts';

export interface UnsentWrite {
  collection: WritableCollection;
  document: Kept;
  base: Base;
}

/** Entries in the order in which they were made. */
export function unsentOf(entries: readonly JournalEntry[]): UnsentWrite[] {
  const last = new Map<string, UnsentWrite>();
  for (const { collection, id, document, base } of entries) {
    if (!isWritable(collection)) continue;
    const write = { collection, document: document as Kept, base: (base ?? null) as Kept | null };
    last.set(`${collection} ${id}`, write);
  }
  return [...last.values()];
}
