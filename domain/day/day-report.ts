// What a person's day amounts to: whom they tried, whom they reached, and how many of the conversations brought an order.
import { countsAsContact, isFailedAttempt } from '../interaction/contact.ts';
import type { Interaction } from '../interaction/interaction.ts';

/** The fields that are read here. */
export type DayInteraction = Pick<
  Interaction,
  'id' | 'type' | 'outcome' | 'direction' | 'voided_at' | 'call_id' | 'amount_minor' | 'currency'
>;

export interface DayReport {
  /** Calls, visits and meetings that this side began, in vain or not. */
  calls: number;
  /** Conversations, whoever began them. */
  reached: number;
  /** Conversations that an order came of. */
  with_order: number;
  /** `with_order` of `reached`, from 0 to 1; null without a conversation. */
  strike_rate: number | null;
  /** Minor units by currency, of orders without returns. */
  ordered: readonly { currency: string; amount_minor: number }[];
}

/** The report of these interactions, all of one day and person. Source: due calls, R1, R14 and R20. */
export function dayReport(interactions: readonly DayInteraction[]): DayReport {
  const standing = interactions.filter(({ voided_at }) => !voided_at);
  const orders = standing.filter(({ type }) => type === 'ORDER');
  const ordered = new Set(orders.map(({ call_id }) => call_id));
  const contacts = standing.filter(countsAsContact);
  const strikes = contacts.filter(({ id, outcome }) => outcome === 'ORDER_PLACED' || ordered.has(id));
  const tries = standing.filter((one) => countsAsContact(one) || isFailedAttempt(one) || isWrongNumber(one));
  return {
    calls: tries.filter(({ direction }) => direction !== 'in').length,
    reached: contacts.length,
    with_order: strikes.length,
    strike_rate: contacts.length === 0 ? null : strikes.length / contacts.length,
    ordered: amountsOf(orders),
  };
}

const isWrongNumber = ({ outcome }: DayInteraction): boolean => outcome === 'WRONG_NUMBER';

function amountsOf(orders: readonly DayInteraction[]): DayReport['ordered'] {
  const sums = new Map<string, number>();
  for (const { currency, amount_minor } of orders)
    if (currency !== null && amount_minor) sums.set(currency, (sums.get(currency) ?? 0) + amount_minor);
  return [...sums].map(([currency, amount_minor]) => ({ currency, amount_minor }));
}
