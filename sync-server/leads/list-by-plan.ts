// The list of leads as a route asks for it: a filter by bucket needs the plans first, everything else is the list's.
import type { Lead } from '#domain/lead/lead.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { type Sla, slaOf } from '#domain/sla/sla.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { readFor } from '../db/reader-role.ts';
import { type Page, pageOf } from '../http/paging.ts';
import { readSettings } from '../settings/settings.ts';
import { whereCustom } from './custom-filter.ts';
import { type LeadFilters, type LeadListQuery, listLeads, type Now } from './list-leads.ts';
import { type PlanStore, readPlans, type Viewpoint, visibleIds } from './read-plans.ts';

export interface LeadItem extends Lead {
  sla: Sla | null;
}

/** A page of leads, each with where its promise stands. `buckets`: only leads whose plan stands in one of them. */
export async function pageOfLeads(
  store: PlanStore,
  actor: Actor,
  query: LeadListQuery & Asked,
  view: Viewpoint,
): Promise<Result<Page<LeadItem>, Refusal>> {
  const asked = await narrowed(store, actor, query, view);
  if (!asked.ok) return asked;
  const { at } = asked.value;
  const listed = await readFor(store.db, actor, (q) => listLeads(q, actor, asked.value.query, at));
  if (!listed.ok) return listed;
  const { rows, total } = listed.value;
  const items = rows.map((lead) => ({ ...lead, sla: slaOf(lead, at.now, at.reminderMinutes) }));
  return ok(pageOf(items, query.page_size, total));
}

/** What is asked of a list that takes a look at the settings or at plans first. */
interface Asked {
  buckets?: ReadonlySet<string> | undefined;
  /** Values by key of the workspace's own fields. */
  custom?: Readonly<Record<string, string>> | undefined;
}

/** The query with the leads whose plan stands in one of its `buckets`, and what times are compared with. Refusal: `bad_query`. */
export async function narrowed<Q extends Asked>(
  store: PlanStore,
  actor: Actor,
  query: Q,
  view: Viewpoint,
): Promise<Result<{ query: Q & LeadFilters; at: Now }, Refusal>> {
  const settings = await readSettings(store.db);
  const at = { now: view.at, reminderMinutes: settings.sla_reminder_minutes };
  const { buckets, custom = {} } = query;
  const own = whereCustom(settings.custom_fields ?? [], custom);
  if (!own.ok) return own;
  if (!buckets) return ok({ query: { ...query, own: own.value }, at });
  const planned = await readPlans(store, await visibleIds(store.db, actor), settings, view);
  const ids = planned.flatMap(({ lead, plan }) => (buckets.has(plan.bucket) ? [lead.id] : []));
  return ok({ query: { ...query, own: own.value, ids }, at });
}
