import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthValues } from './month-values.ts';
import { accountDays } from './order-days.ts';
import { factOf, type Order } from './order-facts.ts';

const settings = { currency: 'EUR', rates: [] };
const terms = { time_zone: 'Europe/Berlin', today: '2026-03-15', settings };
let count = 0;
const order = (occurred_at: string, amount_minor: number | null = 100, given: Partial<Order> = {}): Order => {
  count += 1;
  return {
    id: `o${count}`,
    type: 'ORDER',
    occurred_at,
    amount_minor,
    currency: 'EUR',
    voided_at: null,
    ...given,
  } as Order;
};
const values = (orders: Order[], months = 3) =>
  monthValues(orders, terms, months).map(({ net_minor }) => net_minor);

describe('the values of months', () => {
  it('are net of returns, each in the month of its own local day', () => {
    expect(
      values([
        order('2026-01-10T10:00:00.000Z', 500),
        order('2026-01-31T23:30:00.000Z', 70),
        order('2026-03-01T10:00:00.000Z', 300),
        order('2026-03-02T10:00:00.000Z', 50, { type: 'RETURN' }),
        order('2025-12-31T22:59:00.000Z', 9),
        order('2025-12-31T23:01:00.000Z', 4),
        order('2025-11-01T10:00:00.000Z', 9),
      ]),
    ).toEqual([504, 70, 250]);
  });

  it('leave out what is cancelled, a sample, without a rate, or still to come', () => {
    expect(
      values([
        order('2026-03-01T10:00:00.000Z', 1, { voided_at: '2026-03-02T10:00:00.000Z' }),
        order('2026-03-01T10:00:00.000Z', null),
        order('2026-03-01T10:00:00.000Z', 5, { currency: 'USD' }),
        order('2026-03-16T10:00:00.000Z', 7),
        { id: 'x', type: 'ORDER', on: '2026-03-03', amount_minor: 11, currency: null, voided_at: null },
      ]),
    ).toEqual([0, 0, 11]);
  });

  it('say of last month what the target is held to', () => {
    const instant = fc
      .integer({ min: Date.parse('2026-01-15'), max: Date.parse('2026-03-20') })
      .map((at) => new Date(at).toISOString());
    const one = fc.record({ at: instant, amount: fc.integer({ min: 1, max: 1000 }), back: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one), (all) => {
        const orders = all.map(({ at, amount, back }) =>
          order(at, amount, { type: back ? 'RETURN' : 'ORDER' }),
        );
        const facts = orders.flatMap((each) => factOf(each, terms.time_zone) ?? []);
        const last = accountDays(facts, settings, terms.today).last_month_minor;
        expect(values(orders)[1]).toBe(Number(last));
      }),
    );
  });

  it('are asked for any number of months', () => {
    expect(monthValues([], terms, 0)).toEqual([]);
    expect(monthValues([], terms, 1)).toEqual([{ from_on: '2026-03-01', net_minor: 0 }]);
  });
});
