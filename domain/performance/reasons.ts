// Why an account has its status, in plain English with the same numbers. What decides comes first.
import type { Override } from '../metric/metric.ts';
import { dayNumber } from '../plan/days.ts';
import type { Tongue } from '../tongue.ts';
import { daysBetween, firstOfMonth } from './days.ts';
import type { Figures, MetricTerms } from './figures.ts';
import type { AccountDays } from './order-days.ts';
import { pauseReason, rhythmReason } from './rhythm-reasons.ts';
import { type Alarm, isDormant, rhythmAlarm, type Status, targetAlarm, trendAlarm } from './status.ts';
import type { Target } from './trend.ts';
import { noTrendReason, trendReason } from './trend-reasons.ts';
import { daysWords, dayWords, shareWords } from './words.ts';

/** Everything a reason may name. Days are local days of the account; `currency` is the workspace's. */
export interface Findings {
  as_of_on: string;
  customer_since_on: string | null;
  activation_days: number;
  currency: string;
  metric: MetricTerms;
  days: AccountDays;
  /** Null without an order day. */
  figures: Figures | null;
  computed_status: Status | null;
  /** The override that holds on the day, if one does. */
  overridden: Override | null;
  /** In which the reasons are said. */
  tongue: Tongue;
}

/** The reasons, at least one, each a short sentence without a full stop. */
export function reasonsFor(findings: Findings): string[] {
  const { figures, days, tongue } = findings;
  const { say } = tongue;
  return [
    ...(findings.computed_status === null ? [say('Not a customer, so without a rating')] : []),
    ...overrideReason(findings),
    ...(figures === null ? [noOrderReason(findings)] : figureReasons(figures, findings)),
    ...days.unrated.map((currency) => say('Partial: no exchange rate for {currency}', { currency })),
    ...pauseReason(findings.metric.pauses, figures?.rhythm ?? null, findings.as_of_on, tongue),
  ];
}

function overrideReason({ overridden, computed_status, as_of_on, tongue }: Findings): string[] {
  if (overridden === null) return [];
  return [
    tongue.say('Set to {rating} until {until}: {reason} (computed: {computed})', {
      rating: overridden.rating,
      until: dayWords(overridden.expires_on, as_of_on, tongue),
      reason: overridden.reason,
      computed: `${computed_status}`,
    }),
  ];
}

function noOrderReason({ customer_since_on, activation_days, as_of_on, tongue }: Findings): string {
  const span = daysWords(activation_days, tongue);
  if (customer_since_on === null || customer_since_on > as_of_on)
    return tongue.say('No order yet; first order expected within {span}', { span });
  return tongue.say('No order yet; customer for {age} (since {since}), first order expected within {span}', {
    age: daysWords(daysBetween(customer_since_on, as_of_on), tongue),
    since: dayWords(customer_since_on, as_of_on, tongue),
    span,
  });
}

const WEIGHT: Record<Exclude<Alarm, null>, number> = { UNDER: 2, WATCH: 1 };
const weightOf = (alarm: Alarm): number => (alarm === null ? 0 : WEIGHT[alarm]);

// Sorting is stable: with equal alarms the rhythm comes first, then the trend, then the target.
function figureReasons(figures: Figures, findings: Findings): string[] {
  const { rhythm, trend, target } = figures;
  const { days, metric, as_of_on, tongue } = findings;
  const found: { alarm: Alarm; words: string }[] = [
    { alarm: rhythmAlarm(rhythm), words: rhythmReason(days.n, rhythm, metric, as_of_on, tongue) },
    typeof trend === 'string'
      ? { alarm: null, words: noTrendReason(trend, days.n, tongue) }
      : { alarm: trendAlarm(trend.trend), words: trendReason(trend, tongue) },
  ];
  if (target !== null)
    found.push({ alarm: targetAlarm(target.share), words: targetReason(target, findings) });
  const reasons = found.sort((a, b) => weightOf(b.alarm) - weightOf(a.alarm)).map(({ words }) => words);
  const span = daysWords(rhythm.days_since, tongue);
  return isDormant(rhythm) ? [...reasons, tongue.say('Dormant: no order for {span}', { span })] : reasons;
}

function targetReason(target: Target, { currency, as_of_on, tongue }: Findings): string {
  const first = firstOfMonth(as_of_on, -1);
  return tongue.say("{share} of last month's target ({month}: {revenue} of {target})", {
    share: shareWords(target.share),
    month: tongue.day(dayNumber(first), first.slice(0, 4) === as_of_on.slice(0, 4) ? 'month' : 'month_dated'),
    revenue: tongue.money(target.revenue_minor, currency),
    target: tongue.money(target.target_minor, currency),
  });
}
