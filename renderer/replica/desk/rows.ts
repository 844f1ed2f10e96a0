// A row from an entry: its plan, promise, performance and the side panel's facts at an instant, kept until the next moment
// at which time alone changes any of them.

import type { Lead } from '#domain/lead/lead.ts';
import { zoneOfLead } from '#domain/lead/lead-zone.ts';
import { accountValue } from '#domain/performance/account-value.ts';
import { orderFacts } from '#domain/performance/order-facts.ts';
import { type Performance, performance } from '#domain/performance/performance.ts';
import { isPlanAct, type PlanEvent } from '#domain/plan/lead.ts';
import { plan } from '#domain/plan/plan.ts';
import { planLeadOf } from '#domain/plan/plan-lead.ts';
import { planHoldsUntil } from '#domain/plan/today.ts';
import { categoryOf, type Settings } from '#domain/settings/settings.ts';
import { type Sla, slaOf } from '#domain/sla/sla.ts';
import { addMinutes, dayIn } from '#domain/time.ts';
import { tongue } from '../../words/say.ts';
import type { DeskRow, Trade } from '../desk-types.ts';
import type { DeskEntry } from './entry.ts';

/** From where the desk is looked at. */
export interface Viewpoint {
  now: string;
  /** The KAM's zone. */
  time_zone: string;
  settings: Settings;
}

/** The end of time. */
export const FOREVER = '9999-12-31T00:00:00.000Z';
/** The plan of a lead of which the history is not all here. */
const UNPLANNED = { bucket: 'NONE' } as const;

/** A row with what only the desk needs. */
export interface WorkedRow {
  row: DeskRow;
  /** Minor units of the workspace's currency; for the order of calls. */
  value_minor: number | null;
  account: Performance | null;
  /** What the account's performance was made from; null where there is none. */
  trade: Trade | null;
  /** The first instant at which the row may be another. */
  until: string;
}

/** A row as long as the history is not all here. */
export type OutlinedRow = Pick<WorkedRow, 'row' | 'until'>;

/** The row of a lead that stands; null for one that is not there, deleted or merged away. */
export function workRow(entry: DeskEntry, view: Viewpoint): WorkedRow | null {
  const outline = outlineRow(entry, view);
  if (outline === null) return null;
  const { lead, sla } = outline.row;
  const { now, time_zone: kam, settings } = view;
  const planLead = planLeadOf(lead, settings, kam);
  const events: PlanEvent[] = [...entry.interactions, ...entry.acts];
  const planned = plan(planLead, events, now, kam, tongue());
  const { account, value_minor, trade } = standingOf(entry, lead, view);
  return {
    row: { ...outline.row, plan: planned, performance: account?.status ?? null },
    value_minor,
    account,
    trade,
    until: earliest(
      now,
      [planHoldsUntil(planned, planLead, events.filter(isLater(now)), now), ...edgesOf(lead, sla, settings)],
      now,
    ),
  };
}

/** The row without what follows from the history: neither plan nor performance. A hundredth of the work. */
export function outlineRow(entry: DeskEntry, view: Viewpoint): OutlinedRow | null {
  const { lead } = entry;
  if (lead === null || lead.deleted_at !== null || lead.merged_into_id !== null) return null;
  const { now, time_zone: kam, settings } = view;
  const sla = slaOf(lead, now, settings.sla_reminder_minutes);
  const interactions = entry.interactions.filter(({ occurred_at }) => occurred_at <= now);
  const later = entry.interactions.flatMap(({ occurred_at }) => (occurred_at > now ? [occurred_at] : []));
  return {
    row: {
      lead_id: entry.lead_id,
      lead,
      category: categoryOf(settings, lead.state) ?? 'working',
      plan: UNPLANNED,
      sla,
      performance: null,
      time_zone: zoneOfLead(lead, kam),
      time_zone_assumed: lead.time_zone === null,
      pocs: entry.pocs,
      last_notes: interactions.filter(({ note }) => note !== null && note !== '').slice(0, 3),
      last_order: interactions.find(({ type }) => type === 'ORDER') ?? null,
      last_interaction: interactions[0] ?? null,
    },
    until: earliest(now, [...later, ...edgesOf(lead, sla, settings)], FOREVER),
  };
}

const isLater = (now: string) => (event: PlanEvent) => isPlanAct(event) || event.occurred_at > now;

// Without a zone or country of its own an account's days are UTC's, as on the server: they must not depend on who looks.
function standingOf(entry: DeskEntry, lead: Lead, { now, settings }: Viewpoint) {
  const time_zone = zoneOfLead(lead);
  const today = dayIn(now, time_zone);
  const orders = orderFacts(entry.interactions);
  const value_minor = accountValue(lead, { orders, time_zone, today }, settings);
  if (categoryOf(settings, lead.state) !== 'won') return { account: null, value_minor, trade: null };
  const won_on = lead.won_at === null ? null : dayIn(lead.won_at, time_zone);
  const account = performance(
    {
      orders,
      time_zone,
      as_of_on: today,
      customer_since_on: entry.customer?.since_on ?? won_on,
      is_won: true,
      settings: { currency: settings.currency, rates: settings.rates, ...settings.performance },
      metric: entry.metric,
    },
    tongue(),
  );
  return { account, value_minor, trade: { orders, metric: entry.metric, time_zone } };
}

// An answer may come from a device whose clock is ahead, and is given only when this one gets there.
const edgesOf = (lead: Lead, sla: Sla | null, settings: Settings): string[] =>
  sla === null || sla.met_at !== null
    ? []
    : [
        addMinutes(sla.due_at, -settings.sla_reminder_minutes),
        addMinutes(sla.due_at, 0.01),
        ...(lead.sla_met_at === null ? [] : [lead.sla_met_at]),
      ];

function earliest(now: string, edges: string[], otherwise: string): string {
  return edges.filter((edge) => edge > now).sort()[0] ?? otherwise;
}
