// How an account performs on a day (policy v1): orders → order days → rhythm → trend → status, reasons and score.

import type { Override } from '../metric/metric.ts';
import { ENGLISH, type Tongue } from '../tongue.ts';
import { type Figures, figuresOf, type MetricTerms } from './figures.ts';
import { nextChangeOn } from './next-change.ts';
import { type AccountDays, accountDays, type Exchange } from './order-days.ts';
import { factOf, type Order } from './order-facts.ts';
import { toNumber, toThousandths } from './rational.ts';
import { reasonsFor } from './reasons.ts';
import { isDormant, type Status, statusWithoutOrders } from './status.ts';

/** Everything but the orders. Days are local days of the account. */
export interface AccountTerms {
  /** Today in the account's zone (`dayIn(instant, zone)`), or the day to look back at. */
  as_of_on: string;
  customer_since_on: string | null;
  /** Whether the lead is WON; any other has numbers but no status. */
  is_won: boolean;
  settings: Exchange & { default_interval_days: number; activation_days: number };
  /** Null when nobody has set anything. */
  metric: MetricTerms | null;
}

export interface PerformanceInput extends AccountTerms {
  /** All orders and returns of the account, in any order, each id once. */
  orders: readonly Order[];
  /** The account's IANA zone. */
  time_zone: string;
}

/** The result as it goes over the wire. Spans are days without paused ones; ratios have three decimals. */
export interface Performance {
  status: Status | null;
  /** The status that the figures alone give; differs from `status` only while an override holds. */
  computed_status: Status | null;
  overridden: Override | null;
  score: number | null;
  n: number;
  days_since: number | null;
  usual_gap_days: number | null;
  q80_days: number | null;
  late_after_days: number | null;
  silent_after_days: number | null;
  trend: number | null;
  value_ratio: number | null;
  gap_ratio: number | null;
  target_ratio: number | null;
  reasons: string[];
  partial: boolean;
  dormant: boolean;
  next_change_on: string | null;
  as_of_on: string;
}

const UNSET: MetricTerms = {
  expected_interval_days: null,
  monthly_target_minor: null,
  pauses: [],
  override: null,
};

/** The performance of an account by full calculation from all its orders. */
export function performance(input: PerformanceInput, tongue: Tongue = ENGLISH): Performance {
  const facts = input.orders.flatMap((order) => factOf(order, input.time_zone) ?? []);
  return assess(accountDays(facts, input.settings, input.as_of_on), input, tongue);
}

/** The performance from what the account's orders amount to on `terms.as_of_on`. */
export function assess(days: AccountDays, terms: AccountTerms, tongue: Tongue = ENGLISH): Performance {
  const { as_of_on, customer_since_on, is_won, settings, metric: given } = terms;
  const { activation_days, currency } = settings;
  const metric = given ?? UNSET;
  const figures = figuresOf(days, metric, settings.default_interval_days, as_of_on);
  const rated = figures?.status ?? statusWithoutOrders(customer_since_on, activation_days, as_of_on);
  const computed_status = is_won ? rated : null;
  const holds = is_won && metric.override !== null && as_of_on <= metric.override.expires_on;
  const overridden = holds ? metric.override : null;
  const context = { as_of_on, customer_since_on, activation_days, currency, metric };
  return {
    status: overridden?.rating ?? computed_status,
    computed_status,
    overridden,
    n: days.n,
    ...(figures === null ? NO_NUMBERS : wireNumbers(figures)),
    reasons: reasonsFor({ ...context, days, figures, computed_status, overridden, tongue }),
    partial: days.unrated.length > 0,
    next_change_on: nextChangeOn(figures?.rhythm ?? null, context, as_of_on),
    as_of_on,
  };
}

const NO_NUMBERS = {
  score: null,
  days_since: null,
  usual_gap_days: null,
  q80_days: null,
  late_after_days: null,
  silent_after_days: null,
  trend: null,
  value_ratio: null,
  gap_ratio: null,
  target_ratio: null,
  dormant: false,
};

function wireNumbers({ rhythm, trend, target, score }: Figures) {
  const known = typeof trend === 'string' ? null : trend;
  return {
    score,
    days_since: rhythm.days_since,
    usual_gap_days: toNumber(rhythm.usual_gap),
    q80_days: toNumber(rhythm.q80),
    late_after_days: toNumber(rhythm.late_after),
    silent_after_days: toNumber(rhythm.silent_after),
    trend: known && toThousandths(known.trend),
    value_ratio: known && toThousandths(known.value_ratio),
    gap_ratio: known && toThousandths(known.gap_ratio),
    target_ratio: target && toThousandths(target.share),
    dormant: isDormant(rhythm),
  };
}
