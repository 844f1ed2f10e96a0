// The words of every status and special case. Numbers in them are those of the result.
import { describe, expect, it } from 'vitest';
import { anAccount, anOrder, aReturn, ordersWithGaps, weeklyOrders } from '../testing/account-builders.ts';
import { performance } from './performance.ts';

const reasonsOf = (parts: Parameters<typeof anAccount>[0]) => performance(anAccount(parts)).reasons;
const JPY = { currency: 'JPY', amount_minor: 500 };

describe('the reasons of an account with a trend', () => {
  it('name the rhythm and the trend when all is WELL', () => {
    expect(reasonsOf({ orders: weeklyOrders('2026-06-29') })).toEqual([
      'Usually orders every 7 days; last order 1 day ago (29 Jun)',
      'Spends as much as before: same order value, orders as often',
    ]);
  });

  it('say when it is silent', () => {
    expect(reasonsOf({ orders: weeklyOrders('2026-06-13') })[0]).toBe(
      'Usually orders every 7 days; last order 17 days ago (13 Jun): silent (after 14 days)',
    );
  });

  it('say when it is late', () => {
    expect(reasonsOf({ orders: weeklyOrders('2026-06-20') })[0]).toBe(
      'Usually orders every 7 days; last order 10 days ago (20 Jun): late (after 8.75 days)',
    );
  });

  it('name the spread that keeps an irregular account from being late', () => {
    const gaps = [20, 13, 11, 25, 14, 10, 30, 12, 21, 9];
    expect(reasonsOf({ orders: ordersWithGaps('2026-06-06', gaps) })).toEqual([
      'Usually orders every 13.5 days, at times 21 days; last order 24 days ago (6 Jun): late (after 21 days)',
      'Spends 14 % less: same order value, orders 16 % less often',
    ]);
  });

  it('name a rise in spending, value and pace', () => {
    const gaps = [10, 10, 10, 10, 5, 5, 5, 5];
    const amounts = [...Array<number>(5).fill(100_000), ...Array<number>(4).fill(110_000)];
    expect(reasonsOf({ orders: ordersWithGaps('2026-06-30', gaps, amounts) })).toEqual([
      'Usually orders every 7.5 days, at times 10 days; last order today (30 Jun)',
      'Spends 120 % more: order value 10 % higher, orders 50 % more often',
    ]);
  });

  it('put the worst first, whatever its kind', () => {
    const amounts = [...Array<number>(9).fill(100_000), ...Array<number>(4).fill(80_000)];
    const orders = weeklyOrders('2026-06-20', amounts);
    const found = reasonsOf({ orders, metric: { monthly_target_minor: 1_000_000 } });
    expect(found.map((reason) => reason.split(' ').slice(0, 2).join(' '))).toEqual([
      '48 %',
      'Usually orders',
      'Spends 20',
    ]);
  });

  it('never round a missed target up to its limit', () => {
    const orders = weeklyOrders('2026-06-29');
    const share = (monthly_target_minor: number) => reasonsOf({ orders, metric: { monthly_target_minor } });
    expect(share(500_001)[0]).toBe("79 % of last month's target (May: 4,000.00 USD of 5,000.01 USD)");
    expect(share(400_000)[2]).toBe("100 % of last month's target (May: 4,000.00 USD of 4,000.00 USD)");
    expect(share(320_000)[2]).toBe("125 % of last month's target (May: 4,000.00 USD of 3,200.00 USD)");
  });

  it('name the year of a month or day in another year', () => {
    const found = reasonsOf({
      as_of_on: '2026-01-15',
      orders: weeklyOrders('2025-12-29'),
      metric: { monthly_target_minor: 100_000 },
    });
    expect(found[0]).toContain('(29 Dec 2025)');
    expect(found[2]).toContain('(Dec 2025: ');
  });

  it('say when the account sleeps', () => {
    expect(reasonsOf({ orders: weeklyOrders('2025-06-30') }).at(-1)).toBe('Dormant: no order for 365 days');
  });
});

describe('the reasons of an account without a trend', () => {
  it('say how many order days are missing', () => {
    expect(reasonsOf({ orders: weeklyOrders('2026-06-29', [], 5) })).toEqual([
      'Usually orders every 7 days; last order 1 day ago (29 Jun)',
      'No trend yet: 5 of the 9 order days it needs',
    ]);
  });

  it('say that two order days are few', () => {
    expect(reasonsOf({ orders: ordersWithGaps('2026-06-29', [1]) })[0]).toBe(
      'Usually orders every day; last order 1 day ago (29 Jun), only two order days so far',
    );
  });

  it('name the only order and when the next is expected', () => {
    expect(reasonsOf({ orders: [anOrder('2026-06-10')] })[0]).toBe(
      'One order so far, 20 days ago (10 Jun), the next expected within 30 days',
    );
    expect(reasonsOf({ orders: [anOrder('2026-05-25')] })[0]).toBe(
      'No repeat order; the only one was 36 days ago (25 May), the next expected within 30 days: late (after 30 days)',
    );
    expect(reasonsOf({ orders: [anOrder('2026-05-15')] })[0]).toBe(
      'No repeat order; the only one was 46 days ago (15 May), the next expected within 30 days: silent (after 45 days)',
    );
  });

  it('name an agreed interval', () => {
    const orders = ordersWithGaps('2026-06-29', [9, 9]);
    expect(reasonsOf({ orders, metric: { expected_interval_days: 10 } })[0]).toBe(
      'Agreed to order every 10 days; last order 1 day ago (29 Jun)',
    );
  });

  it('say since when a customer has not ordered', () => {
    expect(reasonsOf({ customer_since_on: '2026-05-30' })).toEqual([
      'No order yet; customer for 31 days (since 30 May), first order expected within 30 days',
    ]);
    for (const customer_since_on of [null, '2026-07-01'])
      expect(reasonsOf({ customer_since_on })).toEqual(['No order yet; first order expected within 30 days']);
  });

  it('name each currency without a rate', () => {
    const orders = [...weeklyOrders('2026-06-29'), anOrder('2026-06-28', JPY)];
    const found = reasonsOf({ orders: [...orders, aReturn('2026-06-29', 5, { currency: 'CHF' })] });
    expect(found.slice(1)).toEqual([
      'No trend: some amounts have no exchange rate',
      'Partial: no exchange rate for CHF',
      'Partial: no exchange rate for JPY',
    ]);
  });

  it('say that earlier orders came to nothing', () => {
    const orders = [...weeklyOrders('2026-06-29'), aReturn('2026-04-14', 800_000)];
    expect(reasonsOf({ orders })[1]).toBe('No trend: the earlier orders are worth nothing after returns');
  });

  it('say that all days between orders were paused', () => {
    const pauses = [{ from_on: '2026-06-02', to_on: '2026-06-29' }];
    expect(reasonsOf({ orders: weeklyOrders('2026-06-29'), metric: { pauses } }).slice(1)).toEqual([
      'No trend: all days between the orders were paused',
    ]);
  });
});

describe('the reasons that concern no figure', () => {
  const orders = weeklyOrders('2026-06-20', [], 3);

  it('say that a lead is no customer', () => {
    expect(reasonsOf({ orders, is_won: false })[0]).toBe('Not a customer, so without a rating');
    expect(reasonsOf({ is_won: false, customer_since_on: null })).toHaveLength(2);
  });

  it('name who set the status aside, until when, and what it would be', () => {
    const override = { rating: 'STEADY' as const, reason: 'new owner', expires_on: '2027-01-31' };
    expect(reasonsOf({ orders, metric: { override } })[0]).toBe(
      'Set to STEADY until 31 Jan 2027: new owner (computed: WATCH)',
    );
  });

  it('name a pause that holds today', () => {
    const paused = (to_on: string | null) =>
      reasonsOf({ orders, metric: { pauses: [{ from_on: '2026-06-25', to_on }] } }).at(-1);
    expect(paused('2026-06-30')).toBe('Paused since 25 Jun until 30 Jun; those days do not count');
    expect(paused(null)).toBe('Paused since 25 Jun without an end; those days do not count');
  });

  it('count the paused days since the last order once the pause is over', () => {
    const since = (from_on: string, to_on: string) =>
      reasonsOf({ orders, metric: { pauses: [{ from_on, to_on }] } }).at(-1);
    expect(since('2026-06-25', '2026-06-27')).toBe('3 paused days since the last order not counted');
    expect(since('2026-06-25', '2026-06-25')).toBe('1 paused day since the last order not counted');
    expect(since('2026-05-01', '2026-05-04')).not.toContain('paused');
    expect(since('2026-07-01', '2026-07-04')).not.toContain('paused');
  });

  it('leave out paused days while there is no order', () => {
    expect(reasonsOf({ metric: { pauses: [{ from_on: '2026-06-01', to_on: '2026-06-02' }] } })).toHaveLength(
      1,
    );
  });
});
