// Signs a person out on all devices.
import { and, eq, isNull } from 'drizzle-orm';
import { sessions } from '../db/tables/workspace.ts';
import type { WriteTx } from '../feed/write-documents.ts';

/** Ends what sessions of the person are open. */
export async function endSessions(tx: WriteTx, userId: string): Promise<void> {
  await tx.sql
    .update(sessions)
    .set({ ended_at: tx.now, end_reason: 'logout' })
    .where(and(eq(sessions.user_id, userId), isNull(sessions.ended_at)));
}
