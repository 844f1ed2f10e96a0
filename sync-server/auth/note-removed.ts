// The last word of a revoked device: everything on it is removed, and so many changes had not been sent. It proves who it is
// by its refresh token, which is good for nothing else any more; with this word it may not send anything either.
import { eq } from 'drizzle-orm';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Clock } from '#domain/time.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../db/database.ts';
import { refresh_tokens, sessions, users } from '../db/tables/workspace.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import { originOf } from '../http/origin.ts';
import { hashOf } from './refresh-tokens.ts';

export interface RemovedBy {
  name: string;
  email: string;
}

/** Answers with who revoked it. The first word stands. Refusal: `not_found`, also of a device that is not revoked. */
export async function noteRemoved(
  deps: { db: Database; clock: Clock },
  { refresh_token, unsent }: { refresh_token: string; unsent: number | null },
): Promise<Result<{ removed_by: RemovedBy | null }, Refusal>> {
  return inWriteTransaction(deps, async (tx) => {
    const session = await revokedSession(tx, refresh_token);
    if (!session) return refuse(refusal('not_found'));
    const { id, user_id } = session;
    if (session.wiped_at === null) {
      await tx.sql.update(sessions).set({ wiped_at: tx.now, unsent_lost: unsent }).where(eq(sessions.id, id));
      const { app_version } = originOf(null);
      const origin = { device_id: id, app_version };
      const details = { user_id, unsent };
      await appendAudit(tx, [
        { actor_id: null, action: 'wipe', entity: 'device', entity_id: id, details, origin },
      ]);
    }
    const by = session.revoked_by;
    return ok({ removed_by: by === null ? null : await personOf(tx, by) });
  });
}

async function revokedSession(tx: WriteTx, token: string) {
  const [kept] = await tx.sql
    .select()
    .from(refresh_tokens)
    .where(eq(refresh_tokens.hash, hashOf(token)));
  if (!kept) return null;
  const [session] = await tx.sql
    .select()
    .from(sessions)
    .where(eq(sessions.id, kept.session_id))
    .for('update');
  return session?.end_reason === 'revoked' ? session : null;
}

async function personOf(tx: WriteTx, id: string): Promise<RemovedBy | null> {
  const [row] = await tx.sql.select().from(users).where(eq(users.id, id));
  return row && !row.deleted ? { name: row.name, email: row.email } : null;
}
