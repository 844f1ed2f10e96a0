// Who sends which mail: a worker takes due mails for a limited time, so that no other worker sends them meanwhile, and
// a mail whose worker died is taken again when that time is over.
import { and, asc, eq, inArray, lte, min } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { outbox } from '../db/tables/records.ts';

export type OutboxRow = typeof outbox.$inferSelect;

/** A mail that this worker alone sends until `lease`. */
export interface Claim {
  row: OutboxRow;
  lease: string;
}

/** Takes at most `max` mails that are due at `now`; nobody else is given them before `lease` (an instant). */
export function claimDue(db: Database, now: string, lease: string, max: number): Promise<Claim[]> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(outbox)
      .where(and(eq(outbox.status, 'queued'), lte(outbox.next_attempt_at, now)))
      .orderBy(asc(outbox.next_attempt_at), asc(outbox.id))
      .limit(max)
      .for('update', { skipLocked: true });
    const ids = rows.map((row) => row.id);
    if (ids.length > 0)
      await tx.update(outbox).set({ next_attempt_at: lease }).where(inArray(outbox.id, ids));
    return rows.map((row) => ({ row, lease }));
  });
}

/** What became of an attempt; `next_attempt_at` null with status queued never happens. */
export type Outcome =
  | { status: 'sent'; sent_at: string }
  | { status: 'queued'; next_attempt_at: string; last_error: string }
  | { status: 'failed'; last_error: string };

/** Writes down an attempt, unless the claim ran out and somebody else has the mail now. */
export async function recordAttempt(db: Database, { row, lease }: Claim, outcome: Outcome): Promise<void> {
  await db
    .update(outbox)
    .set({ next_attempt_at: null, attempts: row.attempts + 1, ...outcome })
    .where(held(row.id, lease));
}

/** Gives a mail back untried, due at `now`. */
export async function releaseClaim(db: Database, { row, lease }: Claim, now: string): Promise<void> {
  await db.update(outbox).set({ next_attempt_at: now }).where(held(row.id, lease));
}

const held = (id: string, lease: string) =>
  and(eq(outbox.id, id), eq(outbox.status, 'queued'), eq(outbox.next_attempt_at, lease));

/** The instant at which the next waiting mail is due, or null when none waits. */
export async function nextDueAt(db: Database): Promise<string | null> {
  const [next] = await db
    .select({ at: min(outbox.next_attempt_at) })
    .from(outbox)
    .where(eq(outbox.status, 'queued'));
  return next?.at ?? null;
}
