// Days and moments as short words, seen from today: "today", "tomorrow", "Tue", "9 Mar", "9 Mar 2025". In English and
// from numbers alone, so that every laptop shows the same.
import { dayNumber } from '#domain/plan/days.ts';
import { clockWords, dayWords, momentWords } from '#domain/plan/words.ts';
import { zoneOf } from '#domain/plan/zone.ts';

const NEAR: Readonly<Record<string, string>> = { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' };

/** A day (YYYY-MM-DD) as seen from another one, both in the same zone. */
export const dayLabel = (on: string, today: string): string => labelOf(dayNumber(on), dayNumber(today));

function labelOf(day: number, today: number): string {
  const near = NEAR[String(day - today)];
  if (near !== undefined) return near;
  const [weekday = '', date = '', month = '', year = ''] = dayWords(day).split(' ');
  if (day > today && day - today < 7) return weekday;
  return dayWords(today).endsWith(year) ? `${weekday} ${date} ${month}` : `${date} ${month} ${year}`;
}

/** A day (YYYY-MM-DD) by itself: "Fri 5 Jun". */
export const plainDay = (on: string): string => dayWords(dayNumber(on)).split(' ').slice(0, 3).join(' ');

/** An instant on the wall clock of a zone: "today 14:30", "Tue 09:00". */
export function momentLabel(instant: string, timeZone: string, now: string): string {
  const zone = zoneOf(timeZone);
  const at = Date.parse(instant);
  return `${labelOf(zone.dayOf(at), zone.dayOf(Date.parse(now)))} ${clockWords(at, zone)}`;
}

/** "14:30" of an instant in a zone. */
export const clockLabel = (instant: string, timeZone: string): string =>
  clockWords(Date.parse(instant), zoneOf(timeZone));

/** The last part of a zone's name, for people: "Buenos Aires". */
export const zonePlace = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

const counts = new Intl.NumberFormat('en');

/** "12,300". */
export const countLabel = (count: number): string => counts.format(count);

/** "3 min", "2 h", "5 d": how long from one instant to another, in its greatest unit; "now" under a minute. */
export function spanLabel(from: string, to: string): string {
  const minutes = Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1440)} d`;
}

/** An instant on both clocks, for whoever points at it. */
export function bothClocks(at: string, timeZone: string, ownZone: string): string {
  const moment = (zone: string) => `${momentWords(Date.parse(at), zoneOf(zone))} in ${zone}`;
  return timeZone === ownZone ? moment(timeZone) : `${moment(timeZone)}; ${moment(ownZone)} (yours)`;
}
