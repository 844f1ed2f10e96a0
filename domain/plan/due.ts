// When a lead is due, and for which reason: the first of revival, promise, first call and rhythm that applies.
import type { Cadence } from '../lead/cadence.ts';
import { nominalAfter } from './cadence.ts';
import type { Tally } from './counting.ts';
import { dayNumber } from './days.ts';
import { type PlanLead, stateCategory } from './lead.ts';
import type { Calendar } from './windows.ts';

export type Reason = 'cadence' | 'new' | 'callback' | 'revive';

/** Days as day numbers, instants in epoch milliseconds. */
export interface Due {
  reason: Reason;
  /** The day that the pattern asked for, before it was moved off a closed day. */
  nominal: number;
  on: number;
  at: number;
  closes: number;
  /** The promise names an instant: hours do not matter, and it lasts half an hour. */
  promised: boolean;
}

const PROMISE_MS = 30 * 60_000;
const CUSTOMER_CADENCE: Cadence = { kind: 'days', n: 28 };

/** When the lead is due; 'NONE' when nothing is, 'NO_HOURS' when no day within 370 is open. `now` in epoch milliseconds. */
export function dueOf(
  lead: PlanLead,
  tally: Tally,
  calendar: Calendar,
  now: number,
): Due | 'NONE' | 'NO_HOURS' {
  if (lead.do_not_call || lead.deleted_at || lead.merged_into_id) return 'NONE';
  if (stateCategory(lead) === 'lost') return dueToRevive(lead, tally, calendar);
  if (tally.callback !== null) return dueByPromise(tally.callback, calendar);
  if (tally.last === null) return dueAsNew(bornAt(lead) ?? now, calendar);
  const nominal = nominalAfter(cadenceOf(lead), calendar.zone.dayOf(tally.last), calendar);
  if (nominal === null) return 'NONE';
  return nominal === 'NO_HOURS' ? nominal : dueOn('cadence', nominal, calendar);
}

/** The rhythm that applies: a customer without one is called every 28 days. */
export function cadenceOf(lead: PlanLead): Cadence {
  const own = lead.cadence ?? { kind: 'none' };
  return own.kind === 'none' && stateCategory(lead) === 'won' ? CUSTOMER_CADENCE : own;
}

/** The instant from which the lead is a new one, in epoch milliseconds; null where nobody knows. */
export function bornAt(lead: Pick<PlanLead, 'created_at' | 'reopened_at'>): number | null {
  const born = lead.reopened_at ?? lead.created_at;
  return born === null ? null : Date.parse(born);
}

function dueToRevive(lead: PlanLead, tally: Tally, calendar: Calendar): Due | 'NONE' | 'NO_HOURS' {
  if (!lead.revive_on) return 'NONE';
  const from = dayNumber(lead.revive_on);
  if (tally.last !== null && calendar.zone.dayOf(tally.last) >= from) return 'NONE';
  return dueOn('revive', from, calendar);
}

function dueByPromise({ target }: NonNullable<Tally['callback']>, calendar: Calendar): Due | 'NO_HOURS' {
  if ('until' in target) {
    const at = target.until;
    const on = calendar.zone.dayOf(at);
    return { reason: 'callback', nominal: on, on, at, closes: at + PROMISE_MS, promised: true };
  }
  const due = dueOn('callback', target.on, calendar);
  return due === 'NO_HOURS' ? due : { ...due, nominal: due.on };
}

function dueAsNew(born: number, calendar: Calendar): Due | 'NO_HOURS' {
  const at = calendar.openFrom(born);
  if (at === null) return 'NO_HOURS';
  const on = calendar.zone.dayOf(at);
  // Born after midnight, the lead may stand in a window that opened before its day.
  const running = calendar.windowsAround(on).filter(({ opens, closes }) => opens <= at && at < closes);
  const closes = Math.max(...[...calendar.windowsOn(on), ...running].map((window) => window.closes));
  return { reason: 'new', nominal: on, on, at, closes, promised: false };
}

function dueOn(reason: Reason, nominal: number, calendar: Calendar): Due | 'NO_HOURS' {
  const on = calendar.openDayFrom(nominal);
  if (on === null) return 'NO_HOURS';
  const windows = calendar.windowsOn(on);
  const at = Math.min(...windows.map((window) => window.opens));
  const closes = Math.max(...windows.map((window) => window.closes));
  return { reason, nominal, on, at, closes, promised: false };
}
