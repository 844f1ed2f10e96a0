// What an account is worth when the list of calls is put in order: the last twelve months' revenue, else its potential.
import type { Lead } from '../lead/lead.ts';
import { type Exchange, signedValue } from './order-days.ts';
import { factOf, type Order, type OrderFact } from './order-facts.ts';

/**
 * Net revenue of the twelve months that end with the local day `today`, in minor units of the workspace's currency. A lead
 * without an order or return in that time has its potential instead (`value_minor`, at today's rate). What has no rate
 * counts nothing. null: neither is known.
 */
export function accountValue(
  lead: Pick<Lead, 'value_minor' | 'currency'>,
  account: { orders: readonly Order[]; time_zone: string; today: string },
  exchange: Exchange,
): number | null {
  const { orders, time_zone, today } = account;
  const yearAgo = Temporal.PlainDate.from(today).subtract({ months: 12 }).toString();
  const facts = orders
    .flatMap((order) => factOf(order, time_zone) ?? [])
    .filter(({ on }) => on > yearAgo && on <= today);
  if (facts.length === 0) return potentialOf(lead, today, exchange);
  return Number(facts.reduce((sum, fact) => sum + (signedValue(fact, exchange) ?? 0n), 0n));
}

/** What a lead may be worth (`value_minor`) in minor units of the workspace's currency, at the rate of the day `today`. */
export function potentialOf(
  { value_minor, currency }: Pick<Lead, 'value_minor' | 'currency'>,
  today: string,
  exchange: Exchange,
): number | null {
  if (value_minor === null) return null;
  const fact: OrderFact = { id: '', on: today, type: 'ORDER', amount_minor: value_minor, currency };
  const value = signedValue(fact, exchange);
  return value === null ? null : Number(value);
}
