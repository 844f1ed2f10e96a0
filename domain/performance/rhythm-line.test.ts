import { describe, expect, it } from 'vitest';
import type { Order } from './order-facts.ts';
import { rhythmLine } from './rhythm-line.ts';

const settings = { currency: 'EUR', rates: [] };
const terms = { time_zone: 'UTC', settings, pauses: [] };
const order = (on: string, amount_minor = 100): Order => ({
  ...{ id: `${on} ${amount_minor}`, type: 'ORDER', on, amount_minor, currency: 'EUR', voided_at: null },
});
const account = { as_of_on: '2026-03-02', usual_gap_days: 7, late_after_days: 8.75, silent_after_days: 14 };

describe('the line of a rhythm', () => {
  it('has the order days with their values, and when the next order is expected, late and silent', () => {
    const line = rhythmLine(
      [order('2026-02-20'), order('2026-02-27'), order('2026-02-27', 50)],
      terms,
      account,
    );
    expect(line).toEqual({
      days: [
        { on: '2026-02-20', net_minor: 100n },
        { on: '2026-02-27', net_minor: 150n },
      ],
      expected_on: '2026-03-06',
      late_on: '2026-03-08',
      silent_on: '2026-03-14',
      today: '2026-03-02',
    });
  });

  it('waits for the end of a pause, and for ever while it is open', () => {
    const pause = (to_on: string | null) => ({ ...terms, pauses: [{ from_on: '2026-03-01', to_on }] });
    expect(rhythmLine([order('2026-02-27')], pause('2026-03-10'), account)?.expected_on).toBe('2026-03-16');
    expect(rhythmLine([order('2026-02-27')], pause(null), account)?.expected_on).toBeNull();
  });

  it('is none without an order, and names no day without limits', () => {
    const sample = { ...order('2026-02-27'), amount_minor: 0 };
    expect(rhythmLine([sample], terms, account)).toBeNull();
    const unknown = { ...account, usual_gap_days: null, late_after_days: null, silent_after_days: null };
    expect(rhythmLine([order('2026-02-27')], terms, unknown)).toMatchObject({
      ...{ expected_on: null, late_on: null, silent_on: null },
    });
  });
});
