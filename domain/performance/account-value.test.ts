import { describe, expect, it } from 'vitest';
import { anOrder } from '../testing/builders.ts';
import { accountValue } from './account-value.ts';
import { orderFacts } from './order-facts.ts';

const exchange = { currency: 'EUR', rates: [{ currency: 'USD', on: '2026-01-01', rate: '0.9' }] };
const worth = (
  orders: ReturnType<typeof anOrder>[],
  lead: { value_minor: number | null; currency: string | null } = { value_minor: 700, currency: null },
) =>
  accountValue(
    lead,
    { orders: orderFacts(orders), time_zone: 'Europe/Berlin', today: '2026-06-30' },
    exchange,
  );

describe('the value of an account', () => {
  it('is the net revenue of twelve months, to the local day', () => {
    const orders = [
      anOrder({ occurred_at: '2025-06-30T21:59:00.000Z', amount_minor: 5 }),
      anOrder({ occurred_at: '2025-06-30T22:00:00.000Z', amount_minor: 1000 }),
      anOrder({ occurred_at: '2026-06-30T21:59:00.000Z', amount_minor: 2000 }),
      anOrder({ occurred_at: '2026-06-30T22:00:00.000Z', amount_minor: 9 }),
      anOrder({ type: 'RETURN', occurred_at: '2026-05-01T10:00:00.000Z', amount_minor: 300 }),
    ];
    expect(worth(orders)).toBe(2700);
  });

  it('is converted, and counts nothing for what has no rate', () => {
    const orders = [
      anOrder({ occurred_at: '2026-05-01T10:00:00.000Z', amount_minor: 1000, currency: 'USD' }),
      anOrder({ occurred_at: '2026-05-01T10:00:00.000Z', amount_minor: 1000, currency: 'JPY' }),
    ];
    expect(worth(orders)).toBe(900);
  });

  it('counts no sample', () => {
    const sample = anOrder({ occurred_at: '2026-05-01T10:00:00.000Z', amount_minor: 0 });
    expect(worth([sample])).toBe(700);
    expect(worth([sample, anOrder({ occurred_at: '2026-05-02T10:00:00.000Z', amount_minor: 40 })])).toBe(40);
  });

  it('is the potential where nothing was ordered in that time', () => {
    expect(worth([])).toBe(700);
    expect(worth([], { value_minor: 1000, currency: 'USD' })).toBe(900);
    expect(worth([], { value_minor: 1000, currency: 'JPY' })).toBeNull();
    expect(worth([], { value_minor: null, currency: null })).toBeNull();
  });
});
