// What the desk keeps of one lead: the lead, its contacts, and of its history only what plan, performance and side panel
// still ask for. A call that is logged changes one entry; nothing is read again.
import type { Customer } from '#domain/customer/customer.ts';
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Metric } from '#domain/metric/metric.ts';
import { isPlanAct } from '#domain/plan/lead.ts';
import { bearsOnPlan, eventsThatMatter } from '#domain/plan/reduce-events.ts';
import type { PlanEventDocument } from '#domain/plan-event/plan-event.ts';
import { addMinutes } from '#domain/time.ts';
import type { InteractionSummary, PocSummary } from '../desk-types.ts';

/** A promised callback or a snooze as it is kept. */
export type KeptAct = Pick<
  PlanEventDocument,
  'id' | 'kind' | 'until' | 'on' | 'poc_id' | 'occurred_at' | 'created_by'
>;

export interface DeskEntry {
  lead_id: string;
  /** null while only what hangs on the lead has arrived. */
  lead: Lead | null;
  pocs: PocSummary[];
  /** Newest first; never a voided one. */
  interactions: InteractionSummary[];
  acts: KeptAct[];
  customer: Pick<Customer, 'id' | 'since_on'> | null;
  metric: Metric | null;
}

const NOTES_KEPT = 3;
const NOTE_LENGTH = 280;
// The desk may be asked about an instant a little before now, after the clock was corrected: two days of events stay.
const LOOK_BACK_MINUTES = 2 * 24 * 60;

export const emptyEntry = (lead_id: string): DeskEntry => ({
  lead_id,
  lead: null,
  pocs: [],
  interactions: [],
  acts: [],
  customer: null,
  metric: null,
});

/** Whether nothing is left of the lead. */
export const isEmpty = (entry: DeskEntry): boolean =>
  entry.lead === null &&
  entry.pocs.length === 0 &&
  entry.interactions.length === 0 &&
  entry.acts.length === 0 &&
  entry.customer === null &&
  entry.metric === null;

export function summaryOf(interaction: Interaction): InteractionSummary {
  const { id, type, outcome, occurred_at, note, poc_id, amount_minor, currency, created_by } = interaction;
  const cut = note === null ? null : note.slice(0, NOTE_LENGTH);
  return { id, type, outcome, occurred_at, note: cut, poc_id, amount_minor, currency, created_by };
}

export function actSummaryOf(event: PlanEventDocument): KeptAct {
  const { id, kind, until, on, poc_id, occurred_at, created_by } = event;
  return { id, kind, until, on, poc_id, occurred_at, created_by };
}

/**
 * Drops what no longer matters at `now` (an instant) or later. The same events give the same entry, however and how
 * often they arrived.
 */
export function reduceEntry(entry: DeskEntry, now: string): void {
  const interactions = [...new Map(entry.interactions.map((one) => [one.id, one])).values()].sort(
    newestFirst,
  );
  const acts = [...new Map(entry.acts.map((one) => [one.id, one])).values()].sort(newestFirst);
  const bearing = interactions.filter(bearsOnPlan);
  const kept = new Set(eventsThatMatter([...bearing, ...acts], addMinutes(now, -LOOK_BACK_MINUTES)));
  const notes = new Set(interactions.filter(({ note }) => note !== null && note !== '').slice(0, NOTES_KEPT));
  const newest = interactions[0];
  entry.acts = acts.filter((act) => kept.has(act) && isPlanAct(act));
  entry.interactions = interactions.filter(
    (one) =>
      one === newest || kept.has(one) || notes.has(one) || one.type === 'ORDER' || one.type === 'RETURN',
  );
}

const newestFirst = (a: { occurred_at: string; id: string }, b: { occurred_at: string; id: string }) =>
  a.occurred_at === b.occurred_at ? (a.id < b.id ? 1 : -1) : a.occurred_at < b.occurred_at ? 1 : -1;
