// The audit as an admin reads it: page by page, or all of it in the order of its lines.
import { and, asc, count, desc, eq, gt, gte, lt, type SQL } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { audit_logs, audit_personal } from '../db/tables/records.ts';
import { joinedDetails } from './personal.ts';

type Row = typeof audit_logs.$inferSelect;

/** A line with what is personal in it, unless that was erased. */
export type AuditLine = Omit<Row, 'personal_digest'>;

export interface AuditFilter {
  actor_id?: string | undefined;
  entity?: string | undefined;
  entity_id?: string | undefined;
  action?: string | undefined;
  /** Instants, [from, to). */
  from?: string | undefined;
  to?: string | undefined;
}

export interface AuditQuery extends AuditFilter {
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
  const rows = await linesThat(
    q,
    and(wanted, after_seq === undefined ? undefined : lt(audit_logs.seq, after_seq)),
    desc(audit_logs.seq),
    page_size + 1,
  );
  return { rows, total: counted?.total ?? 0 };
}

/** Oldest first: the next lines after `seq`, at most so many. */
export const nextLines = (
  q: Queryable,
  filter: AuditFilter,
  seq: number,
  most: number,
): Promise<AuditLine[]> =>
  linesThat(q, and(...conditionsOf(filter), gt(audit_logs.seq, seq)), asc(audit_logs.seq), most);

/** Lines that fit a condition. */
export async function linesThat(
  q: Queryable,
  where: SQL | undefined,
  order: SQL,
  most: number,
): Promise<AuditLine[]> {
  const rows = await q
    .select({ line: audit_logs, content: audit_personal.content })
    .from(audit_logs)
    .leftJoin(audit_personal, eq(audit_personal.seq, audit_logs.seq))
    .where(where)
    .orderBy(order)
    .limit(most);
  return rows.map(({ line: { personal_digest: _, ...line }, content }) => ({
    ...line,
    details: joinedDetails(line.details, content),
  }));
}

function conditionsOf({ actor_id, entity, entity_id, action, from, to }: AuditFilter): (SQL | undefined)[] {
  return [
    actor_id === undefined ? undefined : eq(audit_logs.actor_id, actor_id),
    entity === undefined ? undefined : eq(audit_logs.entity, entity),
    entity_id === undefined ? undefined : eq(audit_logs.entity_id, entity_id),
    action === undefined ? undefined : eq(audit_logs.action, action),
    from === undefined ? undefined : gte(audit_logs.at, from),
    to === undefined ? undefined : lt(audit_logs.at, to),
  ];
}
