// Days and times of day in words. The clock counts to 24 in every language: so are hours typed, too.
import { ENGLISH, type Tongue } from '../tongue.ts';
import { dayNumber } from './days.ts';
import type { Zone } from './zone.ts';

const MONDAY = dayNumber('2026-03-02');

/** "Mon" for 1 to "Sun" for 7. */
export const weekdayWord = (weekday: number, tongue: Tongue = ENGLISH): string =>
  tongue.day(MONDAY + weekday - 1, 'weekday');

/** "Mon 9 Mar 2026" for a day number. */
export const dayWords = (day: number, tongue: Tongue = ENGLISH): string => tongue.day(day, 'full');

/** "09:00" of an instant on the wall clock of a zone. */
export function clockWords(at: number, zone: Zone): string {
  const minutes = zone.minuteOf(at);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** "Mon 9 Mar 2026, 09:00" of an instant in a zone. */
export const momentWords = (at: number, zone: Zone, tongue: Tongue = ENGLISH): string =>
  tongue.say('{day}, {time}', { day: dayWords(zone.dayOf(at), tongue), time: clockWords(at, zone) });
