// When each stop of a round is made: in its order, one after the other, each within the lead's own call windows.

import { dayNumber } from '../plan/days.ts';
import type { PlanLead } from '../plan/lead.ts';
import { calendarOf, type Window } from '../plan/windows.ts';
import { zoneOf } from '../plan/zone.ts';

/** The day of whoever makes the round, and how it is cut. */
export interface RoundTerms {
  /** YYYY-MM-DD in `time_zone`. */
  on: string;
  /** IANA zone of whoever makes the round. */
  time_zone: string;
  /** Minutes after the midnight of that day at which the first stop may begin. */
  starts_at_minute: number;
  /** Minutes from the beginning of a stop to that of the next. */
  minutes: number;
  /** Epoch milliseconds before which nothing is planned any more; the present, on the day itself. */
  not_before: number;
}

/** Where a stop fits. Instants are epoch milliseconds. */
export interface Slot {
  /** The lead's windows that touch the day, by opening; none: closed that day. */
  windows: readonly Window[];
  /** null: its windows are over by the time it is its turn, or there are none. */
  begins: number | null;
  ends: number | null;
}

type Hours = Pick<PlanLead, 'time_zone' | 'call_hours' | 'closed_dates'>;

/**
 * The slots of the stops, in their order. A stop begins when the one before it ends, or when the lead opens; it ends before
 * the lead closes and begins before the day is over. One that does not fit takes no time.
 */
export function scheduleRound(stops: readonly Hours[], terms: RoundTerms): Slot[] {
  const zone = zoneOf(terms.time_zone);
  const day = dayNumber(terms.on);
  const dayEnds = zone.startOf(day + 1);
  const length = terms.minutes * 60_000;
  let free = Math.max(zone.instantOf(day, terms.starts_at_minute, 'opening'), terms.not_before);
  return stops.map((stop) => {
    const windows = windowsTouching(stop, zone.startOf(day), dayEnds);
    const begins = windows
      .map(({ opens, closes }) => ({ at: Math.max(opens, free), closes }))
      .find(({ at, closes }) => at + length <= closes && at < dayEnds)?.at;
    if (begins === undefined) return { windows, begins: null, ends: null };
    free = begins + length;
    return { windows, begins, ends: free };
  });
}

/** The lead's windows that lie at least partly between the two instants, by opening. */
export function windowsTouching(lead: Hours, from: number, to: number): Window[] {
  const calendar = calendarOf(lead);
  const days = [calendar.zone.dayOf(from), calendar.zone.dayOf(to - 1)];
  const found = days
    .flatMap((day) => calendar.windowsAround(day))
    .filter(({ opens, closes }) => opens < to && closes > from);
  return [...new Map(found.map((window) => [`${window.opens} ${window.closes}`, window])).values()].sort(
    (a, b) => a.opens - b.opens,
  );
}
