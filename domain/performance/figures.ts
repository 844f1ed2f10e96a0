// The exact figures of an account that has ordered, before they are rounded for the wire.
import type { Metric } from '../metric/metric.ts';
import type { AccountDays } from './order-days.ts';
import { type Rhythm, rhythmOf } from './rhythm.ts';
import { scoreOf } from './score.ts';
import { type Status, statusOf } from './status.ts';
import { type NoTrend, type Target, type Trend, targetOf, trendOf } from './trend.ts';

/** What people set about an account; part of a metric document. */
export type MetricTerms = Pick<
  Metric,
  'expected_interval_days' | 'monthly_target_minor' | 'pauses' | 'override'
>;

export interface Figures {
  rhythm: Rhythm;
  /** The trend, or why there is none. */
  trend: Trend | NoTrend;
  /** Last month against its target; null without a target. */
  target: Target | null;
  status: Status;
  score: number;
}

/** All figures as seen on the local day `today`; null without an order day. */
export function figuresOf(
  days: AccountDays,
  metric: MetricTerms,
  default_interval_days: number,
  today: string,
): Figures | null {
  const { expected_interval_days, pauses } = metric;
  const rhythm = rhythmOf(days, { expected_interval_days, default_interval_days, pauses }, today);
  if (rhythm === null) return null;
  const trend = trendOf(days, rhythm.gaps);
  const rate = typeof trend === 'string' ? null : trend.trend;
  const target = targetOf(days.last_month_minor, metric.monthly_target_minor);
  return {
    rhythm,
    trend,
    target,
    status: statusOf(days.n, rhythm, rate, target?.share ?? null),
    score: scoreOf(rhythm, rate),
  };
}
