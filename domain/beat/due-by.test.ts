import { describe, expect, it } from 'vitest';
import { plan } from '../plan/plan.ts';
import { aCall, aPlanLead, aSnooze } from '../testing/plan-builders.ts';
import { fixedWeekdays, isDueBy } from './due-by.ts';

const NOW = '2026-03-02T12:00:00.000Z';
const ZONE = 'Europe/Berlin';
const planOf = (...events: Parameters<typeof plan>[1]) => plan(aPlanLead(), events, NOW, ZONE);

describe('a lead is due by a day', () => {
  it('when its plan is due on that day or before', () => {
    const last = aCall('2026-02-24T10:00:00.000Z');
    expect(isDueBy(planOf(last), '2026-03-02', ZONE)).toBe(false);
    expect(isDueBy(planOf(last), '2026-03-03', ZONE)).toBe(true);
    expect(isDueBy(planOf(last), '2026-03-09', ZONE)).toBe(true);
  });

  it('but not when it is put aside past it', () => {
    const events = [
      aCall('2026-02-20T10:00:00.000Z'),
      aSnooze('2026-03-02T09:00:00.000Z', { on: '2026-03-05' }),
    ];
    expect(isDueBy(planOf(...events), '2026-03-04', ZONE)).toBe(false);
    expect(isDueBy(planOf(...events), '2026-03-05', ZONE)).toBe(true);
  });

  it('never without a planned call', () => {
    expect(isDueBy({ bucket: 'NO_HOURS' }, '2026-03-03', ZONE)).toBe(false);
  });
});

describe('the fixed weekdays', () => {
  it('are those of a rhythm by weekdays, and none of any other', () => {
    const weekdays = { kind: 'weekdays', days: [2, 4], every_weeks: 1, anchor_on: '2026-03-02' } as const;
    expect(fixedWeekdays({ ...weekdays, days: [...weekdays.days] })).toEqual([2, 4]);
    expect(fixedWeekdays({ kind: 'days', n: 7 })).toEqual([]);
    expect(fixedWeekdays(null)).toEqual([]);
  });
});
