// The next day on which a rhythm wants a call, from the lead-local day of the last one. Plain days only.
import type { Cadence } from '../lead/cadence.ts';
import { dayNumber, modulo, weekdayOf } from './days.ts';
import type { Calendar } from './windows.ts';

/**
 * The day number of the next call of a rhythm after a call on day `last`, before it is moved off a closed day.
 * null: the rhythm asks for none. 'NO_HOURS': it counts open days, and there are not enough.
 */
export function nominalAfter(cadence: Cadence, last: number, calendar: Calendar): number | null | 'NO_HOURS' {
  switch (cadence.kind) {
    case 'none':
      return null;
    case 'days':
      return last + cadence.n;
    case 'workdays':
      return nthOpenDayAfter(last, cadence.n, calendar) ?? 'NO_HOURS';
    case 'weekdays':
      return creditEarly(last, weekdayPattern(cadence));
    case 'month_day':
      return creditEarly(last, monthPattern(cadence.day));
  }
}

/** The `n`th open day after `day`; null where one of them is more than 370 days after the one before. */
export function nthOpenDayAfter(
  day: number,
  n: number,
  calendar: Pick<Calendar, 'openDayFrom'>,
): number | null {
  let reached: number | null = day;
  for (let count = 0; count < n && reached !== null; count += 1) reached = calendar.openDayFrom(reached + 1);
  return reached;
}

/** Days of a fixed pattern: the first one after a day, and the last one before a day. */
interface Pattern {
  after(day: number): number;
  before(day: number): number;
}

// A call shortly before an occurrence counts for it: within 30 % of the gap that the occurrence closes. The one after
// is further away than its whole gap, so it cannot be credited as well.
function creditEarly(last: number, pattern: Pattern): number {
  const next = pattern.after(last);
  const gap = next - pattern.before(next);
  return next - last <= Math.floor((3 * gap) / 10) ? pattern.after(next) : next;
}

function weekdayPattern(cadence: Extract<Cadence, { kind: 'weekdays' }>): Pattern {
  const cycle = cadence.every_weeks * 7;
  const anchor = dayNumber(cadence.anchor_on);
  const monday = anchor - weekdayOf(anchor) + 1;
  const occurs = (day: number) => cadence.days.includes(weekdayOf(day)) && modulo(day - monday, cycle) < 7;
  const walk = (from: number, step: 1 | -1) => {
    let day = from + step;
    while (!occurs(day) && Math.abs(day - from) < cycle) day += step;
    return day;
  };
  return { after: (day) => walk(day, 1), before: (day) => walk(day, -1) };
}

function monthPattern(wanted: number): Pattern {
  // Months since year 0; a month that has no such day ends on its last one.
  const occurrence = (month: number) => {
    const first = Temporal.PlainDate.from({
      year: Math.floor(month / 12),
      month: modulo(month, 12) + 1,
      day: 1,
    });
    return dayNumber(first.toString()) + Math.min(wanted, first.daysInMonth) - 1;
  };
  const monthOf = (day: number) => {
    const date = new Date(day * 86_400_000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  };
  return {
    after: (day) => {
      const here = occurrence(monthOf(day));
      return here > day ? here : occurrence(monthOf(day) + 1);
    },
    before: (day) => occurrence(monthOf(day) - 1),
  };
}
