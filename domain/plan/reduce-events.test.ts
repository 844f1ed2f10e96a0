// Which events a desk must keep; that the plan stays the same is among the properties.
import { describe, expect, it } from 'vitest';
import { aCall, aCallback, aSnooze, aTry } from '../testing/plan-builders.ts';
import { bearsOnPlan, eventsThatMatter } from './reduce-events.ts';

describe('the events that matter', () => {
  const last = aCall('2026-05-04T08:00:00.000Z');
  const now = '2026-05-11T08:00:00.000Z';

  it('are the last counted call and what has happened since or will happen', () => {
    const kept = [
      last,
      aCallback('2026-05-04T08:00:00.000Z', { on: '2026-05-12' }),
      aSnooze('2026-05-05T08:00:00.000Z', { on: '2026-05-12' }),
      aTry('2026-05-06T08:00:00.000Z'),
      aCall('2026-05-20T08:00:00.000Z'),
      aTry('2026-05-21T08:00:00.000Z'),
    ];
    const left = [
      aCall('2026-04-04T08:00:00.000Z'),
      aTry('2026-05-04T07:00:00.000Z'),
      aCallback('2026-05-04T07:59:00.000Z', { on: '2026-05-12' }),
      aSnooze('2026-05-04T08:00:00.000Z', { on: '2026-05-12' }),
      aSnooze('2026-05-06T08:00:00.000Z', {}),
      aCall('2026-05-07T08:00:00.000Z', { type: 'EMAIL' }),
      aCall('2026-05-07T08:00:00.000Z', { outcome: 'WRONG_NUMBER' }),
      aCall('2026-05-20T08:00:00.000Z', { type: 'NOTE' }),
    ];
    expect(eventsThatMatter([...left, ...kept], now)).toEqual(kept);
    expect(eventsThatMatter([...kept, ...left], now)).toEqual(kept);
  });

  it('are one of two calls of the same instant, and all acts of a lead that nobody has called', () => {
    expect(eventsThatMatter([last, { ...last }], now)).toHaveLength(1);
    const act = aSnooze('2020-05-05T08:00:00.000Z', { on: '2026-05-12' });
    expect(eventsThatMatter([act], now)).toEqual([act]);
  });

  it('are never notes, mails and orders', () => {
    expect(bearsOnPlan(last)).toBe(true);
    expect(bearsOnPlan(aTry(now))).toBe(true);
    expect(bearsOnPlan(aCall(now, { type: 'ORDER', outcome: 'ORDER_PLACED' }))).toBe(false);
  });
});
