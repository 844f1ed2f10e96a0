// The months of an account as the charts and lists of several screens ask for them, worked out once per set of orders.
import { type MonthValue, monthValues } from '#domain/performance/month-values.ts';
import type { Exchange } from '#domain/performance/order-days.ts';
import type { Order } from '#domain/performance/order-facts.ts';

export const MONTHS_SHOWN = 12;

interface Kept {
  today: string;
  settings: Exchange;
  months: readonly MonthValue[];
}

const kept = new WeakMap<readonly Order[], Kept>();

/** The last twelve months, oldest first; the same array for the same orders, day and rates. */
export function lastMonths(
  { orders, time_zone }: { orders: readonly Order[]; time_zone: string },
  today: string,
  settings: Exchange,
): readonly MonthValue[] {
  const known = kept.get(orders);
  if (
    known?.today === today &&
    known.settings.currency === settings.currency &&
    known.settings.rates === settings.rates
  )
    return known.months;
  const months = monthValues(orders, { time_zone, today, settings }, MONTHS_SHOWN);
  kept.set(orders, { today, settings, months });
  return months;
}
