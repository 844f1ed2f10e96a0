// Upkeep by single changes equals the full calculation, for any order of arrival, edits, voids and looks back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aMetric, anAccount, anOrder, aReturn, weeklyOrders } from '../testing/account-builders.ts';
import { applyOrder, createLedger, performanceOf, recalculateOn, removeOrder } from './account-ledger.ts';
import { addDays } from './days.ts';
import type { Order } from './order-facts.ts';
import { performance } from './performance.ts';

const day = (span: number) => fc.integer({ min: 0, max: span }).map((days) => addDays('2026-01-01', days));
const instant = fc
  .integer({ min: 0, max: 24 * 120 })
  .map((hours) => new Date(Date.UTC(2026, 0, 1, hours)).toISOString());
const time = fc.oneof(
  day(120).map((on) => ({ on })),
  instant.map((occurred_at) => ({ occurred_at })),
);
const fields = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map((number) => `order ${number}`),
  type: fc.constantFrom<Order['type']>('ORDER', 'ORDER', 'ORDER', 'RETURN'),
  amount_minor: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 500_000 }) },
    fc.constantFrom(0, null),
  ),
  currency: fc.constantFrom(null, 'USD', 'USD', 'JPY', 'CHF'),
  voided_at: fc.option(instant, { freq: 8 }).map((at) => (at === null || at.length % 2 === 0 ? null : at)),
});
const order: fc.Arbitrary<Order> = fc.tuple(fields, time).map(([rest, at]) => ({ ...rest, ...at }));
const step = fc.oneof(
  { weight: 8, arbitrary: order.map((made) => ({ made })) },
  { weight: 1, arbitrary: fields.map(({ id }) => ({ removed: id })) },
);
const rate = fc.record({
  currency: fc.constantFrom('JPY', 'CHF'),
  on: day(60),
  rate: fc.constantFrom('0.0061', '1.13', '0.5'),
});
const pause = fc
  .tuple(day(140), fc.integer({ min: 0, max: 20 }))
  .map(([from_on, days]) => ({ from_on, to_on: days > 17 ? null : addDays(from_on, days) }));
const metric = fc
  .record({
    expected_interval_days: fc.option(fc.integer({ min: 1, max: 40 })),
    monthly_target_minor: fc.option(fc.integer({ min: 1, max: 2_000_000 })),
    pauses: fc.array(pause, { maxLength: 3 }),
  })
  .map(aMetric);

type Step = { made: Order } | { removed: string };

function replay(steps: readonly Step[], timeZone: string) {
  const orders = new Map<string, Order>();
  let ledger = createLedger(timeZone);
  for (const one of steps) {
    if ('made' in one) {
      orders.set(one.made.id, one.made);
      ledger = applyOrder(ledger, one.made);
    } else {
      orders.delete(one.removed);
      ledger = removeOrder(ledger, one.removed);
    }
  }
  return { ledger, orders: [...orders.values()] };
}

const account = fc.record({
  steps: fc.array(step, { maxLength: 80 }),
  as_of_on: day(150),
  rates: fc.array(rate, { maxLength: 5 }),
  metric,
  time_zone: fc.constantFrom('Asia/Kolkata', 'America/New_York', 'UTC'),
});

describe('a ledger kept up change by change', () => {
  it('gives the full result, after a trip through JSON, on any day', () => {
    fc.assert(
      fc.property(account, ({ steps, as_of_on, rates, metric, time_zone }) => {
        const { ledger, orders } = replay(steps, time_zone);
        const input = anAccount({ orders, time_zone, as_of_on, metric, settings: { rates } });
        const full = performance(input);
        expect(performanceOf(JSON.parse(JSON.stringify(ledger)), input)).toEqual(full);
      }),
      { numRuns: 1_000 },
    );
  });

  it('equals the ledger of the orders that remain, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { ledger, orders } = replay(steps, 'Asia/Kolkata');
        expect(ledger).toEqual(createLedger('Asia/Kolkata', orders));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of arrival', () => {
    const orders = fc.uniqueArray(order, { selector: ({ id }) => id, maxLength: 25 });
    const both = orders.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(both, ([first, second]) => {
        const made = (all: readonly Order[]) => all.reduce(applyOrder, createLedger('UTC'));
        expect(made(second)).toEqual(made(first));
      }),
    );
  });
});

describe('a ledger', () => {
  const ledger = createLedger('Asia/Kolkata', weeklyOrders('2026-06-29'));

  it('replaces an order that is received again', () => {
    const [order] = weeklyOrders('2026-06-29');
    expect(order && applyOrder(ledger, order)).toEqual(ledger);
  });

  it('is left as it is by the removal of what it never had', () => {
    expect(removeOrder(ledger, 'unknown')).toBe(ledger);
  });

  it('is not changed by what is made from it', () => {
    const before = structuredClone(ledger);
    applyOrder(ledger, anOrder('2026-06-30', { currency: 'JPY' }));
    removeOrder(ledger, 'order 2026-06-29');
    expect(ledger).toEqual(before);
  });

  it('takes the later of two orders with one id', () => {
    const twice = [anOrder('2026-06-01', { id: 'a' }), anOrder('2026-06-02', { id: 'a' })];
    expect(createLedger('UTC', twice).facts.map(({ on }) => on)).toEqual(['2026-06-02']);
  });

  it('converts with a rate that was added after the order had arrived', () => {
    const yen = applyOrder(ledger, anOrder('2026-06-30', { currency: 'JPY' }));
    const terms = anAccount();
    expect(performanceOf(yen, terms).partial).toBe(true);
    const rates = [{ currency: 'JPY', on: '2026-06-30', rate: '0.0061' }];
    expect(performanceOf(yen, anAccount({ settings: { rates } })).partial).toBe(false);
  });
});

describe('the day of the next calculation', () => {
  const dueOn = (orders: readonly Order[], parts: Parameters<typeof anAccount>[0] = {}) => {
    const terms = anAccount(parts);
    const ledger = createLedger('Asia/Kolkata', orders);
    return recalculateOn(ledger, terms, performanceOf(ledger, terms));
  };

  it('is the next change of the status', () => {
    expect(dueOn(weeklyOrders('2026-06-29'))).toBe('2026-07-08');
  });

  it('is the day of an order to come when that is earlier', () => {
    expect(dueOn([...weeklyOrders('2026-06-29'), anOrder('2026-07-03')])).toBe('2026-07-03');
    expect(dueOn([...weeklyOrders('2026-06-29'), aReturn('2026-07-02', 1)])).toBe('2026-07-02');
  });

  it('is the day on which a silent account falls dormant', () => {
    expect(dueOn(weeklyOrders('2026-06-01'))).toBe('2026-11-29');
    expect(dueOn(weeklyOrders('2026-06-01'), { as_of_on: '2026-11-28', metric: null })).toBe('2026-11-29');
    expect(dueOn(weeklyOrders('2026-06-01'), { as_of_on: '2026-11-29' })).toBeNull();
  });

  it('does not exist for a rejected account without orders', () => {
    expect(dueOn([])).toBeNull();
  });

  it('is never passed over: until that day nothing but the count of days changes', () => {
    fc.assert(
      fc.property(account, ({ steps, as_of_on, rates, metric, time_zone }) => {
        const { ledger } = replay(steps, time_zone);
        const terms = (on: string) => anAccount({ as_of_on: on, metric, settings: { rates } });
        const seen = (on: string) => {
          const { status, n, trend, target_ratio, partial, dormant } = performanceOf(ledger, terms(on));
          return { status, n, trend, target_ratio, partial, dormant };
        };
        const due = recalculateOn(ledger, terms(as_of_on), performanceOf(ledger, terms(as_of_on)));
        for (let days = 1; days <= 70; days += 1) {
          const on = addDays(as_of_on, days);
          if (due !== null && on >= due) break;
          expect(seen(on)).toEqual(seen(as_of_on));
        }
      }),
    );
  });
});
