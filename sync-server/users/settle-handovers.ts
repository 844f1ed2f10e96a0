// Handovers begin and end by the clock. Nothing waits for a timer: whoever asks the server for anything has what is due
// settled before he is answered, and so does every open stream at each of its beats.
import { eq } from 'drizzle-orm';
import type { Ids } from '#domain/ids.ts';
import type { Clock } from '#domain/time.ts';
import type { User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../db/database.ts';
import { handovers } from '../db/tables/workspace.ts';
import { shareLeadsOf } from '../feed/feed-rows.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import { covers, type HandoverRow, isDue, isExpired, openHandovers } from './read-handovers.ts';
import { accountById, storeAccount } from './store-user.ts';

export interface SettleDeps {
  db: Database;
  clock: Clock;
  ids: Ids;
}

/** Whom this person covers for now, by the handovers that stand `open`. What the clock has made due is carried out first. */
export async function coversNow(
  deps: SettleDeps,
  userId: string,
  open: readonly HandoverRow[],
): Promise<string[]> {
  const now = deps.clock.now();
  if (open.some((row) => isDue(row, now))) await inWriteTransaction(deps, (tx) => settleHandovers(tx, deps));
  return open.flatMap((row) => (row.to_id === userId && covers(row, now) ? [row.user_id] : []));
}

/**
 * Gives the leads of every handover that is in force to the scope of its cover, takes back what is not in force any more,
 * and closes what is over. Doing it again does nothing.
 */
export async function settleHandovers(tx: WriteTx, deps: Pick<SettleDeps, 'ids'>): Promise<void> {
  for (const row of await openHandovers(tx.sql)) {
    if (!isDue(row, tx.now)) continue;
    const given = covers(row, tx.now);
    const expired = isExpired(row, tx.now);
    const change = { given, ...(expired ? { ended_at: tx.now } : {}) };
    await tx.sql.update(handovers).set(change).where(eq(handovers.id, row.id));
    if (given !== row.given) await shareLeadsOf(tx.sql, row.user_id);
    if (expired) await clearHandover(tx, deps, null, row.user_id);
  }
}

/** Ends handovers at once, by whoever acts, and takes the leads back. */
export async function endHandovers(
  tx: WriteTx,
  deps: Pick<SettleDeps, 'ids'>,
  actorId: string,
  which: (row: HandoverRow) => boolean,
): Promise<void> {
  const ended = (await openHandovers(tx.sql)).filter((row) => row.ended_at === null && which(row));
  for (const { id, user_id } of ended) {
    await tx.sql.update(handovers).set({ ended_at: tx.now }).where(eq(handovers.id, id));
    await clearHandover(tx, deps, actorId, user_id);
  }
  if (ended.length > 0) await settleHandovers(tx, deps);
}

async function clearHandover(
  tx: WriteTx,
  { ids }: Pick<SettleDeps, 'ids'>,
  actorId: string | null,
  userId: string,
): Promise<void> {
  const account = await accountById(tx.sql, userId);
  if (!account?.user.handover) return;
  const { handover } = account.user;
  const user: User = { ...account.user, handover: null, write_id: ids.next(), updated_at: tx.now };
  await storeAccount(tx, { ...account, user });
  const line = { actor_id: actorId, action: 'handover-end', entity: 'user', entity_id: userId };
  await appendAudit(tx, [{ ...line, details: { ...handover } }]);
}
