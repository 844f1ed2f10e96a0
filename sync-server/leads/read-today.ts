// The Today list of a person: the leads whose plan stands in it, in the order in which they are called.
import type { Lead } from '#domain/lead/lead.ts';
import type { Performance } from '#domain/performance/performance.ts';
import { inCallOrder, type PlannedRow } from '#domain/plan/order.ts';
import type { PlannedCall } from '#domain/plan/plan.ts';
import { isInToday } from '#domain/plan/today.ts';
import { type Sla, slaIsPressing, slaOf } from '#domain/sla/sla.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { readStanding } from '../performance/read-standing.ts';
import { readSettings } from '../settings/settings.ts';
import { readPlans, type Viewpoint } from './read-plans.ts';
import { visibleTo } from './visible-leads.ts';

export interface TodayItem extends Lead {
  plan: PlannedCall;
  sla: Sla | null;
  /** Status of the account; null for a lead that is not won. */
  performance_status: Performance['status'];
}

/** A KAM's own leads, all leads for managers and admins. The number of queries does not depend on how many there are. */
export async function readToday(q: Queryable, actor: Actor, view: Viewpoint): Promise<TodayItem[]> {
  const settings = await readSettings(q);
  const planned = await readPlans(q, visibleTo(actor), settings, view);
  const due = planned.flatMap(({ lead, plan }) => (isInToday(plan) ? [{ lead, plan }] : []));
  const standing = await readStanding(
    q,
    due.map(({ lead }) => lead),
    settings,
    view.at,
  );
  const rows = due.map(
    ({ lead, plan }): PlannedRow & { lead: Lead; sla: Sla | null; status: Performance['status'] } => {
      const sla = slaOf(lead, view.at, settings.sla_reminder_minutes);
      const { status = null, value_minor = null } = standing.get(lead.id) ?? {};
      return { lead, plan, sla, sla_pressing: slaIsPressing(sla), status, value_minor };
    },
  );
  return inCallOrder(rows).map(({ lead, plan, sla, status }) => ({
    ...lead,
    plan,
    sla,
    performance_status: status,
  }));
}
