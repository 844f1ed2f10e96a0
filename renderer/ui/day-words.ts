// Days and moments as short words, seen from today: "today", "tomorrow", "Tue", "9 Mar", "9 Mar 2025". In the language of
// the run.
import { dayNumber } from '#domain/plan/days.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import { clockWords, momentWords, numberWords } from '../words/dates.ts';
import { say, tongue } from '../words/say.ts';

const NEAR: Readonly<Record<string, string>> = {
  '-1': say('yesterday'),
  '0': say('today'),
  '1': say('tomorrow'),
};

/** A day (YYYY-MM-DD) as seen from another one, both in the same zone. */
export const dayLabel = (on: string, today: string): string => labelOf(dayNumber(on), dayNumber(today));

function labelOf(day: number, today: number): string {
  const near = NEAR[String(day - today)];
  if (near !== undefined) return near;
  if (day > today && day - today < 7) return tongue().day(day, 'weekday');
  return tongue().day(day, yearOf(day) === yearOf(today) ? 'near' : 'dated');
}

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

/** A day (YYYY-MM-DD) by itself: "Fri 5 Jun". */
export const plainDay = (on: string): string => tongue().day(dayNumber(on), 'near');

/** An instant on the wall clock of a zone: "today 14:30", "Tue 09:00". */
export function momentLabel(instant: string, timeZone: string, now: string): string {
  const zone = zoneOf(timeZone);
  const at = Date.parse(instant);
  return say('{day} {time}', {
    day: labelOf(zone.dayOf(at), zone.dayOf(Date.parse(now))),
    time: clockWords(at, zone),
  });
}

/** The same without the day while it is today's: "14:30", "Tue 09:00". */
export function momentNear(instant: string, timeZone: string, now: string): string {
  const zone = zoneOf(timeZone);
  const isToday = zone.dayOf(Date.parse(instant)) === zone.dayOf(Date.parse(now));
  return isToday ? clockLabel(instant, timeZone) : momentLabel(instant, timeZone, now);
}

/** "14:30" of an instant in a zone. */
export const clockLabel = (instant: string, timeZone: string): string =>
  clockWords(Date.parse(instant), zoneOf(timeZone));

/** The last part of a zone's name, for people: "Buenos Aires". */
export const zonePlace = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

/** "12,300". */
export const countLabel = (count: number): string => numberWords(count);

/** "3 min", "2 h", "5 d": how long from one instant to another, in its greatest unit; "now" under a minute. */
export function spanLabel(from: string, to: string): string {
  const minutes = Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);
  if (minutes < 1) return say('now');
  if (minutes < 60) return say('{minutes} min', { minutes });
  if (minutes < 48 * 60) return say('{hours} h', { hours: Math.floor(minutes / 60) });
  return say('{days} d', { days: Math.floor(minutes / 1440) });
}

/** An instant on both clocks, for whoever points at it. */
export function bothClocks(at: string, timeZone: string, ownZone: string): string {
  const moment = (zone: string) =>
    say('{moment} in {zone}', { moment: momentWords(Date.parse(at), zoneOf(zone)), zone });
  return timeZone === ownZone
    ? moment(timeZone)
    : say('{theirs}; {own} (yours)', { theirs: moment(timeZone), own: moment(ownZone) });
}
