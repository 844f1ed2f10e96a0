// Net revenue month by month, by the rule that the monthly target is held to: each order and return in the month of its
// own day.
import { firstOfMonth } from './days.ts';
import { type Exchange, signedValue } from './order-days.ts';
import { factOf, type Order } from './order-facts.ts';

export interface MonthValue {
  /** First day of the month, YYYY-MM-DD. */
  from_on: string;
  /** Minor units of the workspace's currency; negative where more came back than was sold. */
  net_minor: number;
}

/** The account whose orders they are. Days are local days in its zone. */
export interface MonthTerms {
  time_zone: string;
  today: string;
  settings: Exchange;
}

/** The last `count` months, the one of `today` among them, oldest first. What has no rate counts nothing. */
export function monthValues(
  orders: readonly Order[],
  { time_zone, today, settings }: MonthTerms,
  count: number,
): MonthValue[] {
  const months = Array.from({ length: count }, (_, at) => firstOfMonth(today, at + 1 - count));
  const sums = new Map(months.map((month) => [month, 0n]));
  const first = months[0] ?? today;
  for (const order of orders) {
    // No zone is a whole day away from UTC: what is older need not be looked at.
    if ('occurred_at' in order && order.occurred_at < dayBefore(first)) continue;
    const fact = factOf(order, time_zone);
    const month = fact && `${fact.on.slice(0, 7)}-01`;
    const sum = month === null ? undefined : sums.get(month);
    if (fact === null || month === null || sum === undefined || fact.on > today) continue;
    sums.set(month, sum + (signedValue(fact, settings) ?? 0n));
  }
  return [...sums].map(([from_on, sum]) => ({ from_on, net_minor: Number(sum) }));
}

const dayBefore = (on: string): string => new Date(Date.parse(on) - 86_400_000).toISOString();
