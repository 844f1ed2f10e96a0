// Which plans make up a KAM's Today, and how long an answer to that stays true without looking again.
import { instantOf } from '../time.ts';
import { DAY_MS } from './days.ts';
import type { PlanEvent, PlanLead } from './lead.ts';
import { type Bucket, isPlanned, type Plan, type PlannedCall } from './plan.ts';
import { calendarOf } from './windows.ts';
import { zoneOf } from './zone.ts';

const TODAY: readonly Bucket[] = ['OVERDUE', 'CALL_NOW', 'WAITING', 'DUE_TODAY', 'LATER_TODAY'];

/** Whether the plan stands in the Today list. Source: due calls, R9. */
export const isInToday = (plan: Plan): plan is PlannedCall => TODAY.includes(plan.bucket);

/**
 * Whether the plan stands below the Today list, out of it: tried in vain on the KAM's today, and hidden past its end
 * ("2 tries, next Tue 09:00"). `now` is the instant of the plan, `kamTimeZone` an IANA name. Source: due calls, R14.
 */
export function isParkedToday(plan: Plan, now: string, kamTimeZone: string): plan is PlannedCall {
  if (!isPlanned(plan) || plan.bucket !== 'UPCOMING' || plan.hidden_by !== 'attempt') return false;
  const kam = zoneOf(kamTimeZone);
  const at = Date.parse(now);
  const dayStarts = kam.startOf(kam.dayOf(at));
  const { attempted_at: tried, hidden_until: until } = plan;
  return tried !== null && Date.parse(tried) >= dayStarts && until !== null && Date.parse(until) > at;
}

/**
 * An instant after `now` until which a plan made at `now` keeps its bucket, its late days and whether it is callable.
 * It may be too early, never too late, as long as lead and events stay the same. `next_callable_at` of an open lead is
 * the present and moves on with it.
 */
export function planHoldsUntil(
  plan: Plan,
  lead: PlanLead,
  events: readonly PlanEvent[],
  now: string,
): string {
  const at = Date.parse(now);
  const calendar = calendarOf(lead);
  const today = calendar.zone.dayOf(at);
  const edges = calendar.windowsAround(today).flatMap(({ opens, closes }) => [opens, closes]);
  const changes = [
    calendar.zone.dayHoldsUntil(at),
    ...events.map((event) => Date.parse(event.occurred_at)),
    ...edges,
    ...(isPlanned(plan) ? instantsOf(plan) : []),
  ];
  return instantOf(Math.min(...changes.filter((change) => change > at)));
}

/**
 * A plan that was made at `made`, as it is at `now`, an instant until which it holds: the same, but that an open lead can
 * be called from `now` on. For a lead that says when it was created.
 */
export function planAt(plan: Plan, made: string, now: string): Plan {
  return isPlanned(plan) && plan.next_callable_at === made ? { ...plan, next_callable_at: now } : plan;
}

const instantsOf = (plan: PlannedCall): number[] =>
  [plan.due_at, plan.closes_at, plan.kam_day_ends_at, plan.hidden_until ?? plan.due_at].map((text) =>
    Date.parse(text),
  );

// No zone has ever moved its clocks by more than a day: no local day lasts longer.
const LONGEST_DAY = 2 * DAY_MS;

/**
 * Until when a lead stays out of everybody's Today, in whatever zone a KAM looks from: before this instant (epoch
 * milliseconds, Infinity for never) it need not be looked at again, as long as it, its events and the settings stay the
 * same. It may be too early, never too late; for a lead that stands in Today at `now` it is no later than `now`.
 */
export function outOfTodayUntil(plan: Plan, events: readonly PlanEvent[], now: string): number {
  const at = Date.parse(now);
  const expected = events.map((event) => Date.parse(event.occurred_at)).filter((moment) => moment > at);
  return Math.min(comesIntoToday(plan, at), ...expected);
}

function comesIntoToday(plan: Plan, at: number): number {
  if (!isPlanned(plan)) return Number.POSITIVE_INFINITY;
  const hidden = plan.hidden_until === null ? at : Date.parse(plan.hidden_until);
  return (hidden > at ? hidden : Date.parse(plan.due_at)) - LONGEST_DAY;
}
