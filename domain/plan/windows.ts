// When a lead may be called: its call windows as half-open spans of instants, its open days, the next opening.
import { DAY_MS, dayNumber, dayText, weekdayOf } from './days.ts';
import { callHoursOf, type PlanLead } from './lead.ts';
import { type Zone, zoneOf } from './zone.ts';

/** [opens, closes) in epoch milliseconds. */
export interface Window {
  opens: number;
  closes: number;
}

export interface Calendar {
  readonly zone: Zone;
  /** The windows that open on a local day, by opening; empty on a closed day. They may overlap. */
  windowsOn(day: number): Window[];
  /** The windows in which an instant of the local day can lie, whichever day they opened on. */
  windowsAround(day: number): Window[];
  /** The first open day that is `day` or one of the 370 after it; null when there is none. */
  openDayFrom(day: number): number | null;
  /** The first instant inside a window that is not before `at`, looking 370 days ahead; null when there is none. */
  openFrom(at: number): number | null;
  /** How many open days x there are with from < x <= to, by weekday and closed days alone. */
  openDaysBetween(from: number, to: number): number;
}

/** Days that are searched for an opening before a lead is said to have none. */
export const HORIZON_DAYS = 370;

/** So many local days before its own may the window have opened that an instant stands in: two where a day was skipped. */
export const REACH_DAYS = 2;
const DAYS_AROUND = [-REACH_DAYS, -1, 0, 1];

const DAY_MINUTES = DAY_MS / 60_000;

type Hours = Pick<PlanLead, 'time_zone' | 'call_hours' | 'closed_dates'>;

// Leads of one zone with the same hours and closed days share a calendar, and the windows that were worked out for one of
// them: of thousands of leads there are few kinds.
const MAX_CALENDARS = 500;
const MAX_DAYS = 2000;
const calendars = new Map<string, Calendar>();

/** The calendar of a lead. It is kept for all leads like it, as long as the process lives. */
export function calendarOf(lead: Hours): Calendar {
  const key = `${lead.time_zone} ${JSON.stringify(lead.call_hours)} ${lead.closed_dates?.join() ?? ''}`;
  const known = calendars.get(key);
  if (known !== undefined) return known;
  if (calendars.size >= MAX_CALENDARS) calendars.clear();
  const calendar = createCalendar(lead);
  calendars.set(key, calendar);
  return calendar;
}

function createCalendar(lead: Hours): Calendar {
  const zone = zoneOf(lead.time_zone);
  const hours = callHoursOf(lead);
  const closed = lead.closed_dates ?? [];
  const rangesOn = (weekday: number) => hours[`${weekday}` as keyof typeof hours] ?? [];
  const windowsOn = remembered((day) => {
    const ranges = rangesOn(weekdayOf(day));
    if (ranges.length === 0 || closed.includes(dayText(day))) return [];
    return ranges
      .map((range) => windowOf(zone, day, range))
      .filter((window) => window.opens < window.closes)
      .sort((a, b) => a.opens - b.opens);
  });
  return {
    zone,
    windowsOn,
    windowsAround: (day) => DAYS_AROUND.flatMap((offset) => windowsOn(day + offset)),
    openDayFrom: (day) => {
      for (let on = day; on <= day + HORIZON_DAYS; on += 1) if (windowsOn(on).length > 0) return on;
      return null;
    },
    openFrom: (at) => openFrom(zone.dayOf(at), at, windowsOn),
    openDaysBetween: (from, to) => {
      const open = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => rangesOn(weekday).length > 0);
      const days = open.reduce((sum, weekday) => sum + countUpTo(to, weekday) - countUpTo(from, weekday), 0);
      const shut = [...new Set(closed)]
        .map(dayNumber)
        .filter((day) => day > from && day <= to && open.includes(weekdayOf(day)));
      return days - shut.length;
    },
  };
}

// Plans ask for the same few days again and again.
function remembered(windowsOn: Calendar['windowsOn']): Calendar['windowsOn'] {
  const known = new Map<number, Window[]>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    if (known.size >= MAX_DAYS) known.clear();
    const windows = windowsOn(day);
    known.set(day, windows);
    return windows;
  };
}

// The days before may still be open after midnight. The day after a hit is asked too: where clocks skip a whole day, the
// windows of the skipped one come to lie among its successor's.
function openFrom(today: number, at: number, windowsOn: Calendar['windowsOn']): number | null {
  const soonest = (day: number): number =>
    windowsOn(day).reduce(
      (best, { opens, closes }) => (closes > at ? Math.min(best, Math.max(opens, at)) : best),
      Number.POSITIVE_INFINITY,
    );
  for (let day = today - REACH_DAYS; day <= today + HORIZON_DAYS; day += 1) {
    const found = soonest(day);
    if (found === at) return at;
    if (found < Number.POSITIVE_INFINITY) return Math.min(found, soonest(day + 1));
  }
  return null;
}

function windowOf(zone: Zone, day: number, [open, close]: readonly [string, string]): Window {
  const from = minutesOf(open);
  const to = minutesOf(close);
  return {
    opens: zone.instantOf(day, from, 'opening'),
    closes: zone.instantOf(day, to <= from ? to + DAY_MINUTES : to, 'closing'),
  };
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

// How many days up to `day` fall on the weekday, counted from a fixed day far back.
const countUpTo = (day: number, weekday: number): number => Math.floor((day + 4 - weekday) / 7);
