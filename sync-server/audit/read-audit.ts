// The audit as an admin reads it, and the proof that nothing in it was changed.
import { and, asc, count, desc, eq, gt, gte, lt, type SQL } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { audit_logs } from '../db/tables/records.ts';
import { auditHash, FIRST_HASH } from './append-audit.ts';

export type AuditLine = typeof audit_logs.$inferSelect;

export interface AuditQuery {
  actor_id?: string | undefined;
  entity?: string | undefined;
  entity_id?: string | undefined;
  action?: string | undefined;
  /** Instants, [from, to). */
  from?: string | undefined;
  to?: string | undefined;
  page_size: number;
  /** The number of the last line of the page before. */
  after_seq?: number | undefined;
}

/** Newest first: one line more than the page has, and how many there are in all. */
export async function listAudit(
  q: Queryable,
  query: AuditQuery,
): Promise<{ rows: AuditLine[]; total: number }> {
  const { after_seq, page_size } = query;
  const wanted = and(...conditionsOf(query));
  const [counted] = await q.select({ total: count() }).from(audit_logs).where(wanted);
  const rows = await q
    .select()
    .from(audit_logs)
    .where(and(wanted, after_seq === undefined ? undefined : lt(audit_logs.seq, after_seq)))
    .orderBy(desc(audit_logs.seq))
    .limit(page_size + 1);
  return { rows, total: counted?.total ?? 0 };
}

function conditionsOf({ actor_id, entity, entity_id, action, from, to }: AuditQuery): (SQL | undefined)[] {
  return [
    actor_id === undefined ? undefined : eq(audit_logs.actor_id, actor_id),
    entity === undefined ? undefined : eq(audit_logs.entity, entity),
    entity_id === undefined ? undefined : eq(audit_logs.entity_id, entity_id),
    action === undefined ? undefined : eq(audit_logs.action, action),
    from === undefined ? undefined : gte(audit_logs.at, from),
    to === undefined ? undefined : lt(audit_logs.at, to),
  ];
}

export interface AuditProof {
  ok: boolean;
  /** Lines that were looked at. */
  checked: number;
  /** Number of the first line that does not follow from the one before; null when all do. */
  first_broken: number | null;
}

const LINES_AT_ONCE = 1000;

/** Follows the chain of hashes from the first line to the last, or to the first break. */
export async function verifyAudit(q: Queryable): Promise<AuditProof> {
  let previous = FIRST_HASH;
  let seq = 0;
  let checked = 0;
  for (;;) {
    const lines = await q
      .select()
      .from(audit_logs)
      .where(gt(audit_logs.seq, seq))
      .orderBy(asc(audit_logs.seq))
      .limit(LINES_AT_ONCE);
    for (const line of lines) {
      checked += 1;
      const follows = line.previous_hash === previous && auditHash(previous, line.at, line) === line.hash;
      if (!follows) return { ok: false, checked, first_broken: line.seq };
      previous = line.hash;
      seq = line.seq;
    }
    if (lines.length < LINES_AT_ONCE) return { ok: true, checked, first_broken: null };
  }
}
