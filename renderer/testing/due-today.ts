// The server's Today list from plain documents, by the rules of the domain.
import { createIds, customerIdOf, metricIdOf } from '#domain/ids.ts';
import { inCallOrder } from '#domain/plan/order.ts';
import { isInToday } from '#domain/plan/today.ts';
import { defaultSettings, type Settings, settingsSchema } from '#domain/settings/settings.ts';
import { slaIsPressing } from '#domain/sla/sla.ts';
import { allSchemas, type Collection, type DocumentOf } from '#domain/sync/collections.ts';
import type { Replicated } from '#domain/sync/messages.ts';
import { actSummaryOf, emptyEntry, summaryOf } from '../replica/desk/entry.ts';
import { type Viewpoint, workRow } from '../replica/desk/rows.ts';

type Read = (collection: Collection) => readonly Replicated[];

/** The workspace's settings among these documents, or those of a fresh workspace. */
export const settingsOf = ([document]: readonly Replicated[], now: string): Settings =>
  document ? settingsSchema.parse(document) : defaultSettings(now, createIds().next());

/** The answer of GET /api/leads/due_today. */
export function dueTodayReply(view: Viewpoint, read: Read) {
  const all = <C extends Collection>(collection: C): DocumentOf<C>[] =>
    read(collection).map((document) => allSchemas[collection].parse(document) as DocumentOf<C>);
  const [interactions, events, customers, metrics] = [
    all('interactions'),
    all('plan_events'),
    all('customers'),
    all('metrics'),
  ];
  const rows = all('leads').flatMap((lead) => {
    const own = interactions.filter(({ lead_id, voided_at }) => lead_id === lead.id && voided_at === null);
    const worked = workRow(
      {
        ...emptyEntry(lead.id),
        lead,
        interactions: own.map(summaryOf).sort((a, b) => (a.occurred_at < b.occurred_at ? 1 : -1)),
        acts: events.filter(({ lead_id }) => lead_id === lead.id).map(actSummaryOf),
        customer: customers.find(({ id }) => id === customerIdOf(lead.id)) ?? null,
        metric: metrics.find(({ id }) => id === metricIdOf(lead.id)) ?? null,
      },
      view,
    );
    if (!worked || !isInToday(worked.row.plan)) return [];
    const { plan, sla, performance: status } = worked.row;
    return [{ lead, plan, sla, status, sla_pressing: slaIsPressing(sla), value_minor: worked.value_minor }];
  });
  const items = inCallOrder(rows).map(({ lead, plan, sla, status }) => ({
    ...lead,
    plan,
    sla,
    performance_status: status,
  }));
  return { items, total: items.length, has_more: false, last_id: items.at(-1)?.id ?? null };
}
