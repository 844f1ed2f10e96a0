// Days and times of day in words, alike on every device whatever its language.
import { weekdayOf } from './days.ts';
import type { Zone } from './zone.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Mon" for 1 to "Sun" for 7. */
export const weekdayWord = (weekday: number): string => `${WEEKDAYS[weekday - 1]}`;

/** "Mon 9 Mar 2026" for a day number. */
export function dayWords(day: number): string {
  const date = new Date(day * 86_400_000);
  const month = MONTHS[date.getUTCMonth()];
  return `${weekdayWord(weekdayOf(day))} ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

/** "09:00" of an instant on the wall clock of a zone. */
export function clockWords(at: number, zone: Zone): string {
  const minutes = zone.minuteOf(at);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** "Mon 9 Mar 2026, 09:00" of an instant in a zone. */
export const momentWords = (at: number, zone: Zone): string =>
  `${dayWords(zone.dayOf(at))}, ${clockWords(at, zone)}`;

/** "1 try", "2 tries". */
export const countWords = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
