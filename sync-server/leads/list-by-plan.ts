// The list of leads as a route asks for it: a filter by bucket needs the plans first, everything else is the list's.
import type { Lead } from '#domain/lead/lead.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { type Sla, slaOf } from '#domain/sla/sla.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { type Page, pageOf } from '../http/paging.ts';
import { readSettings } from '../settings/settings.ts';
import { type LeadListQuery, listLeads } from './list-leads.ts';
import { type PlanStore, readPlans, type Viewpoint } from './read-plans.ts';
import { visibleTo } from './visible-leads.ts';

export interface LeadItem extends Lead {
  sla: Sla | null;
}

/** A page of leads, each with where its promise stands. `buckets`: only leads whose plan stands in one of them. */
export async function pageOfLeads(
  store: PlanStore,
  actor: Actor,
  query: LeadListQuery & { buckets?: ReadonlySet<string> | undefined },
  view: Viewpoint,
): Promise<Result<Page<LeadItem>, Refusal>> {
  const settings = await readSettings(store.db);
  const { buckets } = query;
  const planned = buckets ? await readPlans(store, visibleTo(actor), settings, view) : [];
  const ids = planned.flatMap(({ lead, plan }) => (buckets?.has(plan.bucket) ? [lead.id] : []));
  const at = { now: view.at, reminderMinutes: settings.sla_reminder_minutes };
  const listed = await listLeads(store.db, actor, buckets ? { ...query, ids } : query, at);
  if (!listed.ok) return listed;
  const { rows, total } = listed.value;
  const items = rows.map((lead) => ({ ...lead, sla: slaOf(lead, at.now, at.reminderMinutes) }));
  return ok(pageOf(items, query.page_size, total));
}
