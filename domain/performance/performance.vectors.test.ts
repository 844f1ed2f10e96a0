// The machine-readable cases of policy v1, and that the copy kept here is the one that is shared.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import cases from '../testing/vectors/performance.json' with { type: 'json' };
import { accountDays } from './order-days.ts';
import { factOf, type Order } from './order-facts.ts';
import { performance } from './performance.ts';

const SHARED = new URL('../../../shared/vectors/performance.json', import.meta.url);
const OWN = new URL('../testing/vectors/performance.json', import.meta.url);

type Case = (typeof cases)[number];

const ordersOf = (example: Case): Order[] =>
  example.orders.map(({ on, amount_minor, type }, index) => ({
    id: `order-${index}`,
    on,
    amount_minor,
    type: type === 'RETURN' ? 'RETURN' : 'ORDER',
    currency: null,
    voided_at: null,
  }));

const settingsOf = ({ default_interval_days, activation_days }: Case) => ({
  currency: 'USD',
  rates: [],
  default_interval_days,
  activation_days,
});

describe('the cases of policy v1', () => {
  it.each(cases)('$id: $title', (example) => {
    const result = performance({
      orders: ordersOf(example),
      time_zone: 'Asia/Kolkata',
      as_of_on: example.as_of_on,
      customer_since_on: example.customer_since_on,
      is_won: true,
      settings: settingsOf(example),
      metric: {
        expected_interval_days: null,
        monthly_target_minor: example.monthly_target_minor,
        pauses: [],
        override: null,
      },
    });
    expect(result).toMatchObject(example.expect);
    expect(result.reasons.length).toBeGreaterThan(0);
  });

  it.each(cases.filter((example) => example.last_month_minor !== null))(
    '$id: the revenue of last month follows from the orders',
    (example) => {
      const facts = ordersOf(example).flatMap((order) => factOf(order, 'UTC') ?? []);
      const days = accountDays(facts, settingsOf(example), example.as_of_on);
      expect(Number(days.last_month_minor)).toBe(example.last_month_minor);
    },
  );

  it.skipIf(!existsSync(SHARED))('are copied byte for byte from the shared folder', () => {
    expect(readFileSync(OWN, 'utf8')).toBe(readFileSync(SHARED, 'utf8'));
  });
});
