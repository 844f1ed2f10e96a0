// Which interactions are orders that count, and on which local day.
import { describe, expect, it } from 'vitest';
import { factOf, orderFacts } from './order-facts.ts';

const anInteraction = (parts: object) => ({
  id: 'a',
  type: 'ORDER',
  occurred_at: '2026-06-30T18:45:00.000Z',
  amount_minor: 10_000,
  currency: 'JPY',
  voided_at: null,
  ...parts,
});

describe('the orders among interactions', () => {
  it('are those of type ORDER and RETURN that are not voided', () => {
    const kept = orderFacts([
      anInteraction({ id: 'order' }),
      anInteraction({ id: 'return', type: 'RETURN' }),
      anInteraction({ id: 'call', type: 'CALL', amount_minor: null, currency: null }),
      anInteraction({ id: 'voided', voided_at: '2026-07-01T00:00:00.000Z' }),
    ]);
    expect(kept.map(({ id }) => id)).toEqual(['order', 'return']);
  });

  it('carry no amount when none was given', () => {
    const [order] = orderFacts([{ id: 'a', type: 'ORDER', occurred_at: '2026-06-30T18:45:00.000Z' }]);
    expect(order).toMatchObject({ amount_minor: null, currency: null, voided_at: null });
  });
});

describe('the fact of an order', () => {
  const [order] = orderFacts([anInteraction({})]);

  it('lies on the local day of its account', () => {
    expect(order && factOf(order, 'Asia/Kolkata')?.on).toBe('2026-07-01');
    expect(order && factOf(order, 'America/New_York')?.on).toBe('2026-06-30');
  });

  it.each([{ amount_minor: 0 }, { amount_minor: null }, { voided_at: '2026-07-01T00:00:00.000Z' }])(
    'does not exist with %j',
    (parts) => {
      expect(order && factOf({ ...order, ...parts }, 'UTC')).toBeNull();
    },
  );
});
