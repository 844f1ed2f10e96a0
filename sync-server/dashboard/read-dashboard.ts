// The figures of the dashboard: where leads stand, how promises were kept, what is due. Own leads for a KAM, else all.
import { asc, count, sql } from 'drizzle-orm';
import { CATEGORIES, categoryOf } from '#domain/settings/settings.ts';
import { slaOf } from '#domain/sla/sla.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { users } from '../db/tables/workspace.ts';
import { type PlanStore, readPlans, type Viewpoint, visibleIds } from '../leads/read-plans.ts';
import { SLA_STATES } from '../leads/sla-filter.ts';
import { visibleTo } from '../leads/visible-leads.ts';
import { readSettings } from '../settings/settings.ts';

const BUCKETS = [
  'OVERDUE',
  'CALL_NOW',
  'WAITING',
  'DUE_TODAY',
  'LATER_TODAY',
  'UPCOMING',
  'NO_HOURS',
  'NONE',
] as const;

type Counts = Record<string, number>;

export interface DashboardMetrics {
  total: number;
  unassigned: number;
  by_state: Counts;
  by_category: Counts;
  /** By where the promised first answer stands; `met_percent` of those that are decided, null before the first. */
  sla: Record<string, number | null>;
  /** By bucket at `at`. */
  due: Counts;
  at: string;
}

/** How many leads stand where. `view` decides what is due. */
export async function readMetrics(
  store: PlanStore,
  actor: Actor,
  view: Viewpoint,
): Promise<DashboardMetrics> {
  const settings = await readSettings(store.db);
  const planned = await readPlans(store, await visibleIds(store.db, actor), settings, view);
  const stated = planned.map(({ lead }) => lead.state);
  const slas = planned.map(({ lead }) => slaOf(lead, view.at, settings.sla_reminder_minutes)?.state);
  const sla = tally(slas, SLA_STATES);
  const categories = stated.map((state) => categoryOf(settings, state));
  return {
    total: planned.length,
    unassigned: planned.filter(({ lead }) => lead.assignee_id === null).length,
    by_state: tally(
      stated,
      settings.states.map(({ name }) => name),
    ),
    by_category: tally(categories, CATEGORIES),
    sla: { ...sla, met_percent: metPercent(sla) },
    due: tally(
      planned.map(({ plan }) => plan.bucket),
      BUCKETS,
    ),
    at: view.at,
  };
}

function metPercent({ met = 0, met_late = 0, breached = 0 }: Counts): number | null {
  const decided = met + met_late + breached;
  return decided === 0 ? null : Math.round((1000 * met) / decided) / 10;
}

const tally = (values: readonly unknown[], names: readonly string[]): Counts =>
  Object.fromEntries(names.map((name) => [name, values.filter((value) => value === name).length]));

export interface AssigneeItem {
  /** null: leads that nobody has. */
  assignee_id: string | null;
  name: string | null;
  total: number;
  by_state: Counts;
}

/** How many leads each person has, by state; who has most comes first. */
export async function readLeadsPerAssignee(q: Queryable, actor: Actor): Promise<AssigneeItem[]> {
  const rows = await q
    .select({ assignee_id: leads.assignee_id, name: users.name, state: leads.state, leads: count() })
    .from(leads)
    .leftJoin(users, sql`${users.id} = ${leads.assignee_id}`)
    .where(visibleTo(actor))
    .groupBy(leads.assignee_id, users.name, leads.state)
    .orderBy(asc(users.name), asc(leads.assignee_id), asc(leads.state));
  const items = new Map<string | null, AssigneeItem>();
  for (const { assignee_id, name, state, leads: held } of rows) {
    const item = items.get(assignee_id) ?? { assignee_id, name, total: 0, by_state: {} };
    item.total += held;
    item.by_state[state] = held;
    items.set(assignee_id, item);
  }
  return [...items.values()].sort((a, b) => b.total - a.total);
}
