// The leads that this person opened last on this computer, the newest first: what the palette shows before it is asked.
import { z } from 'zod';
import { readKept } from '../../ui/read-kept.ts';

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

const MOST = 8;
const schema = z.array(z.string());
// Named as drafts are, so that it goes when the person's data goes.
const keyOf = (userId: string) => `callbook:recent:${userId}:leads`;

/** Ids of leads; some of them may be gone. */
export function recentLeads(kept: Kept, userId: string): readonly string[] {
  return readKept(kept, keyOf(userId), schema) ?? [];
}

/** This lead was opened now. */
export function noteOpened(kept: Kept, userId: string, leadId: string): void {
  const others = recentLeads(kept, userId).filter((id) => id !== leadId);
  kept.setItem(keyOf(userId), JSON.stringify([leadId, ...others].slice(0, MOST)));
}
