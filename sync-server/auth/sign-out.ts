// Ends a sign-in: its access tokens count no longer from the next request on, its refresh token can no longer be traded.
import { and, eq, isNull } from 'drizzle-orm';
import type { Clock } from '#domain/time.ts';
import type { Database } from '../db/database.ts';
import { refresh_tokens, sessions } from '../db/tables/workspace.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { appendSignIn } from './audit-sign-ins.ts';
import { hashOf } from './refresh-tokens.ts';

/** Ends the session that asks, and the one of the given refresh token where it is the same person's. */
export async function signOut(
  { db, clock }: { db: Database; clock: Clock },
  asking: { user_id: string; session_id: string },
  refreshToken: string | null,
): Promise<void> {
  const ids = [asking.session_id];
  if (refreshToken !== null) {
    const hash = hashOf(refreshToken);
    const [kept] = await db.select().from(refresh_tokens).where(eq(refresh_tokens.hash, hash));
    if (kept) ids.push(kept.session_id);
  }
  await inWriteTransaction({ db, clock }, async (tx) => {
    for (const session_id of new Set(ids)) {
      const mine = and(eq(sessions.id, session_id), eq(sessions.user_id, asking.user_id));
      const ended = await tx.sql
        .update(sessions)
        .set({ ended_at: tx.now, end_reason: 'logout' })
        .where(and(mine, isNull(sessions.ended_at)))
        .returning({ id: sessions.id });
      if (ended.length > 0)
        await appendSignIn(tx, { action: 'sign_out', user_id: asking.user_id, session_id });
    }
  });
}
