// What is set from outside: rates, pauses, overrides, whether the lead is won, and the days on which they tell.
import { describe, expect, it } from 'vitest';
import { anAccount, anOrder, aReturn, ordersWithGaps, weeklyOrders } from '../testing/account-builders.ts';
import { performance } from './performance.ts';

const resultOf = (parts: Parameters<typeof anAccount>[0]) => performance(anAccount(parts));

describe('a missing exchange rate', () => {
  const yen = (on: string) => anOrder(on, { id: `yen ${on}`, currency: 'JPY', amount_minor: 500 });
  const rates = [{ currency: 'JPY', on: '2026-06-01', rate: '0.01' }];

  it('leaves the order in the rhythm, without trend, and adds nothing to the month', () => {
    const orders = [...weeklyOrders('2026-06-29'), yen('2026-05-30')];
    const metric = { monthly_target_minor: 400_000 };
    const result = resultOf({ orders, metric, settings: { rates } });
    expect(result).toMatchObject({ n: 14, partial: true, trend: null, target_ratio: 1, status: 'STEADY' });
  });

  it('does not matter for a voided order, a sample, or one of a day to come', () => {
    const unseen = [
      { ...yen('2026-05-30'), voided_at: '2026-06-01T00:00:00.000Z' },
      { ...yen('2026-05-29'), amount_minor: 0 },
      { ...yen('2026-07-02') },
    ];
    expect(resultOf({ orders: [...weeklyOrders('2026-06-29'), ...unseen] }).partial).toBe(false);
  });

  it('of a return makes the result partial too', () => {
    const orders = [aReturn('2026-03-01', 5, { currency: 'JPY' }), ...weeklyOrders('2026-06-29')];
    expect(resultOf({ orders, settings: { rates } })).toMatchObject({ partial: true, trend: null });
  });

  it('is no question for the workspace currency', () => {
    const orders = weeklyOrders('2026-06-29').map((order) => ({ ...order, currency: 'USD' }));
    expect(
      resultOf({ orders, settings: { rates: [{ currency: 'USD', on: '2026-01-01', rate: '2' }] } }),
    ).toEqual(resultOf({ orders: weeklyOrders('2026-06-29') }));
  });

  it('ends with the day of the first rate', () => {
    expect(resultOf({ orders: [yen('2026-06-01')], settings: { rates } }).partial).toBe(false);
  });
});

describe('a lead that is not won', () => {
  it('has numbers and no status, whatever a person said', () => {
    const override = { rating: 'WELL' as const, reason: 'friend', expires_on: '2026-12-31' };
    const result = resultOf({ orders: weeklyOrders('2026-06-29'), is_won: false, metric: { override } });
    expect(result).toMatchObject({ status: null, computed_status: null, overridden: null, n: 13, score: 90 });
    expect(result.next_change_on).toBe('2026-07-08');
  });
});

describe('pauses', () => {
  const orders = weeklyOrders('2026-06-13');

  it('take their days, both ends included, out of the time since the last order', () => {
    const pauses = [{ from_on: '2026-06-20', to_on: '2026-06-24' }];
    expect(resultOf({ orders, metric: { pauses } })).toMatchObject({ days_since: 12, status: 'WATCH' });
  });

  it('take their days out of the gaps', () => {
    const pauses = [{ from_on: '2026-06-07', to_on: '2026-06-11' }];
    const result = resultOf({ orders: ordersWithGaps('2026-06-28', [7, 28, 7]), metric: { pauses } });
    expect(result).toMatchObject({ usual_gap_days: 7, q80_days: 23 });
  });

  it('without an end hold the account where it is', () => {
    const pauses = [{ from_on: '2026-06-15', to_on: null }];
    expect(resultOf({ orders, metric: { pauses } })).toMatchObject({
      days_since: 1,
      status: 'WELL',
      next_change_on: null,
    });
  });

  it('that lie ahead move the days of change', () => {
    const pauses = [{ from_on: '2026-07-01', to_on: '2026-07-10' }];
    const result = resultOf({ orders: weeklyOrders('2026-06-29'), metric: { pauses } });
    expect(result.next_change_on).toBe('2026-07-18');
  });

  it('over all days between the last orders leave no trend', () => {
    const pausedFrom = (from_on: string) =>
      resultOf({
        orders: weeklyOrders('2026-06-29'),
        metric: { pauses: [{ from_on, to_on: '2026-06-30' }] },
      });
    expect(pausedFrom('2026-06-16')).toMatchObject({ trend: 2, gap_ratio: 0.5, status: 'WELL' });
    expect(pausedFrom('2026-06-02')).toMatchObject({
      trend: null,
      value_ratio: null,
      gap_ratio: null,
      status: 'STEADY',
    });
  });

  it('over all days between the earlier orders leave no trend either', () => {
    const pauses = [{ from_on: '2026-01-01', to_on: '2026-06-01' }];
    expect(resultOf({ orders: weeklyOrders('2026-06-29'), metric: { pauses } }).trend).toBeNull();
  });

  it('do not lengthen the time a new customer has', () => {
    const pauses = [{ from_on: '2026-06-01', to_on: null }];
    expect(resultOf({ customer_since_on: '2026-05-30', metric: { pauses } }).status).toBe('UNDER');
  });
});

describe('an override', () => {
  const override = { rating: 'WELL' as const, reason: 'big order agreed', expires_on: '2026-06-30' };
  const orders = weeklyOrders('2026-06-13');

  it('replaces the status through its last day and nothing else', () => {
    const { status, overridden, reasons, next_change_on, ...rest } = resultOf({
      orders,
      metric: { override },
    });
    expect({ status, overridden, next_change_on }).toEqual({
      status: 'WELL',
      overridden: override,
      next_change_on: '2026-07-01',
    });
    expect(resultOf({ orders })).toMatchObject(rest);
    expect(reasons[0]).toBe('Set to WELL until 30 Jun: big order agreed (computed: UNDER)');
  });

  it('is over on the day after', () => {
    const result = resultOf({ orders, as_of_on: '2026-07-01', metric: { override } });
    expect(result).toMatchObject({ status: 'UNDER', overridden: null, next_change_on: null });
  });

  it('holds for an account without orders', () => {
    expect(resultOf({ metric: { override } })).toMatchObject({
      status: 'WELL',
      computed_status: 'UNDER',
      n: 0,
    });
  });
});

describe('the next change', () => {
  it('is the first of next month when a target is set', () => {
    const metric = { monthly_target_minor: 1 };
    const december = { as_of_on: '2026-12-31', orders: weeklyOrders('2026-12-30') };
    expect(resultOf({ ...december, metric }).next_change_on).toBe('2027-01-01');
    expect(
      resultOf({ orders: weeklyOrders('2026-06-29'), as_of_on: '2026-07-01', metric }).next_change_on,
    ).toBe('2026-07-08');
  });

  it('is never today', () => {
    const orders = weeklyOrders('2026-06-21');
    expect(resultOf({ orders }).next_change_on).toBe('2026-07-06');
  });

  it('is a candidate even where the status stays', () => {
    const orders = weeklyOrders('2026-06-29', [
      ...Array<number>(9).fill(100_000),
      ...Array<number>(4).fill(60_000),
    ]);
    expect(resultOf({ orders })).toMatchObject({ status: 'UNDER', next_change_on: '2026-07-08' });
  });
});
