// The next day on which time alone may change an account's status, so that a daily job looks at few accounts.
import type { Metric } from '../metric/metric.ts';
import { addDays, firstOfMonth, unpausedDayAfter } from './days.ts';
import { floorOf, type Rational } from './rational.ts';
import type { Rhythm } from './rhythm.ts';

/** What moves with the calendar, besides the rhythm. */
export interface ChangeTerms {
  customer_since_on: string | null;
  activation_days: number;
  metric: Pick<Metric, 'monthly_target_minor' | 'pauses' | 'override'>;
}

/** The first day on which more than `limit` unpaused days have passed since the last order; null if never. */
export const dayPast = (rhythm: Rhythm, limit: Rational, pauses: Metric['pauses']): string | null =>
  unpausedDayAfter(rhythm.last_on, Number(floorOf(limit)) + 1, pauses);

/**
 * The earliest candidate after `today`, whether or not the status really changes then; null without one.
 * `rhythm` is null for an account without orders.
 */
export function nextChangeOn(rhythm: Rhythm | null, terms: ChangeTerms, today: string): string | null {
  const { monthly_target_minor, pauses, override } = terms.metric;
  const candidates = rhythm
    ? [dayPast(rhythm, rhythm.late_after, pauses), dayPast(rhythm, rhythm.silent_after, pauses)]
    : [terms.customer_since_on && addDays(terms.customer_since_on, terms.activation_days + 1)];
  if (monthly_target_minor !== null) candidates.push(firstOfMonth(today, 1));
  if (override !== null) candidates.push(addDays(override.expires_on, 1));
  return candidates.filter((on) => on !== null && on > today).sort()[0] ?? null;
}
