// Where a lead's promised first answer stands, as a condition on `leads`: the same answers as `slaOf` gives.
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Sla } from '#domain/sla/sla.ts';
import { addMinutes } from '#domain/time.ts';
import { leads } from '../db/tables/documents.ts';

export type SlaState = Sla['state'];
export const SLA_STATES: readonly SlaState[] = ['running', 'due_soon', 'breached', 'met', 'met_late'];

/** The condition that the state is `state` at `now`; a deadline within `reminderMinutes` is due soon. */
export function whereSla(state: SlaState, at: { now: string; reminderMinutes: number }): SQL {
  const due = leads.sla_due_at;
  const held = (column: SQLWrapper) => sql`(case when ${column} <= ${at.now} then ${column} end)`;
  const met = held(leads.sla_met_at);
  const breached = held(leads.sla_breached_at);
  const late = sql`(${breached} is not null or coalesce(${met}, ${at.now}) > ${due})`;
  // Whole minutes are counted, so a deadline is due soon until a full minute more than the reminder time is left.
  const soon = sql`${due} < ${addMinutes(at.now, at.reminderMinutes + 1)}`;
  const conditions: Record<SlaState, SQL> = {
    running: sql`${met} is null and not ${late} and not ${soon}`,
    // That it lies ahead follows, and says to the database which part of its index to read.
    due_soon: sql`${met} is null and not ${late} and ${soon} and ${due} >= ${at.now}`,
    breached: sql`${met} is null and ${late}`,
    met: sql`${met} is not null and not ${late}`,
    met_late: sql`${met} is not null and ${late}`,
  };
  return sql`(${due} is not null and ${conditions[state]})`;
}
