// The list of leads as a route asks for it: a filter by bucket needs the plans first, everything else is the list's.
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { slaOf } from '#domain/sla/sla.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { readFor } from '../db/reader-role.ts';
import { pageOf } from '../http/paging.ts';
import { readSettings } from '../settings/settings.ts';
import { whereCustom } from './custom-filter.ts';
import type { KeptPages, LeadTexts } from './kept-pages.ts';
import { type LeadFilters, type LeadListQuery, listLeads, type Now } from './list-leads.ts';
import { type PlanStore, readPlans, type Viewpoint, visibleIds } from './read-plans.ts';

/** The JSON of a page of leads, each with where its promise stands. `buckets`: only leads whose plan stands in one of them. */
export async function pageOfLeads(
  store: PlanStore & { keptPages: KeptPages },
  actor: Actor,
  query: LeadListQuery & Asked,
  view: Viewpoint,
): Promise<Result<string, Refusal>> {
  const read = () => readPage(store, actor, query, view);
  // What depends on the hour does not hold until something changes.
  const byTheClock = query.buckets !== undefined || query.sla !== undefined;
  const page = byTheClock ? await read() : await store.keptPages.of(actor, JSON.stringify(query), read);
  return page.ok ? ok(textOf(page.value, view.at)) : page;
}

async function readPage(
  store: PlanStore,
  actor: Actor,
  query: LeadListQuery & Asked,
  view: Viewpoint,
): Promise<Result<LeadTexts, Refusal>> {
  const asked = await narrowed(store, actor, query, view);
  if (!asked.ok) return asked;
  const { at } = asked.value;
  const listed = await readFor(store.db, actor, (q) => listLeads(q, actor, asked.value.query, at));
  if (!listed.ok) return listed;
  const { items, total, has_more } = pageOf(listed.value.rows, query.page_size, listed.value.total);
  const leads = items.map((lead) => ({ lead, text: JSON.stringify(lead) }));
  return ok({ leads, total, has_more, reminder_minutes: at.reminderMinutes });
}

function textOf({ leads, total, has_more, reminder_minutes }: LeadTexts, now: string): string {
  const items = leads.map(
    ({ lead, text }) => `${text.slice(0, -1)},"sla":${JSON.stringify(slaOf(lead, now, reminder_minutes))}}`,
  );
  const rest = { total, has_more, last_id: leads.at(-1)?.lead.id ?? null };
  return `{"items":[${items.join()}],${JSON.stringify(rest).slice(1)}`;
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
