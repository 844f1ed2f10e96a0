// Whether an account spends more or less than before, and how last month compares with its target.
import type { AccountDays } from './order-days.ts';
import { over, type Rational, ratio } from './rational.ts';

/** Gaps between order days that a trend needs. */
export const NEEDED_GAPS = 8;
const RECENT_UNITS = 4;

/** The spend rate against earlier; `trend` is `value_ratio` / `gap_ratio`. */
export interface Trend {
  trend: Rational;
  value_ratio: Rational;
  gap_ratio: Rational;
}

/** Why there is no trend: too few order days, a missing rate, nothing earned before, or gaps that were all paused. */
export type NoTrend = 'FEW' | 'UNRATED' | 'NO_VALUE_BEFORE' | 'NO_DAYS';

/**
 * Compares the last four order days with the up to eight before them, each with the gap that leads to it.
 * `gaps` are those of `days.recent`, in days without paused ones.
 */
export function trendOf(days: AccountDays, gaps: readonly number[]): Trend | NoTrend {
  if (gaps.length < NEEDED_GAPS) return 'FEW';
  if (days.unrated.length > 0) return 'UNRATED';
  const split = gaps.length - RECENT_UNITS;
  const values = days.recent.slice(1).map((day) => day.net_minor);
  const [valueBefore, valueRecent] = [sum(values.slice(0, split)), sum(values.slice(split))];
  const spans = gaps.map(BigInt);
  const [daysBefore, daysRecent] = [sum(spans.slice(0, split)), sum(spans.slice(split))];
  if (valueBefore <= 0n) return 'NO_VALUE_BEFORE';
  if (daysBefore === 0n || daysRecent === 0n) return 'NO_DAYS';
  const weight = ratio(split, RECENT_UNITS);
  const value_ratio = ratio(valueRecent * weight.num, valueBefore * weight.den);
  const gap_ratio = ratio(daysRecent * weight.num, daysBefore * weight.den);
  return { trend: over(value_ratio, gap_ratio), value_ratio, gap_ratio };
}

/** Last month's net revenue against the monthly target, both in minor units of the workspace's currency. */
export interface Target {
  share: Rational;
  revenue_minor: bigint;
  target_minor: bigint;
}

/** How last month's revenue compares with the target; null without one. */
export function targetOf(lastMonthMinor: bigint, monthlyTargetMinor: number | null): Target | null {
  if (monthlyTargetMinor === null) return null;
  const target_minor = BigInt(monthlyTargetMinor);
  return { share: ratio(lastMonthMinor, target_minor), revenue_minor: lastMonthMinor, target_minor };
}

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
