// Reads a day from words: "tomorrow", "fri", "+3d", "in 2 weeks", "next month", "3 mar", "2026-03-03", "3.3.".
import { DAY_MS, dayNumber, dayText, weekdayOf } from './days.ts';

/** Day numbers: the lead's today, and the first day that a bare weekday or date may mean. */
export interface DayContext {
  today: number;
  soon: number;
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const TOMORROW = ['tomorrow', 'tmrw', 'tmr', 'tom'];

/** The day number that the words mean; null when they mean none. A year may be left out: then it is the next such day. */
export function dayFromWords(words: string, context: DayContext): number | null {
  return (
    spokenDay(words, context.today) ??
    countedDay(words, context.today) ??
    weekday(words, context) ??
    dateWithMonthName(words, context.today) ??
    dateInDigits(words, context.today)
  );
}

function spokenDay(words: string, today: number): number | null {
  if (words === 'today') return today;
  if (TOMORROW.includes(words)) return today + 1;
  if (words === 'day after tomorrow') return today + 2;
  if (words === 'next week') return today - weekdayOf(today) + 8;
  return words === 'next month' ? monthsAfter(today, 1, 1) : null;
}

// "+3d", "in 2 weeks", "in a month". A month that is too short ends on its last day.
function countedDay(words: string, today: number): number | null {
  const [, count, unit] = /^(?:\+|in )?(\d{1,3}|an?) ?(d|days?|w|weeks?|mo|months?)$/.exec(words) ?? [];
  if (count === undefined || unit === undefined) return null;
  const number = count.startsWith('a') ? 1 : Number(count);
  if (unit.startsWith('mo')) return monthsAfter(today, number, null);
  return today + (unit.startsWith('w') ? 7 * number : number);
}

// "fri" is the first Friday that is still to come, "next fri" the one of the next calendar week.
function weekday(words: string, { today, soon }: DayContext): number | null {
  const [, next, name = ''] = /^(next |this )?([a-z]{3,9})$/.exec(words) ?? [];
  const index = WEEKDAYS.findIndex((day) => name !== '' && day.startsWith(name));
  if (index < 0) return null;
  if (next === 'next ') return today - weekdayOf(today) + 8 + index;
  return soon + ((index + 1 - weekdayOf(soon) + 7) % 7);
}

// "3 mar", "3rd march 2027", "mar 3".
function dateWithMonthName(words: string, today: number): number | null {
  const match =
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?(?<month>[a-z]{3,9})\.?(?: (?<year>\d{4}))?$/.exec(words) ??
    /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?: (?<year>\d{4}))?$/.exec(words);
  const { day = '', month = '', year } = match?.groups ?? {};
  const index = MONTHS.findIndex((name) => month !== '' && name.startsWith(month));
  return index < 0 ? null : dateOf(year, index + 1, Number(day), today);
}

// "2026-03-03", "3.3.", "3.3.2026". With slashes nobody knows which is the month, so those are not read.
function dateInDigits(words: string, today: number): number | null {
  const match =
    /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(words) ??
    /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})?$/.exec(words);
  const { day, month, year } = match?.groups ?? {};
  return match === null ? null : dateOf(year, Number(month), Number(day), today);
}

// Eight years on, every day of the calendar has come round, 29 February too.
function dateOf(year: string | undefined, month: number, day: number, today: number): number | null {
  if (year !== undefined) return existing(Number(year), month, day);
  const thisYear = Number(dayText(today).slice(0, 4));
  for (let later = thisYear; later <= thisYear + 8; later += 1) {
    const on = existing(later, month, day);
    if (on !== null && on >= today) return on;
  }
  return null;
}

function existing(year: number, month: number, day: number): number | null {
  const number = Date.UTC(year, month - 1, day) / DAY_MS;
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return dayText(number) === text ? number : null;
}

function monthsAfter(today: number, months: number, day: number | null): number {
  const moved = Temporal.PlainDate.from(dayText(today)).add({ months });
  return dayNumber((day === null ? moved : moved.with({ day })).toString());
}
