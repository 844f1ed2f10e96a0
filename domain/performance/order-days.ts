// From single orders to what every later step reads: the last order days with their net value, and last month's revenue.
import { convertMinor, type ExchangeRate, rateOn } from '../money.ts';
import { firstOfMonth } from './days.ts';
import { compareFacts, type OrderFact } from './order-facts.ts';

/** Twelve gaps lie between thirteen order days; nothing older is looked at. */
export const KEPT_ORDER_DAYS = 13;

/** The workspace's currency and the rates into it. */
export interface Exchange {
  currency: string;
  rates: readonly ExchangeRate[];
}

/** A local day with at least one order; its value is net of the returns put on it, in minor units. */
export interface OrderDay {
  on: string;
  net_minor: bigint;
}

/** What an account's orders amount to on a day. */
export interface AccountDays {
  /** All order days up to that day. */
  n: number;
  /** The latest of them, ascending, at most thirteen. */
  recent: OrderDay[];
  /** Net revenue of the last complete calendar month, each order and return in the month of its own day. */
  last_month_minor: bigint;
  /** Currencies of counted orders or returns without a rate, sorted. */
  unrated: string[];
}

/** The signed value of a fact in minor units of the workspace's currency; null without a rate on its day. */
export function signedValue(fact: OrderFact, exchange: Exchange): bigint | null {
  const from = fact.currency ?? exchange.currency;
  const rate = from === exchange.currency ? '1' : rateOn(exchange.rates, from, fact.on);
  if (rate === null) return null;
  const value = convertMinor(BigInt(fact.amount_minor), from, exchange.currency, rate);
  return fact.type === 'RETURN' ? -value : value;
}

/** Full calculation from all facts of an account, in any order, as seen on the local day `today`. */
export function accountDays(facts: readonly OrderFact[], exchange: Exchange, today: string): AccountDays {
  const [monthStart, monthEnd] = [firstOfMonth(today, -1), firstOfMonth(today, 0)];
  const days: OrderDay[] = [];
  const unrated = new Set<string>();
  let lastMonth = 0n;
  for (const fact of facts.filter(({ on }) => on <= today).sort(compareFacts)) {
    const value = signedValue(fact, exchange);
    if (value === null && fact.currency !== null) unrated.add(fact.currency);
    if (fact.on >= monthStart && fact.on < monthEnd) lastMonth += value ?? 0n;
    if (fact.type === 'ORDER' && days.at(-1)?.on !== fact.on) days.push({ on: fact.on, net_minor: 0n });
    const day = days.at(-1);
    if (day !== undefined) day.net_minor += value ?? 0n;
  }
  return {
    n: days.length,
    recent: days.slice(-KEPT_ORDER_DAYS),
    last_month_minor: lastMonth,
    unrated: [...unrated].sort(),
  };
}
