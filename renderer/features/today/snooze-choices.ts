// The three snoozes that take one key each. Days and times are the lead's.
import { dayText, weekdayOf } from '#domain/plan/days.ts';
import type { When } from '#domain/plan/when.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import { instantOf } from '#domain/time.ts';
import { say } from '../../words/say.ts';

export interface SnoozeChoice {
  label: string;
  when: When;
}

const STEP_MS = 5 * 60_000;
const LATER_MS = 2 * 3_600_000;

/**
 * In two hours on a round time, tomorrow, and the Monday of next week, seen from the instant `now`. Two hours before the
 * lead's midnight the first is no longer called "later today".
 */
export function snoozeChoices(now: string, timeZone: string): [SnoozeChoice, SnoozeChoice, SnoozeChoice] {
  const at = Date.parse(now);
  const today = zoneOf(timeZone).dayOf(at);
  const later = Math.ceil((at + LATER_MS) / STEP_MS) * STEP_MS;
  const label = zoneOf(timeZone).dayOf(later) === today ? say('Later today') : say('In 2 hours');
  return [
    { label, when: { until: instantOf(later) } },
    { label: say('Tomorrow'), when: { on: dayText(today + 1) } },
    { label: say('Next week'), when: { on: dayText(today + 8 - weekdayOf(today)) } },
  ];
}
