// What an interaction says about orders, reduced to the few facts that the performance of an account needs.
import { dayIn } from '../time.ts';

interface OrderFields {
  id: string;
  type: 'ORDER' | 'RETURN';
  /** Whole minor units, positive for a return too; 0 or null is a sample. */
  amount_minor: number | null;
  /** ISO 4217; null is the workspace's currency. */
  currency: string | null;
  /** When it was cancelled, or null. */
  voided_at: string | null;
}

/** An order or return: with its instant, or with the account's local day already known. */
export type Order = OrderFields & ({ occurred_at: string } | { on: string });

/** An order or return that counts, on the local day of its account. JSON-safe. */
export interface OrderFact {
  id: string;
  on: string;
  type: 'ORDER' | 'RETURN';
  amount_minor: number;
  currency: string | null;
}

/** The fields of a stored interaction that are read here. */
export interface InteractionFields {
  id: string;
  type: string;
  occurred_at: string;
  amount_minor?: number | null | undefined;
  currency?: string | null | undefined;
  voided_at?: string | null | undefined;
}

/** The orders and returns among stored interactions, without the voided ones. */
export function orderFacts(interactions: readonly InteractionFields[]): Order[] {
  return interactions.flatMap(({ id, type, occurred_at, amount_minor, currency, voided_at }) =>
    (type === 'ORDER' || type === 'RETURN') && !voided_at
      ? [
          {
            id,
            type,
            occurred_at,
            amount_minor: amount_minor ?? null,
            currency: currency ?? null,
            voided_at: null,
          },
        ]
      : [],
  );
}

/** The fact that an order leaves behind in an account of `timeZone`; null when it is cancelled or a sample. */
export function factOf(order: Order, timeZone: string): OrderFact | null {
  if (order.voided_at !== null || order.amount_minor === null || order.amount_minor === 0) return null;
  const on = 'on' in order ? order.on : dayIn(order.occurred_at, timeZone);
  return { id: order.id, on, type: order.type, amount_minor: order.amount_minor, currency: order.currency };
}

/** Sorts facts by day; on a day orders come before the returns that are put on it; then by id. */
export function compareFacts(a: OrderFact, b: OrderFact): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : Number(left > right);
}

const sortKey = ({ on, type, id }: OrderFact): string => `${on} ${type} ${id}`;
