// Call hours as people write them ("9-12, 13:00-18:00"), and back.
import type { CallHours } from '#domain/lead/cadence.ts';
import { DEFAULT_CALL_HOURS } from '#domain/lead/cadence.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { weekdayWord } from '../words/dates.ts';
import { say } from '../words/say.ts';
import type { FieldErrors } from './checked.ts';

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  '1': say('Monday'),
  '2': say('Tuesday'),
  '3': say('Wednesday'),
  '4': say('Thursday'),
  '5': say('Friday'),
  '6': say('Saturday'),
  '7': say('Sunday'),
};

/** One text per weekday; empty is closed. */
export type WeekText = Record<Weekday, string>;

const MOST_WINDOWS = 6;

/** The hours of a lead as text; null are the usual ones. */
export const weekTextOf = (hours: CallHours | null): WeekText => {
  const own = hours ?? DEFAULT_CALL_HOURS;
  const textOf = (day: Weekday) => (own[day] ?? []).map((window) => window.join('-')).join(', ');
  return {
    '1': textOf('1'),
    '2': textOf('2'),
    '3': textOf('3'),
    '4': textOf('4'),
    '5': textOf('5'),
    '6': textOf('6'),
    '7': textOf('7'),
  };
};

/** The windows of one day; null when the text is none. Closing at or before opening means the next day. */
export function windowsFrom(text: string): [string, string][] | null {
  const parts = text.split(',').map((part) => part.trim());
  const windows = parts.filter((part) => part !== '' && part.toLowerCase() !== 'closed').map(windowFrom);
  const good = windows.filter((window) => window !== null);
  return good.length === windows.length && good.length <= MOST_WINDOWS ? good : null;
}

function windowFrom(text: string): [string, string] | null {
  const [opens, closes, ...more] = text.split(/\s*[-–]\s*|\s+to\s+/).map(clockFrom);
  if (typeof opens !== 'string' || typeof closes !== 'string' || more.length > 0 || opens === '24:00')
    return null;
  return [opens, closes];
}

function clockFrom(text: string): string | null {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? [];
  const clock = `${hours.padStart(2, '0')}:${minutes}`;
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(clock) ? clock : null;
}

/** The hours of a week as it is written, or what is wrong, by "hours <day>". */
export function hoursFrom(week: WeekText): Result<CallHours, FieldErrors> {
  const days = WEEKDAYS.map((day) => ({ day, windows: windowsFrom(week[day]) }));
  const wrong = days.filter(({ windows }) => windows === null);
  if (wrong.length > 0)
    return refuse(
      Object.fromEntries(
        wrong.map(({ day }) => [`hours ${day}`, say('Write it as 09:00-12:00, 13:00-18:00')]),
      ),
    );
  const open = days.flatMap(({ day, windows }) =>
    windows === null || windows.length === 0 ? [] : [[day, windows] as const],
  );
  return ok(Object.fromEntries(open));
}

/** "Mon-Fri 09:00-18:00; Sat 09:00-12:00": neighbouring days with equal hours together. */
export function hoursWords(hours: CallHours | null): string[] {
  const week = weekTextOf(hours);
  const runs: { from: Weekday; to: Weekday; text: string }[] = [];
  for (const day of WEEKDAYS) {
    const last = runs.at(-1);
    if (week[day] === '') continue;
    if (last && last.text === week[day] && Number(last.to) === Number(day) - 1) last.to = day;
    else runs.push({ from: day, to: day, text: week[day] });
  }
  const short = (day: Weekday) => weekdayWord(Number(day));
  return runs.map(
    ({ from, to, text }) => `${from === to ? short(from) : `${short(from)}–${short(to)}`} ${text}`,
  );
}
