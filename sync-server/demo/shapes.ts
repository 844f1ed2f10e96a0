// What stands behind each demo lead: when it was called last, how often it is called, and what was promised since. The
// shapes are chosen so that every bucket of the plan is filled at whatever hour the workspace is made.
import type { Cadence, CallHours } from '#domain/lead/cadence.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { addMinutes } from '#domain/time.ts';
import { atLocal, clockText, daysToClockChange, localDay, minuteOfDay } from './local-time.ts';
import { PLACES, type Place } from './names.ts';

/** An act of today or before that decides the plan. */
export interface DemoAct {
  kind: 'callback' | 'snooze' | 'NO_ANSWER' | 'BUSY';
  /** When it was done. */
  at: string;
  /** For what moment, of a callback or snooze. */
  until?: string;
}

export interface Shape {
  place: Place;
  fields: Partial<Lead>;
  /** The last counted call; null: never called. */
  last_at: string | null;
  acts: DemoAct[];
}

const WEEKLY: Cadence = { kind: 'days', n: 7 };
const ALWAYS_OPEN = everyDay([['00:00', '00:00']]);

/** The same windows on all seven days. */
function everyDay(windows: [string, string][]): CallHours {
  return Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, windows]));
}

const placeAt = (n: number): Place => PLACES[n % PLACES.length] ?? (PLACES[0] as Place);

/** A place where it is between 06:00 and 18:00, so that windows around now lie within one day. */
function placeInDaytime(now: string): Place {
  const found = PLACES.find(({ time_zone }) => {
    const minutes = minuteOfDay(now, time_zone);
    return minutes >= 6 * 60 && minutes <= 18 * 60;
  });
  if (!found) throw new Error('it is night in all eight zones');
  return found;
}

/** `count` leads whose call was due from three days to some weeks ago. */
export const overdue = (now: string, count: number): Shape[] =>
  Array.from({ length: count }, (_, n) => {
    const place = placeAt(n);
    const every = [7, 14, 21, 28][n % 4] ?? 7;
    const late = 3 + ((n * 5) % 26);
    return {
      place,
      fields: { cadence: { kind: 'days', n: every } },
      last_at: atLocal(now, place.time_zone, -every - late, 10, (n * 7) % 60),
      acts: [],
    };
  });

/** `count` leads that never close and are due today. */
export const callNow = (now: string, count: number): Shape[] =>
  Array.from({ length: count }, (_, n) => {
    const place = placeAt(n);
    return {
      place,
      fields: { cadence: WEEKLY, call_hours: ALWAYS_OPEN },
      last_at: atLocal(now, place.time_zone, -7, 11),
      acts: [],
    };
  });

/** Leads that wait for the end of a pause, that open later today, and that were put off to later today. */
export function laterToday(now: string, kamDayEndsAt: string): Shape[] {
  const place = placeInDaytime(now);
  const minutes = minuteOfDay(now, place.time_zone);
  const due = atLocal(now, place.time_zone, -7, 12);
  const around: [string, string][] = [
    [clockText(minutes - 180), clockText(minutes - 60)],
    [clockText(minutes + 60), clockText(minutes + 180)],
  ];
  const soon: [string, string][] = [[clockText(minutes + 20), clockText(minutes + 200)]];
  const lastMinute = addMinutes(kamDayEndsAt, -1);
  const until = [addMinutes(now, 120), lastMinute].sort()[0] ?? lastMinute;
  const open: Partial<Lead> = { cadence: WEEKLY, call_hours: ALWAYS_OPEN };
  return [
    { place, fields: { cadence: WEEKLY, call_hours: everyDay(around) }, last_at: due, acts: [] },
    { place, fields: { cadence: WEEKLY, call_hours: everyDay(soon) }, last_at: due, acts: [] },
    { place, fields: open, last_at: due, acts: [{ kind: 'snooze', at: addMinutes(now, -30), until }] },
    { place, fields: open, last_at: due, acts: [{ kind: 'NO_ANSWER', at: addMinutes(now, -20) }] },
  ];
}

/** Promised callbacks: one running, one missed, one for tomorrow. */
export function promised(now: string): Shape[] {
  const place = placeInDaytime(now);
  const last_at = addMinutes(now, -26 * 60);
  const callback = (minutes: number): Shape => ({
    place,
    fields: { cadence: WEEKLY },
    last_at,
    acts: [{ kind: 'callback', at: addMinutes(last_at, 1), until: addMinutes(now, minutes) }],
  });
  return [callback(-5), callback(-95), callback(25 * 60)];
}

/** Leads that are due in the coming days and weeks, by all five rhythms. */
export function upcoming(now: string, count: number): Shape[] {
  const rhythms = (zone: string): Cadence[] => [
    { kind: 'days', n: 14 },
    { kind: 'workdays', n: 10 },
    { kind: 'weekdays', days: [2, 4], every_weeks: 3, anchor_on: '2026-01-05' },
    { kind: 'month_day', day: Number(localDay(now, zone, 20).slice(8)) },
    { kind: 'days', n: 28 },
  ];
  return Array.from({ length: count }, (_, n) => {
    const place = placeAt(n + 3);
    const cadence = rhythms(place.time_zone)[n % 5] ?? WEEKLY;
    return {
      place,
      fields: { cadence },
      last_at: atLocal(now, place.time_zone, -1 - (n % 3), 14, n % 60),
      acts: [],
    };
  });
}

/** Leads whose next call falls on the first Monday after the clocks change where they are. */
export function acrossClockChange(now: string): Shape[] {
  return PLACES.flatMap((place) => {
    const days = daysToClockChange(now, place.time_zone);
    if (days === null || days > 700) return [];
    const cadence: Cadence = { kind: 'days', n: days + 3 };
    return [
      {
        place,
        fields: { cadence, tags: ['clock change'] },
        last_at: atLocal(now, place.time_zone, -2, 9, 30),
        acts: [],
      },
    ];
  }).slice(0, 4);
}

/** What is never due, or cannot be: each reason once. */
export function quiet(now: string): Shape[] {
  const [place] = PLACES as [Place];
  const last_at = atLocal(now, place.time_zone, -40, 10);
  return [
    { place, fields: { cadence: WEEKLY, call_hours: {}, tags: ['hours unknown'] }, last_at, acts: [] },
    { place, fields: { cadence: { kind: 'none' } }, last_at, acts: [] },
    { place, fields: { cadence: WEEKLY, do_not_call: true }, last_at, acts: [] },
    { place, fields: { cadence: WEEKLY, state: 'LOST' }, last_at, acts: [] },
    {
      place,
      fields: { cadence: WEEKLY, state: 'LOST', revive_on: localDay(now, place.time_zone, -1) },
      last_at,
      acts: [],
    },
  ];
}
