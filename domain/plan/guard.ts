// What stands between a click and the telephone: leads that must not be called, and hours at which one asks first.
import { instantOf } from '../time.ts';
import { ENGLISH, type Tongue } from '../tongue.ts';
import { dayText } from './days.ts';
import type { PlanLead } from './lead.ts';
import { calendarOf } from './windows.ts';
import { clockWords, dayWords } from './words.ts';

/** Why a call at this hour needs a second thought. */
export type AskReason = 'quiet_hours' | 'closed';

export type DialGuard =
  | { verdict: 'clear' }
  | { verdict: 'blocked'; reason: 'do_not_call' }
  | {
      verdict: 'ask';
      reasons: AskReason[];
      /** The lead's wall clock (HH:MM) and day. */
      local_time: string;
      local_on: string;
      time_zone: string;
      /** The next opening, as an instant; null without hours. */
      opens_at: string | null;
      words: string;
    };

const QUIET_UNTIL = 8 * 60;
const QUIET_FROM = 21 * 60;

/**
 * Whether the lead may be dialled at `now` (an instant): yes, after asking once, or not at all. The answer to the
 * question is to be stored with its reason. Source: due calls, R15 and R18; 47 CFR 64.1200(c)(1) for 08:00-21:00.
 */
export function dialGuard(
  lead: Pick<PlanLead, 'time_zone' | 'call_hours' | 'closed_dates' | 'do_not_call'>,
  now: string,
  tongue: Tongue = ENGLISH,
): DialGuard {
  if (lead.do_not_call) return { verdict: 'blocked', reason: 'do_not_call' };
  const at = Date.parse(now);
  const calendar = calendarOf(lead);
  const { zone } = calendar;
  const minute = zone.minuteOf(at);
  const opensAt = calendar.openFrom(at);
  const reasons: AskReason[] = [];
  if (minute < QUIET_UNTIL || minute >= QUIET_FROM) reasons.push('quiet_hours');
  if (opensAt !== at) reasons.push('closed');
  if (reasons.length === 0) return { verdict: 'clear' };
  const local_time = clockWords(at, zone);
  const facts = { time: local_time, day: dayWords(zone.dayOf(at), tongue), zone: zone.id };
  return {
    verdict: 'ask',
    reasons,
    local_time,
    local_on: dayText(zone.dayOf(at)),
    time_zone: zone.id,
    opens_at: opensAt === null ? null : instantOf(opensAt),
    words: reasons.includes('closed')
      ? tongue.say('It is {time} on {day} in {zone}, outside the call hours.', facts)
      : tongue.say('It is {time} on {day} in {zone}, before 08:00 or after 21:00.', facts),
  };
}
