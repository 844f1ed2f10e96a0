// Why an account has its status, in plain English with the same numbers. What decides comes first.
import type { Override } from '../metric/metric.ts';
import { moneyText } from '../money.ts';
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
}

/** The reasons, at least one, each a short sentence without a full stop. */
export function reasonsFor(findings: Findings): string[] {
  const { figures, days } = findings;
  return [
    ...(findings.computed_status === null ? ['Not a customer, so without a rating'] : []),
    ...overrideReason(findings),
    ...(figures === null ? [noOrderReason(findings)] : figureReasons(figures, findings)),
    ...days.unrated.map((currency) => `Partial: no exchange rate for ${currency}`),
    ...pauseReason(findings.metric.pauses, figures?.rhythm ?? null, findings.as_of_on),
  ];
}

function overrideReason({ overridden, computed_status, as_of_on }: Findings): string[] {
  if (overridden === null) return [];
  const until = dayWords(overridden.expires_on, as_of_on);
  return [`Set to ${overridden.rating} until ${until}: ${overridden.reason} (computed: ${computed_status})`];
}

function noOrderReason({ customer_since_on, activation_days, as_of_on }: Findings): string {
  const expected = `first order expected within ${daysWords(activation_days)}`;
  if (customer_since_on === null || customer_since_on > as_of_on) return `No order yet; ${expected}`;
  const age = daysWords(daysBetween(customer_since_on, as_of_on));
  return `No order yet; customer for ${age} (since ${dayWords(customer_since_on, as_of_on)}), ${expected}`;
}

const WEIGHT: Record<Exclude<Alarm, null>, number> = { UNDER: 2, WATCH: 1 };
const weightOf = (alarm: Alarm): number => (alarm === null ? 0 : WEIGHT[alarm]);

// Sorting is stable: with equal alarms the rhythm comes first, then the trend, then the target.
function figureReasons(figures: Figures, findings: Findings): string[] {
  const { rhythm, trend, target } = figures;
  const { days, metric, as_of_on } = findings;
  const found: { alarm: Alarm; words: string }[] = [
    { alarm: rhythmAlarm(rhythm), words: rhythmReason(days.n, rhythm, metric, as_of_on) },
    typeof trend === 'string'
      ? { alarm: null, words: noTrendReason(trend, days.n) }
      : { alarm: trendAlarm(trend.trend), words: trendReason(trend) },
  ];
  if (target !== null)
    found.push({ alarm: targetAlarm(target.share), words: targetReason(target, findings) });
  const reasons = found.sort((a, b) => weightOf(b.alarm) - weightOf(a.alarm)).map(({ words }) => words);
  return isDormant(rhythm) ? [...reasons, `Dormant: no order for ${daysWords(rhythm.days_since)}`] : reasons;
}

function targetReason(target: Target, { currency, as_of_on }: Findings): string {
  const month = dayWords(firstOfMonth(as_of_on, -1), as_of_on).slice('1 '.length);
  const amounts = `${moneyText(target.revenue_minor, currency)} of ${moneyText(target.target_minor, currency)}`;
  return `${shareWords(target.share)} of last month's target (${month}: ${amounts})`;
}
