// How often an account orders and how long it has been: usual gap, its 80th percentile, and when it is late or silent.
import type { Pause } from '../metric/metric.ts';
import { unpausedDays } from './days.ts';
import type { AccountDays, OrderDay } from './order-days.ts';
import { greater, type Rational, ratio, times } from './rational.ts';

/** What people and the workspace set about the rhythm; days. */
export interface RhythmTerms {
  expected_interval_days: number | null;
  default_interval_days: number;
  pauses: readonly Pause[];
}

/** The rhythm of an account with at least one order day. All spans are days without paused ones. */
export interface Rhythm {
  last_on: string;
  days_since: number;
  /** Between neighbouring order days, oldest first, at most twelve. */
  gaps: number[];
  usual_gap: Rational;
  q80: Rational;
  late_after: Rational;
  silent_after: Rational;
}

/** The rhythm as seen on the local day `today`; null without an order day. */
export function rhythmOf(days: AccountDays, terms: RhythmTerms, today: string): Rhythm | null {
  const last = days.recent.at(-1);
  if (last === undefined) return null;
  const gaps = gapsOf(days.recent, terms.pauses);
  const days_since = unpausedDays(last.on, today, terms.pauses);
  return { last_on: last.on, days_since, gaps, ...limitsOf(gaps, terms) };
}

function gapsOf(days: readonly OrderDay[], pauses: readonly Pause[]): number[] {
  const gaps: number[] = [];
  let previous: OrderDay | null = null;
  for (const day of days) {
    if (previous !== null) gaps.push(unpausedDays(previous.on, day.on, pauses));
    previous = day;
  }
  return gaps;
}

function limitsOf(gaps: readonly number[], terms: RhythmTerms) {
  const expected = terms.expected_interval_days;
  if (gaps.length === 0) {
    const usual = ratio(expected ?? terms.default_interval_days);
    return { usual_gap: usual, q80: usual, late_after: usual, silent_after: times(usual, ratio(3, 2)) };
  }
  const usual_gap = expected === null ? greater(ratio(1), medianOf(gaps)) : ratio(expected);
  const q80 = expected === null ? eightiethPercentile(gaps) : usual_gap;
  return {
    usual_gap,
    q80,
    late_after: greater(times(usual_gap, ratio(5, 4)), q80),
    silent_after: greater(times(usual_gap, ratio(2)), times(q80, ratio(5, 4))),
  };
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

function medianOf(values: readonly number[]): Rational {
  const middle = ascending(values).slice((values.length - 1) >> 1, (values.length >> 1) + 1);
  return ratio(
    middle.reduce((total, value) => total + value, 0),
    middle.length,
  );
}

// By nearest rank: the smallest value that at least 80 % of the values do not exceed.
const eightiethPercentile = (values: readonly number[]): Rational =>
  ratio(Math.max(...ascending(values).slice(0, Math.ceil((values.length * 4) / 5))));
