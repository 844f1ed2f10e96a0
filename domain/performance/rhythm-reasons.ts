// The sentences about how often an account orders, how long it has been, and pauses.
import type { Pause } from '../metric/metric.ts';
import { daysBetween } from './days.ts';
import type { MetricTerms } from './figures.ts';
import { isLess, type Rational } from './rational.ts';
import type { Rhythm } from './rhythm.ts';
import { rhythmAlarm } from './status.ts';
import { agoWords, daysWords, dayWords } from './words.ts';

/** How often an account orders and since when it has not; `n` order days, at least one. */
export function rhythmReason(n: number, rhythm: Rhythm, metric: MetricTerms, today: string): string {
  const last = `${agoWords(rhythm.days_since)} (${dayWords(rhythm.last_on, today)})`;
  const alarm = alarmWords(rhythm);
  if (n === 1) {
    const lead = alarm === '' ? 'One order so far,' : 'No repeat order; the only one was';
    return `${lead} ${last}, the next expected within ${daysWords(rhythm.usual_gap)}${alarm}`;
  }
  const usual =
    metric.expected_interval_days === null
      ? usualWords(rhythm)
      : `Agreed to order ${everyWords(rhythm.usual_gap)}`;
  const early = n === 2 ? ', only two order days so far' : '';
  return `${usual}; last order ${last}${alarm}${early}`;
}

const everyWords = (gap: Rational): string => (gap.num === gap.den ? 'every day' : `every ${daysWords(gap)}`);

// The 80th percentile is named only where it, and not the usual gap, keeps the account from being called late.
function usualWords({ usual_gap, q80, late_after }: Rhythm): string {
  const spread = isLess(q80, late_after) ? '' : `, at times ${daysWords(q80)}`;
  return `Usually orders ${everyWords(usual_gap)}${spread}`;
}

function alarmWords(rhythm: Rhythm): string {
  const alarm = rhythmAlarm(rhythm);
  if (alarm === null) return '';
  return alarm === 'UNDER'
    ? `: silent (after ${daysWords(rhythm.silent_after)})`
    : `: late (after ${daysWords(rhythm.late_after)})`;
}

/** Whether the account pauses today, else how many days since its last order a pause took away. None or one sentence. */
export function pauseReason(pauses: readonly Pause[], rhythm: Rhythm | null, today: string): string[] {
  const current = pauses.find(({ from_on, to_on }) => from_on <= today && (to_on === null || to_on >= today));
  if (current !== undefined) {
    const end = current.to_on === null ? 'without an end' : `until ${dayWords(current.to_on, today)}`;
    return [`Paused since ${dayWords(current.from_on, today)} ${end}; those days do not count`];
  }
  const taken = rhythm === null ? 0 : daysBetween(rhythm.last_on, today) - rhythm.days_since;
  return taken === 0
    ? []
    : [`${taken} paused ${taken === 1 ? 'day' : 'days'} since the last order not counted`];
}
