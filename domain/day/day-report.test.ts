import { describe, expect, it } from 'vitest';
import { aCall, anOrder } from '../testing/builders.ts';
import { dayReport } from './day-report.ts';

describe('the report of a day', () => {
  it('counts who was tried and who was reached', () => {
    const calls = [
      aCall(),
      aCall({ type: 'VISIT' }),
      aCall({ outcome: 'NO_ANSWER' }),
      aCall({ outcome: 'WRONG_NUMBER' }),
      aCall({ direction: 'in' }),
      aCall({ voided_at: '2026-03-02T13:00:00.000Z' }),
      aCall({ type: 'NOTE', outcome: null, note: 'Closed' }),
    ];
    expect(dayReport(calls)).toMatchObject({ calls: 4, reached: 3 });
  });

  it('has as strike rate the share of conversations that brought an order', () => {
    const [linked, plain] = [aCall(), aCall()];
    const report = dayReport([
      linked,
      plain,
      aCall({ outcome: 'ORDER_PLACED' }),
      aCall({ outcome: 'NO_ANSWER' }),
      anOrder({ call_id: linked.id, amount_minor: 500 }),
      anOrder({ call_id: plain.id, voided_at: '2026-03-02T13:00:00.000Z' }),
      anOrder({ amount_minor: 700 }),
      anOrder({ amount_minor: 300, currency: 'USD' }),
      { ...anOrder(), amount_minor: null, currency: null },
    ]);
    expect(report).toMatchObject({ reached: 3, with_order: 2, strike_rate: 2 / 3 });
    expect(report.ordered).toEqual([
      { currency: 'EUR', amount_minor: 1200 },
      { currency: 'USD', amount_minor: 300 },
    ]);
  });

  it('has no rate without a conversation', () => {
    expect(dayReport([])).toEqual({ calls: 0, reached: 0, with_order: 0, strike_rate: null, ordered: [] });
  });
});
