// Builders for accounts and their orders: a test states only what matters to it.
import { addDays } from '../performance/days.ts';
import type { MetricTerms } from '../performance/figures.ts';
import type { Order } from '../performance/order-facts.ts';
import type { AccountTerms, PerformanceInput } from '../performance/performance.ts';

type OrderParts = Partial<Pick<Order, 'id' | 'type' | 'amount_minor' | 'currency' | 'voided_at'>>;

/** An order of 1,000.00 in the workspace's currency on a local day. */
export const anOrder = (on: string, parts: OrderParts = {}): Order => ({
  id: `order ${on}`,
  type: 'ORDER',
  amount_minor: 100_000,
  currency: null,
  voided_at: null,
  ...parts,
  on,
});

/** A return of so many minor units on a local day. */
export const aReturn = (on: string, amount_minor: number, parts: OrderParts = {}): Order =>
  anOrder(on, { id: `return ${on}`, type: 'RETURN', amount_minor, ...parts });

/** Orders that end on `last_on`, with the given gaps between them and one amount more than gaps (else 1,000.00 each). */
export function ordersWithGaps(
  last_on: string,
  gaps: readonly number[],
  amounts: readonly number[] = [],
): Order[] {
  const days = [last_on];
  let on = last_on;
  for (const gap of gaps.toReversed()) {
    on = addDays(on, -gap);
    days.unshift(on);
  }
  return days.map((day, index) => anOrder(day, { amount_minor: amounts[index] ?? 100_000 }));
}

/** `count` weekly orders that end on `last_on`. */
export const weeklyOrders = (last_on: string, amounts: readonly number[] = [], count = 13): Order[] =>
  ordersWithGaps(last_on, Array<number>(count - 1).fill(7), amounts);

/** What people have set: nothing but the given. */
export const aMetric = (parts: Partial<MetricTerms> = {}): MetricTerms => ({
  expected_interval_days: null,
  monthly_target_minor: null,
  pauses: [],
  override: null,
  ...parts,
});

interface AccountParts extends Partial<Omit<PerformanceInput, 'settings' | 'metric'>> {
  settings?: Partial<AccountTerms['settings']>;
  metric?: Partial<MetricTerms> | null;
}

/** A won account in Kolkata, customer since the start of 2025, without orders, seen on 30 June 2026. */
export const anAccount = ({ settings, metric, ...parts }: AccountParts = {}): PerformanceInput => ({
  orders: [],
  time_zone: 'Asia/Kolkata',
  as_of_on: '2026-06-30',
  customer_since_on: '2025-01-01',
  is_won: true,
  ...parts,
  settings: { currency: 'USD', rates: [], default_interval_days: 30, activation_days: 30, ...settings },
  metric: metric === null ? null : aMetric(metric),
});
