// The plan of a lead: whether and when to call it, and why. A pure function, the same on every device and the server.
import { instantOf } from '../time.ts';
import { ENGLISH, type Tongue } from '../tongue.ts';
import { type Tally, tallyOf } from './counting.ts';
import { dayText } from './days.ts';
import { bornAt, type Due, dueOf, type Reason } from './due.ts';
import { explain } from './explain.ts';
import { attemptsOnDue, type Hiding, hidingOf } from './hiding.ts';
import { type PlanEvent, type PlanLead, stateCategory } from './lead.ts';
import { type Calendar, calendarOf } from './windows.ts';
import { zoneOf } from './zone.ts';

export type DueBucket = 'CALL_NOW' | 'WAITING' | 'DUE_TODAY' | 'OVERDUE' | 'LATER_TODAY' | 'UPCOMING';

/** A call that is planned. Instants are ISO 8601 UTC with milliseconds, days YYYY-MM-DD in the lead's zone. */
export interface PlannedCall {
  bucket: DueBucket;
  reason: Reason;
  /** The day that the pattern asks for. */
  nominal_on: string;
  /** The same, moved off closed days. */
  due_on: string;
  due_at: string;
  closes_at: string;
  /** Whether the lead is open now, hidden or not. */
  callable_now: boolean;
  /** The next moment of opening at which the lead is not hidden; null when a promise was made to a lead without hours. */
  next_callable_at: string | null;
  hidden_until: string | null;
  hidden_by: Hiding['by'] | null;
  late_days: number;
  /** The end of the KAM's today. */
  kam_day_ends_at: string;
  /** Tries in vain since the last counted call, on or after the due date. */
  attempts: number;
  /** The newest of them. */
  attempted_at: string | null;
  /** Three tries or more: another contact should be tried. */
  unreachable: boolean;
  /** How often it was snoozed since the last counted call. */
  snoozes: number;
  last_at: string | null;
  last_on: string | null;
  callback_poc_id: string | null;
  /** Urgency is `elapsed_days / interval_days`. */
  elapsed_days: number;
  interval_days: number;
  /** Why this is due, in words. */
  explanation: string;
}

/** Nothing is due (NONE), or nothing can be, for want of opening hours (NO_HOURS). */
export interface NoCall {
  bucket: 'NONE' | 'NO_HOURS';
}

export type Plan = PlannedCall | NoCall;
export type Bucket = Plan['bucket'];

/** Whether the plan names a call. */
export const isPlanned = (plan: Plan): plan is PlannedCall =>
  plan.bucket !== 'NONE' && plan.bucket !== 'NO_HOURS';

const UNREACHABLE_AFTER = 3;

/**
 * The plan of a lead at `now` (an instant), as a KAM in `kamTimeZone` (IANA) sees it. Events may come in any order and
 * may hold more than matters; those after `now` are ignored. The explanation is said in `tongue`. Throws RangeError on a zone that this runtime does not know.
 * Source: due calls, R1 to R20.
 */
export function plan(
  lead: PlanLead,
  events: readonly PlanEvent[],
  now: string,
  kamTimeZone: string,
  tongue: Tongue = ENGLISH,
): Plan {
  const at = Date.parse(now);
  const calendar = calendarOf(lead);
  const tally = tallyOf(events, {
    now: at,
    since: lead.reopened_at ? Date.parse(lead.reopened_at) : Number.NEGATIVE_INFINITY,
    callbacks: stateCategory(lead) !== 'lost',
  });
  const due = dueOf(lead, tally, calendar, at);
  if (due === 'NONE' || due === 'NO_HOURS') return { bucket: due };
  return planned({ lead, tally, due, calendar, now: at, kamTimeZone, tongue });
}

interface Case {
  lead: PlanLead;
  tally: Tally;
  due: Due;
  calendar: Calendar;
  now: number;
  kamTimeZone: string;
  tongue: Tongue;
}

function planned({ lead, tally, due, calendar, now, kamTimeZone, tongue }: Case): PlannedCall {
  const { zone } = calendar;
  const kam = zoneOf(kamTimeZone);
  const kamDayEnds = kam.startOf(kam.dayOf(now) + 1);
  const tries = attemptsOnDue(due, tally, calendar);
  const hiding = hidingOf(tally, tries, calendar);
  const nextOpen = calendar.openFrom(now);
  const hidden = hiding !== null && now < hiding.until;
  const nextCallable = hidden ? calendar.openFrom(hiding.until) : nextOpen;
  const today = zone.dayOf(now);
  const lateDays = Math.max(0, today - due.on);
  const attempts = tries.length;
  return {
    bucket: bucketOf(due, hiding, now, kamDayEnds, nextOpen === now),
    reason: due.reason,
    nominal_on: dayText(due.nominal),
    due_on: dayText(due.on),
    due_at: instantOf(due.at),
    closes_at: instantOf(due.closes),
    callable_now: nextOpen === now,
    next_callable_at: textOrNull(nextCallable, instantOf),
    hidden_until: hiding === null ? null : instantOf(hiding.until),
    hidden_by: hiding === null ? null : hiding.by,
    late_days: lateDays,
    kam_day_ends_at: instantOf(kamDayEnds),
    attempts,
    attempted_at: textOrNull(tries.at(-1) ?? null, instantOf),
    unreachable: attempts >= UNREACHABLE_AFTER,
    snoozes: tally.snoozes,
    last_at: textOrNull(tally.last, instantOf),
    last_on: textOrNull(tally.last === null ? null : zone.dayOf(tally.last), dayText),
    callback_poc_id: due.reason === 'callback' ? (tally.callback?.poc_id ?? null) : null,
    ...urgency(lead, tally, due, calendar, now),
    explanation: explain({ lead, due, tally, hiding, attempts, lateDays, zone, kam, tongue }),
  };
}

// Half-open, and the first that fits (R9).
function bucketOf(
  due: Due,
  hiding: Hiding | null,
  now: number,
  kamDayEnds: number,
  open: boolean,
): DueBucket {
  if (hiding !== null && now < hiding.until) return hiding.until < kamDayEnds ? 'LATER_TODAY' : 'UPCOMING';
  if (now >= due.closes) return 'OVERDUE';
  if (now >= due.at) return open || due.promised ? 'CALL_NOW' : 'WAITING';
  return due.at < kamDayEnds ? 'DUE_TODAY' : 'UPCOMING';
}

// Nobody has called the lead yet: its clock runs by open days, one of them on the day that it came (R19).
function urgency(
  lead: PlanLead,
  { last }: Tally,
  due: Due,
  calendar: Calendar,
  now: number,
): Pick<PlannedCall, 'elapsed_days' | 'interval_days'> {
  const { zone } = calendar;
  const today = zone.dayOf(now);
  if (last !== null) {
    const from = zone.dayOf(last);
    return { elapsed_days: today - from, interval_days: Math.max(1, due.on - from) };
  }
  const born = zone.dayOf(bornAt(lead) ?? now);
  return { elapsed_days: 1 + calendar.openDaysBetween(born, Math.max(born, today)), interval_days: 1 };
}

const textOrNull = (value: number | null, text: (value: number) => string): string | null =>
  value === null ? null : text(value);
