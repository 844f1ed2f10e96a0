// The Today list of a person: the leads whose plan stands in it, in the order in which they are called.
import type { Lead } from '#domain/lead/lead.ts';
import type { Performance } from '#domain/performance/performance.ts';
import { inCallOrder, type PlannedRow } from '#domain/plan/order.ts';
import type { PlannedCall } from '#domain/plan/plan.ts';
import { type Sla, slaIsPressing, slaOf } from '#domain/sla/sla.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { readSettings } from '../settings/settings.ts';
import { readDueLeads } from './due-leads.ts';
import { type PlanStore, type Viewpoint, visibleIds } from './read-plans.ts';

export interface TodayItem extends Lead {
  plan: PlannedCall;
  sla: Sla | null;
  /** Status of the account; null for a lead that is not won. */
  performance_status: Performance['status'];
}

/** A lead of the list, with what its place in it follows from. */
export interface TodayRow extends PlannedRow {
  id: string;
  lead: Lead;
  sla: Sla | null;
  status: Performance['status'];
}

/**
 * A KAM's own leads, all leads for managers and admins, in the order of calling. What has not changed since the last question
 * is not read again.
 */
export async function readToday(store: PlanStore, actor: Actor, view: Viewpoint): Promise<TodayRow[]> {
  const settings = await readSettings(store.db);
  const due = await readDueLeads(store, await visibleIds(store.db, actor), settings, view);
  const rows = due.map(({ kept: { lead, standing }, plan }): TodayRow => {
    const sla = slaOf(lead, view.at, settings.sla_reminder_minutes);
    const { status = null, value_minor = null } = standing ?? {};
    return { id: lead.id, lead, plan, sla, sla_pressing: slaIsPressing(sla), status, value_minor };
  });
  return inCallOrder(rows);
}

/** The row as it is answered. */
export const todayItemOf = ({ lead, plan, sla, status }: TodayRow): TodayItem => ({
  ...lead,
  plan,
  sla,
  performance_status: status,
});
