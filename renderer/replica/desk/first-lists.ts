// Today while the history is not all here: the server's list in the server's order, or, while the server cannot be reached,
// the leads without dates. What the replica already has of a lead (contacts, notes) stands beside it.
import { zoneOfLead } from '#domain/lead/lead-zone.ts';
import { categoryOf } from '#domain/settings/settings.ts';
import type { DeskRow, Today } from '../desk-types.ts';
import type { ServedLead } from '../due-today-reply.ts';
import type { FirstToday } from '../first-today.ts';
import type { OutlinedRow, Viewpoint } from './rows.ts';
import { byDeadline, countsOf, isUnanswered } from './today-list.ts';

type Lists = Pick<Today, 'fresh' | 'queue' | 'parked' | 'counts' | 'first'>;

/** `outlines` are the replica's own rows. */
export function firstLists(first: FirstToday, outlines: readonly OutlinedRow[], view: Viewpoint): Lists {
  const here = new Map(outlines.map(({ row }) => [row.lead_id, row]));
  const { state, about, more } = first;
  if (state !== 'served') {
    const unplanned = state === 'asking' ? [] : withoutDates(first, here);
    return {
      fresh: [],
      queue: [],
      parked: [],
      counts: countsOf([]),
      first: { state, about, more: 0, unplanned },
    };
  }
  const served = first.items
    .filter(({ lead }) => !first.unsure.has(lead.id))
    .map((item) => rowOf(item, here.get(item.lead.id), view));
  const listed = new Set(first.items.map(({ lead }) => lead.id));
  const others = [...here.values()].filter(
    (row) => !listed.has(row.lead_id) && !first.unsure.has(row.lead_id),
  );
  const fresh = [...served, ...others].filter(isUnanswered).sort(byDeadline);
  const queue = served.filter((row) => !isUnanswered(row));
  return { fresh, queue, parked: [], counts: countsOf(queue), first: { state, about, more, unplanned: [] } };
}

function rowOf(
  { lead, plan, sla, performance }: ServedLead,
  own: DeskRow | undefined,
  view: Viewpoint,
): DeskRow {
  return {
    lead_id: lead.id,
    lead,
    category: categoryOf(view.settings, lead.state) ?? 'working',
    plan,
    sla,
    performance,
    time_zone: zoneOfLead(lead, view.time_zone),
    time_zone_assumed: lead.time_zone === null,
    pocs: own?.pocs ?? [],
    last_notes: own?.last_notes ?? [],
    last_order: own?.last_order ?? null,
    last_interaction: own?.last_interaction ?? null,
  };
}

// Those that the server had listed stand first, in its order.
function withoutDates({ items, unsure }: FirstToday, here: ReadonlyMap<string, DeskRow>): DeskRow[] {
  const place = new Map(items.map(({ lead }, at) => [lead.id, at]));
  const placeOf = ({ lead_id }: DeskRow) => place.get(lead_id) ?? items.length;
  return [...here.values()]
    .filter(({ lead_id, lead, category }) => !unsure.has(lead_id) && !lead.do_not_call && category !== 'lost')
    .sort((a, b) => placeOf(a) - placeOf(b) || (a.lead.name < b.lead.name ? -1 : 1));
}
