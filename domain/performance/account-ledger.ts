// What is kept of an account's orders, so that a changed order costs one small edit and no reading of the others.
// It holds every counted order as a short fact: thirteen order days would do only if nothing were ever corrected,
// since a void, a late arrival or a look back in time brings older days into view again. Amounts stay in their own
// currency, because a rate may be added for today after an order of today has arrived.
import { unpausedDayAfter } from './days.ts';
import { ledgerDays } from './ledger-days.ts';
import { compareFacts, factOf, type Order, type OrderFact } from './order-facts.ts';
import { type AccountTerms, assess, type Performance } from './performance.ts';

/** The orders of one account, JSON-safe. The same orders give an equal ledger, however they arrived. */
export interface AccountLedger {
  /** The zone that the facts' days are in. When the account moves to another zone, make the ledger anew. */
  readonly time_zone: string;
  /** Ascending by day; on a day orders before returns. */
  readonly facts: readonly OrderFact[];
  /** Days with at least one order, those in the future too. */
  readonly order_days: number;
  /** The earliest day of each named currency: enough to tell whether any amount lacks a rate. */
  readonly first_on: Readonly<Record<string, string>>;
}

/** A ledger of all orders of an account in the IANA zone `timeZone`; of two with one id the later in the list holds. */
export function createLedger(timeZone: string, orders: readonly Order[] = []): AccountLedger {
  const latest = [...new Map(orders.map((order) => [order.id, order])).values()];
  const facts = latest.flatMap((order) => factOf(order, timeZone) ?? []).sort(compareFacts);
  const order_days = new Set(facts.filter(isOrder).map(({ on }) => on)).size;
  const first_on: Record<string, string> = {};
  for (const { currency, on } of facts) if (currency !== null) first_on[currency] ??= on;
  return { time_zone: timeZone, facts, order_days, first_on };
}

/** The ledger after an order was made, edited, voided or received again; its id says which it replaces. */
export function applyOrder(ledger: AccountLedger, order: Order): AccountLedger {
  const without = removeOrder(ledger, order.id);
  const fact = factOf(order, ledger.time_zone);
  if (fact === null) return without;
  const later = without.facts.findLastIndex((other) => compareFacts(other, fact) < 0) + 1;
  const { currency, on } = fact;
  const first = currency === null ? undefined : without.first_on[currency];
  const isFirst = currency !== null && (first === undefined || on < first);
  return {
    ...without,
    facts: without.facts.toSpliced(later, 0, fact),
    order_days: without.order_days + (isOrder(fact) && !hasOrderOn(without.facts, on) ? 1 : 0),
    first_on: isFirst ? { ...without.first_on, [currency]: on } : without.first_on,
  };
}

/** The ledger without the order of that id; the same ledger when it has none. */
export function removeOrder(ledger: AccountLedger, id: string): AccountLedger {
  const index = ledger.facts.findLastIndex((fact) => fact.id === id);
  const removed = ledger.facts[index];
  if (removed === undefined) return ledger;
  const facts = ledger.facts.toSpliced(index, 1);
  const { [removed.currency ?? '']: _, ...others } = ledger.first_on;
  const next = facts.find((fact) => fact.currency !== null && fact.currency === removed.currency);
  return {
    ...ledger,
    facts,
    order_days: ledger.order_days - (isOrder(removed) && !hasOrderOn(facts, removed.on) ? 1 : 0),
    first_on: next?.currency ? { ...others, [next.currency]: next.on } : others,
  };
}

/** The performance of the account; equals `performance` of all its orders for every day, past ones too. */
export const performanceOf = (ledger: AccountLedger, terms: AccountTerms): Performance =>
  assess(ledgerDays(ledger, terms.settings, terms.as_of_on), terms);

/**
 * The day on which a stored `result` must be calculated again though nothing was written: its `next_change_on`, the
 * day of a future-dated order, or the day the account falls dormant, whichever is first. Null when none lies ahead.
 * Adding an exchange rate is a write: it concerns the accounts that trade in its currency (`first_on`).
 */
export function recalculateOn(
  ledger: AccountLedger,
  terms: AccountTerms,
  result: Performance,
): string | null {
  const { as_of_on } = result;
  const candidates = [result.next_change_on, ledger.facts.find(({ on }) => on > as_of_on)?.on ?? null];
  const last = ledger.facts.findLast((fact) => isOrder(fact) && fact.on <= as_of_on);
  if (last !== undefined) {
    const limit = Math.max(180, 4 * Number(result.usual_gap_days));
    candidates.push(unpausedDayAfter(last.on, Math.floor(limit) + 1, terms.metric?.pauses ?? []));
  }
  return candidates.filter((on) => on !== null && on > as_of_on).sort()[0] ?? null;
}

const isOrder = (fact: OrderFact): boolean => fact.type === 'ORDER';

const hasOrderOn = (facts: readonly OrderFact[], on: string): boolean =>
  facts.findLast((fact) => fact.on <= on && isOrder(fact))?.on === on;
