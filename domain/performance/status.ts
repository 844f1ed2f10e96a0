// The rating of an account from its rhythm, trend and target. The first rule that matches holds; limits are strict.
import type { Override } from '../metric/metric.ts';
import { daysBetween } from './days.ts';
import { greater, isLess, type Rational, ratio, times } from './rational.ts';
import type { Rhythm } from './rhythm.ts';

export type Status = Override['rating'];

/** How bad one figure is on its own. */
export type Alarm = 'UNDER' | 'WATCH' | null;

/** UNDER when silent, WATCH when late. */
export function rhythmAlarm(rhythm: Rhythm): Alarm {
  const since = ratio(rhythm.days_since);
  if (isLess(rhythm.silent_after, since)) return 'UNDER';
  return isLess(rhythm.late_after, since) ? 'WATCH' : null;
}

/** UNDER at 0.70 or less, WATCH below 0.85. No trend, no alarm. */
export function trendAlarm(trend: Rational | null): Alarm {
  if (trend === null) return null;
  if (!isLess(ratio(70, 100), trend)) return 'UNDER';
  return isLess(trend, ratio(85, 100)) ? 'WATCH' : null;
}

/** UNDER below 0.80, WATCH below 1.00. No target, no alarm. */
export function targetAlarm(target: Rational | null): Alarm {
  if (target === null) return null;
  if (isLess(target, ratio(80, 100))) return 'UNDER';
  return isLess(target, ratio(1)) ? 'WATCH' : null;
}

/** The status of an account that has ordered on `n` days, at least one. */
export function statusOf(n: number, rhythm: Rhythm, trend: Rational | null, target: Rational | null): Status {
  const alarms = [rhythmAlarm(rhythm), trendAlarm(trend), targetAlarm(target)];
  if (alarms.includes('UNDER')) return 'UNDER';
  if (n <= 2) return 'NEW';
  if (alarms.includes('WATCH')) return 'WATCH';
  return trend !== null && !isLess(trend, ratio(95, 100)) ? 'WELL' : 'STEADY';
}

/** The status of an account without any order; `customerSinceOn` null is taken as today. */
export function statusWithoutOrders(
  customerSinceOn: string | null,
  activationDays: number,
  today: string,
): Status {
  return daysBetween(customerSinceOn ?? today, today) > activationDays ? 'UNDER' : 'NEW';
}

/** Unpaused days after the last order past which an account is dormant. */
export const dormantAfter = (rhythm: Rhythm): Rational =>
  greater(ratio(180), times(rhythm.usual_gap, ratio(4)));

/** Whether an account has been without an order for so long that it sleeps. */
export const isDormant = (rhythm: Rhythm): boolean => isLess(dormantAfter(rhythm), ratio(rhythm.days_since));
