// How the promises of a first answer were kept: in all, by where leads came from, and by who has them.
import { and, isNotNull, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { users } from '../db/tables/workspace.ts';
import { whereSla } from '../leads/sla-filter.ts';
import { visibleTo } from '../leads/visible-leads.ts';

export interface SlaFigures {
  /** Leads that were promised an answer. */
  promised: number;
  /** Answered in time. */
  met: number;
  /** Not answered in time, whether later or not at all. */
  breaches: number;
  /** `met` of what is decided; null before the first. */
  met_percent: number | null;
  /** Minutes of the wall clock from creation to the first answer, of the middle one of all answers; null without any. */
  median_answer_minutes: number | null;
}

export interface SlaPerformance extends SlaFigures {
  by_source: (SlaFigures & { source: string | null })[];
  by_assignee: (SlaFigures & { assignee_id: string | null; name: string | null })[];
}

/** A KAM's own leads, else all, as they stand at `now`. Whoever has most breaches comes first. */
export async function readSlaPerformance(q: Queryable, actor: Actor, now: string): Promise<SlaPerformance> {
  const where = and(visibleTo(actor), isNotNull(leads.sla_due_at));
  const figures = columnsAt(now);
  const { source, assignee_id } = leads;
  const [all] = await q.select(figures).from(leads).where(where);
  const bySource = await q
    .select({ source, ...figures })
    .from(leads)
    .where(where)
    .groupBy(source)
    .orderBy(...mostBreaches(source));
  const byAssignee = await q
    .select({ assignee_id, name: users.name, ...figures })
    .from(leads)
    .leftJoin(users, sql`${users.id} = ${assignee_id}`)
    .where(where)
    .groupBy(assignee_id, users.name)
    .orderBy(...mostBreaches(assignee_id));
  if (!all) throw new Error('a count without a row');
  return {
    ...withPercent(all),
    by_source: bySource.map(withPercent),
    by_assignee: byAssignee.map(withPercent),
  };
}

const mostBreaches = (then: PgColumn) => [sql`breaches desc`, sql`${then} asc nulls last`];

function columnsAt(now: string) {
  const at = { now, reminderMinutes: 0 };
  const minutes = sql`extract(epoch from (${leads.sla_met_at} - ${leads.created_at})) / 60`;
  const answered = sql`${leads.sla_met_at} <= ${now}`;
  return {
    promised: sql<number>`count(*)::int`,
    met: sql<number>`(count(*) filter (where ${whereSla('met', at)}))::int`,
    breaches:
      sql<number>`(count(*) filter (where ${whereSla('met_late', at)} or ${whereSla('breached', at)}))::int`.as(
        'breaches',
      ),
    median_answer_minutes: sql<number | null>`round(
      (percentile_cont(0.5) within group (order by ${minutes}) filter (where ${answered}))::numeric, 1)::float8`,
  };
}

function withPercent<T extends Pick<SlaFigures, 'met' | 'breaches'>>(figures: T) {
  const decided = figures.met + figures.breaches;
  return { ...figures, met_percent: decided === 0 ? null : Math.round((1000 * figures.met) / decided) / 10 };
}
