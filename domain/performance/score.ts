// The number that lists sort by. It decides nothing.
import { clampToOne, minus, over, plus, type Rational, ratio, rounded, times } from './rational.ts';
import type { Rhythm } from './rhythm.ts';

/** 0 to 100: six tenths for the rhythm, four for the trend, which counts half where there is none. */
export function scoreOf(rhythm: Rhythm, trend: Rational | null): number {
  const left = minus(rhythm.silent_after, ratio(rhythm.days_since));
  const rhythmPart = clampToOne(over(left, minus(rhythm.silent_after, rhythm.late_after)));
  const trendPart = trend === null ? ratio(1, 2) : clampToOne(over(minus(trend, ratio(2, 5)), ratio(4, 5)));
  return Number(rounded(plus(times(rhythmPart, ratio(60)), times(trendPart, ratio(40)))));
}
