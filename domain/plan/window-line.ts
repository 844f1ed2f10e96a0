// The clock beside a lead's name: what time it is there, whether it is open, and when that changes.
import { instantOf } from '../time.ts';
import { ENGLISH, type Tongue } from '../tongue.ts';
import { dayText, weekdayOf } from './days.ts';
import type { PlanLead } from './lead.ts';
import { type Calendar, calendarOf, REACH_DAYS } from './windows.ts';
import { clockWords, weekdayWord } from './words.ts';

export interface WindowLine {
  /** The lead's wall clock (HH:MM) and day. */
  local_time: string;
  local_on: string;
  open: boolean;
  /** The instant of closing or of the next opening; null when neither lies ahead. */
  changes_at: string | null;
  /** "opens in 40 min", "closes in 3 h 5 min", "opens Mon 09:00" (lead's time), "always open", "no call hours". */
  words: string;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
// A week of windows that touch each other repeats itself for ever.
const LOOK_AHEAD_DAYS = 8;

/** The line of a lead at `now` (an instant). */
export function windowLine(
  lead: Pick<PlanLead, 'time_zone' | 'call_hours' | 'closed_dates'>,
  now: string,
  tongue: Tongue = ENGLISH,
): WindowLine {
  const at = Date.parse(now);
  const calendar = calendarOf(lead);
  const { zone } = calendar;
  const next = calendar.openFrom(at);
  const open = next === at;
  const changes = open ? closingAfter(at, calendar) : next;
  return {
    local_time: clockWords(at, zone),
    local_on: dayText(zone.dayOf(at)),
    open,
    changes_at: changes === null ? null : instantOf(changes),
    words: lineWords(open, at, changes, calendar, tongue),
  };
}

function lineWords(
  open: boolean,
  at: number,
  changes: number | null,
  { zone }: Calendar,
  tongue: Tongue,
): string {
  const { say } = tongue;
  if (changes === null) return open ? say('always open') : say('no call hours');
  const minutes = Math.ceil((changes - at) / MINUTE_MS);
  if (minutes < DAY_MINUTES) {
    const span = durationWords(minutes, tongue);
    return open ? say('closes in {span}', { span }) : say('opens in {span}', { span });
  }
  const when = {
    weekday: weekdayWord(weekdayOf(zone.dayOf(changes)), tongue),
    time: clockWords(changes, zone),
  };
  return open ? say('closes {weekday} {time}', when) : say('opens {weekday} {time}', when);
}

/** "40 min", "2 h", "3 h 5 min" of whole minutes. */
export function durationWords(minutes: number, tongue: Tongue = ENGLISH): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return tongue.say('{minutes} min', { minutes: rest });
  if (rest === 0) return tongue.say('{hours} h', { hours });
  return tongue.say('{hours} h {minutes} min', { hours, minutes: rest });
}

// When an open lead closes; windows that touch or overlap are one.
function closingAfter(at: number, { zone, windowsOn }: Calendar): number | null {
  const today = zone.dayOf(at);
  let until = at;
  for (let day = today - REACH_DAYS; day <= today + LOOK_AHEAD_DAYS; day += 1) {
    for (const { opens, closes } of windowsOn(day)) if (opens <= until) until = Math.max(until, closes);
  }
  return zone.dayOf(until) > today + LOOK_AHEAD_DAYS ? null : until;
}
