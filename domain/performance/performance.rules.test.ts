// The rules of policy v1 that its examples do not show: what counts, the usual gap, strict limits, too few orders.
import { describe, expect, it } from 'vitest';
import { anAccount, anOrder, aReturn, ordersWithGaps, weeklyOrders } from '../testing/account-builders.ts';
import { addDays } from './days.ts';
import { performance } from './performance.ts';

type Parts = Parameters<typeof anAccount>[0];
const resultOf = (parts: Parts) => performance(anAccount(parts));
const recent = (amount: number) => [...Array<number>(9).fill(100_000), ...Array<number>(4).fill(amount)];

describe('orders that count', () => {
  it('are not the voided, the samples, or those of days to come', () => {
    const orders = [
      anOrder('2026-06-20'),
      anOrder('2026-06-25', { voided_at: '2026-06-26T00:00:00.000Z' }),
      anOrder('2026-06-26', { amount_minor: 0 }),
      anOrder('2026-07-01'),
    ];
    expect(resultOf({ orders })).toMatchObject({ n: 1, days_since: 10 });
    expect(resultOf({ orders, as_of_on: '2026-07-01' })).toMatchObject({ n: 2, days_since: 0 });
  });

  it('make one order day per local day, with their sum', () => {
    const twice = [...weeklyOrders('2026-06-29', recent(60_000)), anOrder('2026-06-29', { id: 'second' })];
    expect(resultOf({ orders: twice })).toMatchObject({ n: 13, trend: 0.85, value_ratio: 0.85 });
  });

  it('count before the account became a customer', () => {
    expect(resultOf({ orders: [anOrder('2024-06-30')], customer_since_on: '2026-06-01' }).n).toBe(1);
  });

  it('count as many days as there are, though only the last thirteen are compared', () => {
    const gaps = [...Array<number>(10).fill(40), ...Array<number>(12).fill(7)];
    expect(resultOf({ orders: ordersWithGaps('2026-06-29', gaps) })).toMatchObject({
      n: 23,
      q80_days: 7,
      trend: 1,
    });
  });
});

describe('returns', () => {
  const orders = weeklyOrders('2026-06-29');

  it('of an order day are taken off that day, also when they came first', () => {
    expect(resultOf({ orders: [aReturn('2026-06-22', 40_000), ...orders] }).value_ratio).toBe(0.9);
  });

  it('before the first order day, or of days to come, leave the trend alone', () => {
    const around = [aReturn('2026-04-05', 40_000), ...orders, aReturn('2026-07-01', 40_000)];
    expect(resultOf({ orders: around })).toMatchObject({ n: 13, trend: 1 });
  });

  it('are not order days', () => {
    expect(resultOf({ orders: [aReturn('2026-06-22', 40_000)] })).toMatchObject({ n: 0, days_since: null });
  });

  it('can turn the trend negative, which is UNDER', () => {
    const result = resultOf({ orders: [...orders, aReturn('2026-06-30', 500_000)] });
    expect(result).toMatchObject({ trend: -0.25, value_ratio: -0.25, status: 'UNDER' });
    expect(result.reasons[0]).toBe('Spends 125 % less: order value 125 % lower, orders as often');
  });

  it('that eat up all earlier orders leave no trend', () => {
    const result = resultOf({ orders: [...orders, aReturn('2026-04-14', 800_000)] });
    expect(result).toMatchObject({ trend: null, value_ratio: null, gap_ratio: null, status: 'STEADY' });
  });

  it('count against the month of their own day for the target', () => {
    const late = [anOrder('2026-05-31'), aReturn('2026-06-01', 30_000), aReturn('2026-05-01', 10_000)];
    expect(resultOf({ orders: late, metric: { monthly_target_minor: 100_000 } }).target_ratio).toBe(0.9);
  });
});

describe('the usual gap', () => {
  it('is at least one day', () => {
    const pauses = [{ from_on: '2026-06-02', to_on: '2026-06-28' }];
    const result = resultOf({ orders: ordersWithGaps('2026-06-28', [27]), metric: { pauses } });
    expect(result).toMatchObject({
      usual_gap_days: 1,
      q80_days: 0,
      late_after_days: 1.25,
      silent_after_days: 2,
    });
  });

  it('is the middle of two when there is an even number of gaps', () => {
    const result = resultOf({ orders: ordersWithGaps('2026-06-28', [8, 5]) });
    expect(result).toMatchObject({
      usual_gap_days: 6.5,
      q80_days: 8,
      late_after_days: 8.125,
      silent_after_days: 13,
    });
  });

  it.each([
    [[1, 2, 3, 4, 30], 4],
    [[1, 2, 3, 30], 30],
    [[1, 2, 3, 4, 5, 20, 30], 20],
    [[9, 1, 2, 3, 4, 5, 6, 7, 8, 10], 8],
  ])('of %j has the 80th percentile %i by nearest rank', (gaps, q80) => {
    expect(resultOf({ orders: ordersWithGaps('2026-06-28', gaps) }).q80_days).toBe(q80);
  });

  it('is the expected interval when one is set, and so is the percentile', () => {
    const orders = ordersWithGaps('2026-06-20', [7, 7, 30]);
    const result = resultOf({ orders, metric: { expected_interval_days: 5 } });
    expect(result).toMatchObject({
      usual_gap_days: 5,
      q80_days: 5,
      late_after_days: 6.25,
      silent_after_days: 10,
    });
    expect(result.status).toBe('WATCH');
  });

  it('is the expected interval after one order too', () => {
    const result = resultOf({ orders: [anOrder('2026-06-20')], metric: { expected_interval_days: 7 } });
    expect(result).toMatchObject({
      usual_gap_days: 7,
      late_after_days: 7,
      silent_after_days: 10.5,
      status: 'NEW',
    });
    expect(result.next_change_on).toBe('2026-07-01');
  });

  it('is the workspace default after one order', () => {
    const result = resultOf({ orders: [anOrder('2026-06-20')], settings: { default_interval_days: 6 } });
    expect(result).toMatchObject({ usual_gap_days: 6, silent_after_days: 9, status: 'UNDER' });
  });
});

describe('limits are strict', () => {
  it.each([
    [70_000, 'UNDER'],
    [70_001, 'WATCH'],
    [84_999, 'WATCH'],
    [85_000, 'STEADY'],
    [94_999, 'STEADY'],
    [95_000, 'WELL'],
  ])('a trend of %i : 100,000 is %s', (amount, status) => {
    expect(resultOf({ orders: weeklyOrders('2026-06-29', recent(amount)) }).status).toBe(status);
  });

  it.each([
    [500_001, 'UNDER'],
    [500_000, 'WATCH'],
    [400_001, 'WATCH'],
    [400_000, 'WELL'],
  ])('a revenue of 400,000 for a target of %i is %s', (monthly_target_minor, status) => {
    const orders = weeklyOrders('2026-06-29');
    expect(resultOf({ orders, metric: { monthly_target_minor } }).status).toBe(status);
  });

  it.each([
    [8, 'WELL'],
    [9, 'WATCH'],
    [14, 'WATCH'],
    [15, 'UNDER'],
  ])('%i days after a weekly order are %s', (days, status) => {
    expect(resultOf({ orders: weeklyOrders(addDays('2026-06-30', -days)) }).status).toBe(status);
  });

  it('more than 180 days, and more than four usual gaps, are dormant', () => {
    const dormant = (days: number, gap: number) =>
      resultOf({ orders: ordersWithGaps(addDays('2026-06-30', -days), [gap, gap]) }).dormant;
    expect([dormant(180, 7), dormant(181, 7)]).toEqual([false, true]);
    expect([dormant(240, 60), dormant(241, 60)]).toEqual([false, true]);
  });
});

describe('without enough to compare', () => {
  it('eight order days have no trend and nine have one', () => {
    expect(resultOf({ orders: weeklyOrders('2026-06-29', [], 8) })).toMatchObject({
      trend: null,
      status: 'STEADY',
    });
    expect(resultOf({ orders: weeklyOrders('2026-06-29', [], 9) })).toMatchObject({
      trend: 1,
      status: 'WELL',
    });
  });

  it('nine order days compare four with four', () => {
    const amounts = [900_000, 100_000, 100_000, 100_000, 100_000, 50_000, 100_000, 100_000, 130_000];
    expect(resultOf({ orders: weeklyOrders('2026-06-29', amounts, 9) }).trend).toBe(0.95);
  });

  it('a third order day ends NEW', () => {
    expect(resultOf({ orders: weeklyOrders('2026-06-29', [], 2) }).status).toBe('NEW');
    expect(resultOf({ orders: weeklyOrders('2026-06-29', [], 3) }).status).toBe('STEADY');
  });

  it('a NEW account is late without being on WATCH', () => {
    expect(resultOf({ orders: ordersWithGaps('2026-06-16', [10]) })).toMatchObject({
      status: 'NEW',
      days_since: 14,
    });
  });

  it('an account without orders has no numbers, a target or not', () => {
    const result = resultOf({ customer_since_on: '2026-06-20', metric: { monthly_target_minor: 1 } });
    const { status, n, reasons, as_of_on, next_change_on, computed_status, ...rest } = result;
    expect({ status, n, computed_status, as_of_on }).toEqual({
      status: 'NEW',
      computed_status: 'NEW',
      n: 0,
      as_of_on: '2026-06-30',
    });
    expect(next_change_on).toBe('2026-07-01');
    expect(reasons).toHaveLength(1);
    expect(rest).toEqual({
      overridden: null,
      score: null,
      days_since: null,
      usual_gap_days: null,
      q80_days: null,
      late_after_days: null,
      silent_after_days: null,
      trend: null,
      value_ratio: null,
      gap_ratio: null,
      target_ratio: null,
      partial: false,
      dormant: false,
    });
  });

  it('an account without orders and without a first day is NEW', () => {
    expect(resultOf({ customer_since_on: null })).toMatchObject({ status: 'NEW', next_change_on: null });
  });

  it('nothing set by anybody is the same as everything unset', () => {
    const orders = weeklyOrders('2026-06-29');
    expect(resultOf({ orders, metric: null })).toEqual(resultOf({ orders }));
  });
});
