// Reads when a person wants to call again: "tomorrow 3pm", "fri 14:30", "+3d", "3 mar 10:00", in the lead's zone.
import { type Refusal, refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import { instantOf } from '../time.ts';
import { dayText } from './days.ts';
import { dayFromWords } from './when-day.ts';
import { zoneOf } from './zone.ts';

/** A day of the lead (YYYY-MM-DD) or an instant, as a plan event carries it. */
export type When = { on: string } | { until: string };

export interface WhenContext {
  /** The present instant. */
  now: string;
  /** The lead's IANA zone. */
  time_zone: string;
}

const MINUTE_MS = 60_000;
const CLOCK = /(?<![\d.:-])(\d{1,2})(?::(\d{2}))?\s?(am|pm)\b|(?<![\d.:-])(\d{1,2}):(\d{2})(?![\d.:])/g;
const SPOKEN: Readonly<Record<string, string>> = {
  noon: '12:00',
  midday: '12:00',
  morning: '09:00',
  afternoon: '14:00',
  evening: '18:00',
};
const SHORT = /^(?:\+|in )?(\d{1,4}|an?) ?(m|min|mins|minutes?|h|hrs?|hours?)$/;

/**
 * What the text means. A day without a time of day stays a day (`on`); a time of day without a day is today's. Times in
 * a gap of the clocks move forward. Refusals: `when_not_understood`, `when_in_the_past`.
 */
export function parseWhen(text: string, { now, time_zone }: WhenContext): Result<When, Refusal> {
  const at = Date.parse(now);
  const words = plainWords(text);
  const minutes = shortWait(words);
  if (minutes !== null) return ok({ until: instantOf(at + minutes * MINUTE_MS) });
  const time = takeTime(words);
  if (time === null) return notUnderstood(text);
  const zone = zoneOf(time_zone);
  const today = zone.dayOf(at);
  const soon =
    time.minutes === null || zone.instantOf(today, time.minutes, 'opening') <= at ? today + 1 : today;
  const day = time.rest === '' && time.minutes !== null ? today : dayFromWords(time.rest, { today, soon });
  if (day === null) return notUnderstood(text);
  if (time.minutes === null) return day < today ? inThePast(text) : ok({ on: dayText(day) });
  const until = zone.instantOf(day, time.minutes, 'opening');
  return until <= at ? inThePast(text) : ok({ until: instantOf(until) });
}

const notUnderstood = (text: string) =>
  refuse(refusal('when_not_understood', { detail: `"${text.trim().slice(0, 80)}" names no day or time.` }));

const inThePast = (text: string) =>
  refuse(refusal('when_in_the_past', { detail: `"${text.trim().slice(0, 80)}" has passed for the lead.` }));

function plainWords(text: string): string {
  const plain = text.toLowerCase().replace(/[,@]|\b(?:at|on|the)\b/g, ' ');
  return plain
    .replace(/\b(?:noon|midday|morning|afternoon|evening)\b/g, (word) => `${SPOKEN[word]}`)
    .replace(/\s+/g, ' ')
    .trim();
}

// "in 2 hours", "+30m": minutes from now.
function shortWait(words: string): number | null {
  const [, count, unit] = SHORT.exec(words) ?? [];
  if (count === undefined || unit === undefined) return null;
  const number = count.startsWith('a') ? 1 : Number(count);
  return unit.startsWith('h') ? number * 60 : number;
}

// The time of day, in minutes after midnight, and the words around it; null when there are several, or none such exists.
function takeTime(words: string): { minutes: number | null; rest: string } | null {
  const found = [...words.matchAll(CLOCK)];
  const match = found[0];
  if (match === undefined) return { minutes: null, rest: words };
  const minutes =
    match[3] === undefined ? dayClock(match[4], match[5]) : halfDayClock(match[1], match[2], match[3]);
  if (found.length > 1 || minutes === null) return null;
  return { minutes, rest: words.replace(match[0], ' ').replace(/\s+/g, ' ').trim() };
}

function dayClock(hours: string | undefined, minutes: string | undefined): number | null {
  const [hour, minute] = [Number(hours), Number(minutes)];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

function halfDayClock(hours: string | undefined, minutes: string | undefined, half: string): number | null {
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  if (hour < 1 || hour > 12 || minute > 59) return null;
  return ((hour % 12) + (half === 'pm' ? 12 : 0)) * 60 + minute;
}
