// What a laptop wrote on a lead that had been merged away meanwhile: it stands with the survivor, and goes back with the
// rest when the merge is undone.
import { and, inArray, isNull } from 'drizzle-orm';
import { merges } from '../db/tables/merges.ts';
import type { WriteTx } from '../feed/write-documents.ts';
import { type MovedWrite, noteMoves } from './merge-children.ts';

export interface Arrival {
  write: MovedWrite;
  /** The leads through which it came: the one that it was written for, and those merged on since. */
  from: string[];
}

/** Notes them with the merges that brought them there. */
export async function noteMergedArrivals(tx: WriteTx, arrivals: readonly Arrival[]): Promise<void> {
  const leadIds = [...new Set(arrivals.flatMap(({ from }) => from))];
  if (leadIds.length === 0) return;
  const open = await tx.sql
    .select({ id: merges.id, other_id: merges.other_id })
    .from(merges)
    .where(and(inArray(merges.other_id, leadIds), isNull(merges.undone_at)));
  for (const { id, other_id } of open) {
    const came = arrivals.filter(({ from }) => from.includes(other_id)).map(({ write }) => write);
    await noteMoves(tx, id, came);
  }
}
