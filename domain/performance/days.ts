// Calendar days as numbers, and spans of them without the days on which an account paused.
import type { Pause } from '../metric/metric.ts';

const DAY_MS = 86_400_000;
const LAST_DAY = Date.parse('9999-12-31T00:00:00Z') / DAY_MS;

/** The day YYYY-MM-DD as a count of days since 1970-01-01. */
export const dayNumber = (on: string): number => Date.parse(`${on}T00:00:00Z`) / DAY_MS;

/** The day YYYY-MM-DD that lies `days` (may be negative) after `on`. */
export const addDays = (on: string, days: number): string =>
  new Date((dayNumber(on) + days) * DAY_MS).toISOString().slice(0, 10);

/** Calendar days from `from` to `to`, paused or not. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The 1st of the month that lies `months` (may be negative) after the month of `on`. */
export function firstOfMonth(on: string, months: number): string {
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** How many days x with from < x <= to are not paused. */
export function unpausedDays(from: string, to: string, pauses: readonly Pause[]): number {
  const [start, end] = [dayNumber(from), dayNumber(to)];
  return spansOf(pauses).reduce(
    (left, span) => left - Math.max(0, Math.min(span.to, end) - Math.max(span.from, start + 1) + 1),
    end - start,
  );
}

/** The day on which `count` (1 or more) unpaused days have passed after `from`; null when that is never, or after year 9999. */
export function unpausedDayAfter(from: string, count: number, pauses: readonly Pause[]): string | null {
  const start = dayNumber(from);
  let reached = start;
  let missing = count;
  for (const span of spansOf(pauses)) {
    if (span.to <= reached) continue;
    const free = Math.max(0, span.from - 1 - reached);
    if (missing <= free) break;
    missing -= free;
    reached = span.to;
  }
  return reached + missing > LAST_DAY ? null : addDays(from, reached + missing - start);
}

interface Span {
  from: number;
  to: number;
}

// Overlapping pauses are joined, so that no day is taken away twice.
function spansOf(pauses: readonly Pause[]): Span[] {
  const sorted = pauses
    .map(({ from_on, to_on }) => ({
      from: dayNumber(from_on),
      to: to_on === null ? Number.POSITIVE_INFINITY : dayNumber(to_on),
    }))
    .filter((span) => span.to >= span.from)
    .sort((a, b) => a.from - b.from);
  const joined: Span[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last === undefined || span.from > last.to) joined.push(span);
    else last.to = Math.max(last.to, span.to);
  }
  return joined;
}
