// The worked examples of policy v1, both halves of those that have two, and its edges of currency and month.
import { describe, expect, it } from 'vitest';
import { anAccount, anOrder, aReturn, ordersWithGaps, weeklyOrders } from '../testing/account-builders.ts';
import { performance } from './performance.ts';

const last4 = (amount: number) => [...Array<number>(9).fill(100_000), ...Array<number>(4).fill(amount)];

describe('the worked examples', () => {
  it('A: more per order is WELL', () => {
    const result = performance(anAccount({ orders: weeklyOrders('2026-06-29', last4(120_000)) }));
    expect(result).toMatchObject({ status: 'WELL', n: 13, days_since: 1, usual_gap_days: 7, q80_days: 7 });
    expect(result).toMatchObject({
      late_after_days: 8.75,
      silent_after_days: 14,
      trend: 1.2,
      value_ratio: 1.2,
    });
    expect(result).toMatchObject({ gap_ratio: 1, score: 100, next_change_on: '2026-07-08' });
  });

  it('B: 17 days without a weekly order is silent', () => {
    const result = performance(anAccount({ orders: weeklyOrders('2026-06-13') }));
    expect(result).toMatchObject({
      status: 'UNDER',
      days_since: 17,
      trend: 1,
      score: 30,
      next_change_on: null,
    });
  });

  it('C: 10 days without a weekly order is late', () => {
    const result = performance(anAccount({ orders: weeklyOrders('2026-06-20') }));
    expect(result).toMatchObject({
      status: 'WATCH',
      days_since: 10,
      score: 76,
      next_change_on: '2026-07-05',
    });
  });

  it('D: on time but 40 % less per order is UNDER', () => {
    const result = performance(anAccount({ orders: weeklyOrders('2026-06-28', last4(60_000)) }));
    expect(result).toMatchObject({ status: 'UNDER', n: 13, days_since: 2, trend: 0.6, value_ratio: 0.6 });
    expect(result).toMatchObject({ gap_ratio: 1, score: 70, next_change_on: '2026-07-07' });
    expect(result.reasons[0]).toBe('Spends 40 % less: order value 40 % lower, orders as often');
  });

  it('E: the same order value less often is UNDER and never called late', () => {
    const gaps = [7, 7, 7, 7, 7, 7, 7, 7, 11, 11, 11, 11];
    const result = performance(anAccount({ orders: ordersWithGaps('2026-06-25', gaps) }));
    expect(result).toMatchObject({ status: 'UNDER', days_since: 5, usual_gap_days: 7, q80_days: 11 });
    expect(result).toMatchObject({ late_after_days: 11, silent_after_days: 14, trend: 0.636 });
    expect(result).toMatchObject({
      value_ratio: 1,
      gap_ratio: 1.571,
      score: 72,
      next_change_on: '2026-07-07',
    });
    expect(result.reasons[0]).toBe('Spends 36 % less: same order value, orders 57 % less often');
    expect(result.reasons.join()).not.toContain('late');
  });

  it('F: irregular gaps are given their own time', () => {
    const gaps = [20, 13, 11, 25, 14, 10, 30, 12, 21, 9];
    const result = performance(anAccount({ orders: ordersWithGaps('2026-06-06', gaps) }));
    expect(result).toMatchObject({
      status: 'WATCH',
      n: 11,
      days_since: 24,
      usual_gap_days: 13.5,
      q80_days: 21,
    });
    expect(result).toMatchObject({
      late_after_days: 21,
      silent_after_days: 27,
      trend: 0.861,
      gap_ratio: 1.161,
    });
    expect(result).toMatchObject({ score: 53, next_change_on: '2026-07-04' });
  });

  it.each([
    ['G', '2026-06-10', { status: 'NEW', n: 1, days_since: 20, score: 80, next_change_on: '2026-07-11' }],
    ['H', '2026-05-15', { status: 'UNDER', n: 1, days_since: 46, score: 20, next_change_on: null }],
  ])('%s: one order on %s', (_, on, expected) => {
    const result = performance(anAccount({ orders: [anOrder(on)] }));
    expect(result).toMatchObject({ ...expected, usual_gap_days: 30, q80_days: 30, trend: null });
    expect(result).toMatchObject({ late_after_days: 30, silent_after_days: 45 });
  });

  it.each([
    ['2026-05-30', 'UNDER', null],
    ['2026-05-31', 'NEW', '2026-07-01'],
  ])('I: no order, customer since %s, is %s', (customer_since_on, status, next_change_on) => {
    const result = performance(anAccount({ customer_since_on }));
    expect(result).toMatchObject({ status, n: 0, score: null, dormant: false, next_change_on });
  });

  it.each([
    ['2026-06-30', 20, 'NEW', '2026-07-01'],
    ['2026-07-01', 21, 'UNDER', null],
  ])('J: two orders 10 days apart, seen on %s', (as_of_on, days_since, status, next_change_on) => {
    const result = performance(anAccount({ as_of_on, orders: ordersWithGaps('2026-06-10', [10]) }));
    expect(result).toMatchObject({ status, n: 2, days_since, usual_gap_days: 10, next_change_on });
    expect(result).toMatchObject({ late_after_days: 12.5, silent_after_days: 20 });
  });

  it('J: has a score of 20 on its last day in time', () => {
    expect(performance(anAccount({ orders: ordersWithGaps('2026-06-10', [10]) })).score).toBe(20);
  });

  it('K: a return is taken off the order day before it', () => {
    const orders = [...weeklyOrders('2026-06-29'), aReturn('2026-06-25', 130_000)];
    const result = performance(anAccount({ orders }));
    expect(result).toMatchObject({
      status: 'UNDER',
      n: 13,
      trend: 0.675,
      score: 74,
      next_change_on: '2026-07-08',
    });
    expect(result.reasons[0]).toBe('Spends 32.5 % less: order value 32.5 % lower, orders as often');
  });

  it('L: a good trend does not make up for a missed target', () => {
    const amounts = Array.from({ length: 13 }, (_, index) => (index === 5 ? 80_000 : 100_000));
    const orders = weeklyOrders('2026-06-29', amounts);
    const result = performance(anAccount({ orders, metric: { monthly_target_minor: 500_000 } }));
    expect(result).toMatchObject({ status: 'UNDER', trend: 1.026, target_ratio: 0.76, score: 91 });
    expect(result.next_change_on).toBe('2026-07-01');
    expect(result.reasons[0]).toBe("76 % of last month's target (May: 3,800.00 USD of 5,000.00 USD)");
  });

  it('M: monthly about the 15th is WELL', () => {
    const gaps = [31, 30, 32, 31, 30, 31, 31, 28, 31, 30, 29, 32];
    const result = performance(anAccount({ orders: ordersWithGaps('2026-06-15', gaps) }));
    expect(result).toMatchObject({ status: 'WELL', n: 13, days_since: 15, usual_gap_days: 31, q80_days: 31 });
    expect(result).toMatchObject({ late_after_days: 38.75, silent_after_days: 62, trend: 1, score: 90 });
    expect(result.next_change_on).toBe('2026-07-24');
  });
});

describe('the edges of currency and month', () => {
  const rates = [{ currency: 'JPY', on: '2026-05-01', rate: '0.0061' }];
  const yen = anOrder('2026-05-20', { amount_minor: 10_000, currency: 'JPY' });
  const seen = (more: typeof rates) =>
    performance(
      anAccount({
        orders: [yen],
        settings: { rates: [...rates, ...more] },
        metric: { monthly_target_minor: 6_100 },
      }),
    );

  it('10,000 JPY at 0.0061 are 61.00 USD, whatever the later rates', () => {
    expect(seen([])).toMatchObject({ target_ratio: 1, partial: false });
    expect(seen([{ currency: 'JPY', on: '2026-05-21', rate: '0.5' }])).toEqual(seen([]));
  });

  it('30 June 18:45 UTC is in July for an account in Kolkata', () => {
    const order = {
      id: 'a',
      type: 'ORDER' as const,
      occurred_at: '2026-06-30T18:45:00.000Z',
      amount_minor: 5_000,
      currency: 'USD',
      voided_at: null,
    };
    const metric = { monthly_target_minor: 5_000 };
    const share = (as_of_on: string, time_zone: string) =>
      performance(anAccount({ orders: [order], as_of_on, time_zone, metric })).target_ratio;
    expect(share('2026-07-15', 'Asia/Kolkata')).toBe(0);
    expect(share('2026-08-15', 'Asia/Kolkata')).toBe(1);
    expect(share('2026-07-15', 'UTC')).toBe(1);
    expect(performance(anAccount({ orders: [order], as_of_on: '2026-06-30' })).n).toBe(0);
    expect(performance(anAccount({ orders: [order], as_of_on: '2026-07-01' })).n).toBe(1);
  });
});
