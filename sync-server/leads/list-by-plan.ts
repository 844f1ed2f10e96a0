// The list of leads as a route asks for it: a filter by bucket needs the plans first, everything else is the list's.
import type { Lead } from '#domain/lead/lead.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { type Sla, slaOf } from '#domain/sla/sla.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { type Page, pageOf } from '../http/paging.ts';
import { readSettings } from '../settings/settings.ts';
import { type LeadListQuery, listLeads, type Now } from './list-leads.ts';
import { readPlans, type Viewpoint } from './read-plans.ts';
import { visibleTo } from './visible-leads.ts';

export interface LeadItem extends Lead {
  sla: Sla | null;
}

/** A page of leads, each with where its promise stands. `buckets`: only leads whose plan stands in one of them. */
export async function pageOfLeads(
  q: Queryable,
  actor: Actor,
  query: LeadListQuery & { buckets?: ReadonlySet<string> | undefined },
  view: Viewpoint,
): Promise<Result<Page<LeadItem>, Refusal>> {
  const { query: narrowed, at } = await narrowedByPlan(q, actor, query, view);
  const listed = await listLeads(q, actor, narrowed, at);
  if (!listed.ok) return listed;
  const { rows, total } = listed.value;
  const items = rows.map((lead) => ({ ...lead, sla: slaOf(lead, at.now, at.reminderMinutes) }));
  return ok(pageOf(items, query.page_size, total));
}

/** The query with the ids of the leads whose plan stands in one of its `buckets`, and what times are compared with. */
export async function narrowedByPlan<Q extends { buckets?: ReadonlySet<string> | undefined }>(
  q: Queryable,
  actor: Actor,
  query: Q,
  view: Viewpoint,
): Promise<{ query: Q & { ids?: string[] }; at: Now }> {
  const settings = await readSettings(q);
  const at = { now: view.at, reminderMinutes: settings.sla_reminder_minutes };
  const { buckets } = query;
  if (!buckets) return { query, at };
  const planned = await readPlans(q, visibleTo(actor), settings, view);
  const ids = planned.flatMap(({ lead, plan }) => (buckets.has(plan.bucket) ? [lead.id] : []));
  return { query: { ...query, ids }, at };
}
