// Whether a lead is to be seen by a day, and whether its fixed weekdays hold that day.
import type { Cadence } from '../lead/cadence.ts';
import { dayNumber } from '../plan/days.ts';
import { isPlanned, type Plan, type PlannedCall } from '../plan/plan.ts';
import { zoneOf } from '../plan/zone.ts';

/**
 * Whether the plan is due on the lead's local day `on` or before it, and is not put aside past that day. The plan is the
 * present one: nothing that may happen until then is foreseen.
 */
export function isDueBy(plan: Plan, on: string, timeZone: string): plan is PlannedCall {
  if (!isPlanned(plan) || plan.due_on > on) return false;
  return plan.hidden_until === null || zoneOf(timeZone).dayOf(Date.parse(plan.hidden_until)) <= dayNumber(on);
}

/** The ISO weekdays that a rhythm names; none for a rhythm that counts days. */
export const fixedWeekdays = (cadence: Cadence | null): readonly number[] =>
  cadence?.kind === 'weekdays' ? cadence.days : [];
