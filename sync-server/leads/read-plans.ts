// The plans of many leads as somebody sees them at an instant.
import { type SQL, sql } from 'drizzle-orm';
import type { Lead } from '#domain/lead/lead.ts';
import { type Plan, plan } from '#domain/plan/plan.ts';
import { planLeadOf } from '#domain/plan/plan-lead.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { createBreather } from '../breather.ts';
import { type Database, type Queryable, rowsOf } from '../db/database.ts';
import { readFor } from '../db/reader-role.ts';
import { leads } from '../db/tables/documents.ts';
import type { KeptLeads } from './kept-leads.ts';
import type { PlanSource } from './plan-sources.ts';
import { visibleTo } from './visible-leads.ts';

export interface PlannedLead {
  lead: Lead;
  plan: Plan;
}

/** The instant that is asked about, and the zone of the person who asks. */
export interface Viewpoint {
  at: string;
  time_zone: string;
}

/** What plans are read from. */
export interface PlanStore {
  db: Database;
  keptLeads: KeptLeads;
}

/** The plans of the leads with these ids. What has not changed since the last question is not read again. */
export async function readPlans(
  { keptLeads }: Pick<PlanStore, 'keptLeads'>,
  ids: readonly string[],
  settings: Settings,
  view: Viewpoint,
): Promise<PlannedLead[]> {
  const breathe = createBreather();
  const planned: PlannedLead[] = [];
  for (const source of await keptLeads.of(ids, view.at)) {
    await breathe();
    planned.push({ lead: source.lead, plan: planOf(source, settings, view) });
  }
  return planned;
}

/** The plan that follows from them. */
export const planOf = (
  { lead, events }: PlanSource,
  settings: Settings,
  { at, time_zone }: Viewpoint,
): Plan => plan(planLeadOf(lead, settings, time_zone), events, at, time_zone);

/** The ids of the leads that this person sees; asked under the role that reads for him. */
export const visibleIds = (db: Database, actor: Actor): Promise<string[]> =>
  readFor(db, actor, (q) => readLeadIds(q, visibleTo(actor)));

/** The ids of the leads that fit `where` (a condition on `leads`). */
export async function readLeadIds(q: Queryable, where: SQL): Promise<string[]> {
  const [row] = rowsOf(
    await q.execute(sql`select string_agg(${leads.id}::text, ',') as ids from ${leads} where ${where}`),
  );
  const ids = row?.['ids'];
  return typeof ids === 'string' ? ids.split(',') : [];
}
