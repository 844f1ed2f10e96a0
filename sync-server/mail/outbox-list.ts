// The outbox as an admin sees it: what was sent, what waits, what failed, and another try for that.
import { and, count, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import type { MailStatus, OutboxItem } from '#domain/mail/outbox-item.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Clock } from '#domain/time.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database, Queryable } from '../db/database.ts';
import { outbox } from '../db/tables/records.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { OUTBOX_CHANNEL } from './outbox.ts';

const itemColumns = {
  id: outbox.id,
  template: outbox.template,
  to: outbox.to,
  status: outbox.status,
  attempts: outbox.attempts,
  last_error: outbox.last_error,
  lead_id: outbox.lead_id,
  resend_of: outbox.resend_of,
  created_at: outbox.created_at,
  sent_at: outbox.sent_at,
};

export interface OutboxQuery {
  status?: MailStatus | undefined;
  lead_id?: string | undefined;
  page_size: number;
  after_id?: string | undefined;
}

/** Newest first: one row more than the page has, and how many there are in all. An unknown `after_id` ends the list. */
export async function listOutbox(
  q: Queryable,
  query: OutboxQuery,
): Promise<{ rows: OutboxItem[]; total: number }> {
  const wanted: (SQL | undefined)[] = [
    query.status && eq(outbox.status, query.status),
    query.lead_id === undefined ? undefined : eq(outbox.lead_id, query.lead_id),
  ];
  const [counted] = await q
    .select({ total: count() })
    .from(outbox)
    .where(and(...wanted));
  const rows = await q
    .select(itemColumns)
    .from(outbox)
    .where(and(...wanted, query.after_id === undefined ? undefined : await after(q, query.after_id)))
    .orderBy(desc(outbox.created_at), desc(outbox.id))
    .limit(query.page_size + 1);
  return { rows, total: counted?.total ?? 0 };
}

async function after(q: Queryable, id: string): Promise<SQL | undefined> {
  const [last] = await q.select({ created_at: outbox.created_at }).from(outbox).where(eq(outbox.id, id));
  if (!last) return sql`false`;
  const older = lt(outbox.created_at, last.created_at);
  return or(older, and(eq(outbox.created_at, last.created_at), lt(outbox.id, id)));
}

/** One mail of the list, or null. */
export async function readOutboxItem(q: Queryable, id: string): Promise<OutboxItem | null> {
  const [row] = await q.select(itemColumns).from(outbox).where(eq(outbox.id, id));
  return row ?? null;
}

/**
 * Gives a failed mail all its attempts again, the first at once. One that still waits stays as it is. Refusals:
 * `not_found`; `impossible_transition` for a mail that was sent (to send it again is a new mail).
 */
export function applyRetry(
  store: { db: Database; clock: Clock },
  actorId: string,
  id: string,
): Promise<Result<OutboxItem, Refusal>> {
  return inWriteTransaction(store, async (tx) => {
    const before = await readOutboxItem(tx.sql, id);
    if (!before) return refuse(refusal('not_found'));
    if (before.status === 'queued') return ok(before);
    if (before.status === 'sent') {
      return refuse(refusal('impossible_transition', { detail: 'This mail was sent already.' }));
    }
    const again = { status: 'queued' as const, attempts: 0, next_attempt_at: tx.now };
    await tx.sql.update(outbox).set(again).where(eq(outbox.id, id));
    await appendAudit(tx, [
      {
        actor_id: actorId,
        action: 'retry_mail',
        entity: 'outbox',
        entity_id: id,
        details: { lead_id: before.lead_id },
      },
    ]);
    await tx.sql.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
    return ok({ ...before, status: 'queued', attempts: 0 });
  });
}
