// Ends a sign-in: its access tokens count no longer from the next request on, its refresh token can no longer be traded.
import { and, eq, isNull } from 'drizzle-orm';
import type { Clock } from '#domain/time.ts';
import type { Database } from '../db/database.ts';
import { refresh_tokens, sessions } from '../db/tables/workspace.ts';
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
  for (const id of new Set(ids)) {
    await db
      .update(sessions)
      .set({ ended_at: clock.now(), end_reason: 'logout' })
      .where(and(eq(sessions.id, id), eq(sessions.user_id, asking.user_id), isNull(sessions.ended_at)));
  }
}
