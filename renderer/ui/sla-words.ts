// The promise of a first answer in words: how long it still runs, until when on the lead's own clock, and how much of
// that the lead is open.
import type { PlanLead } from '#domain/plan/lead.ts';
import { calendarOf } from '#domain/plan/windows.ts';
import type { Sla } from '#domain/sla/sla.ts';
import { openMinutesBetween } from '#domain/sla/working-time.ts';
import { durationWords } from '../words/dates.ts';
import { say } from '../words/say.ts';
import { momentLabel, zonePlace } from './day-words.ts';
import type { Badge } from './tone-chip.tsx';

type Promised = Pick<Sla, 'due_at'>;

/** The promise of a first answer as a countdown, to the minute of `now`. */
export function slaBadge({ due_at }: Promised, now: string): Badge {
  const minutes = minutesUntil(due_at, now);
  if (minutes < 0)
    return { tone: 'overdue', words: say('answer {span} late', { span: spanWords(-minutes) }) };
  return {
    tone: minutes <= 30 ? 'waiting' : 'fresh',
    words: say('answer within {span}', { span: spanWords(minutes) }),
  };
}

type Opening = Pick<PlanLead, 'time_zone' | 'call_hours' | 'closed_dates'>;

/** Until when, on the lead's clock: "by Tue 10:30 in Berlin". */
export const untilWords = ({ due_at }: Promised, timeZone: string, now: string): string =>
  say('by {moment} in {zonePlace}', {
    moment: momentLabel(due_at, timeZone, now),
    zonePlace: zonePlace(timeZone),
  });

/**
 * Until when, on the lead's clock, and how much of that time the lead is open: "by Tue 10:30 in Berlin, 1 h 30 min of it
 * open". A lead that is open all the while needs no second part.
 */
export function deadlineWords(sla: Promised, opening: Opening, now: string): string {
  const { due_at } = sla;
  const by = untilWords(sla, opening.time_zone, now);
  const left = minutesUntil(due_at, now);
  if (left <= 0) return say('it was promised {by}', { by });
  const open = Math.floor(
    openMinutesBetween(calendarOf({ ...opening }), Date.parse(now), Date.parse(due_at)),
  );
  if (open >= left) return by;
  return open <= 0
    ? say('{by}, closed until then', { by })
    : say('{by}, {span} of it open', { by, span: spanWords(open) });
}

const minutesUntil = (at: string, now: string): number =>
  Math.floor((Date.parse(at) - Date.parse(now)) / 60_000);

const spanWords = (minutes: number): string =>
  minutes < 48 * 60
    ? durationWords(minutes)
    : say('{n, plural, one {# day} other {# days}}', { n: Math.floor(minutes / 1440) });
