// What a ledger amounts to on a day, reading only the facts that still matter: those of the last thirteen order days
// and of last month. Only they are converted into the workspace's currency.
import { rateOn } from '../money.ts';
import { firstOfMonth } from './days.ts';
import {
  type AccountDays,
  type Exchange,
  KEPT_ORDER_DAYS,
  type OrderDay,
  signedValue,
} from './order-days.ts';
import type { OrderFact } from './order-facts.ts';

/** The parts of an account's ledger that are read here. */
interface LedgerParts {
  readonly facts: readonly OrderFact[];
  readonly order_days: number;
  readonly first_on: Readonly<Record<string, string>>;
}

/** The same as `accountDays` of the ledger's facts on the local day `today`. */
export function ledgerDays(ledger: LedgerParts, exchange: Exchange, today: string): AccountDays {
  const end = countUntil(ledger.facts, (on) => on > today);
  const future = ledger.facts.slice(end).filter(({ type }) => type === 'ORDER');
  return {
    n: ledger.order_days - new Set(future.map(({ on }) => on)).size,
    recent: recentDays(ledger.facts, end, exchange),
    last_month_minor: lastMonth(ledger.facts, exchange, today),
    unrated: unratedCurrencies(ledger.first_on, exchange, today),
  };
}

// Backwards from the newest fact: a return is carried to the order day that comes next, which is the one before it.
function recentDays(facts: readonly OrderFact[], end: number, exchange: Exchange): OrderDay[] {
  const days: OrderDay[] = [];
  let returned = 0n;
  let index = end - 1;
  for (let fact = facts[index]; fact !== undefined; fact = facts[--index]) {
    const day = days.at(-1);
    if (fact.type === 'ORDER' && day?.on !== fact.on && days.length === KEPT_ORDER_DAYS) break;
    const value = signedValue(fact, exchange) ?? 0n;
    if (fact.type === 'RETURN') returned += value;
    else if (day?.on === fact.on) day.net_minor += value;
    else {
      days.push({ on: fact.on, net_minor: value + returned });
      returned = 0n;
    }
  }
  return days.reverse();
}

function lastMonth(facts: readonly OrderFact[], exchange: Exchange, today: string): bigint {
  const [from, to] = [firstOfMonth(today, -1), firstOfMonth(today, 0)];
  return facts
    .slice(
      countUntil(facts, (on) => on >= from),
      countUntil(facts, (on) => on >= to),
    )
    .reduce((sum, fact) => sum + (signedValue(fact, exchange) ?? 0n), 0n);
}

// Rates never end, so a currency lacks one exactly when its earliest amount does.
const unratedCurrencies = (
  firstOn: Readonly<Record<string, string>>,
  exchange: Exchange,
  today: string,
): string[] =>
  Object.entries(firstOn)
    .filter(([currency, on]) => currency !== exchange.currency && on <= today)
    .filter(([currency, on]) => rateOn(exchange.rates, currency, on) === null)
    .map(([currency]) => currency)
    .sort();

// How many facts come before the first one whose day `isLate`; by halving, as the facts are sorted by day.
function countUntil(facts: readonly OrderFact[], isLate: (on: string) => boolean): number {
  let [low, high] = [0, facts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (facts.slice(middle, middle + 1).some(({ on }) => isLate(on))) high = middle;
    else low = middle + 1;
  }
  return low;
}
