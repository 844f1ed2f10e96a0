// Spans of days without pauses, against a count day by day.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, firstOfMonth, unpausedDayAfter, unpausedDays } from './days.ts';

const open = (from_on: string) => ({ from_on, to_on: null });

describe('calendar days', () => {
  it('go over the ends of months and leap years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  });

  it('know the first of this, the last and the next month', () => {
    expect(firstOfMonth('2026-01-31', -1)).toBe('2025-12-01');
    expect(firstOfMonth('2026-01-31', 0)).toBe('2026-01-01');
    expect(firstOfMonth('2026-12-05', 1)).toBe('2027-01-01');
  });
});

describe('unpaused days', () => {
  it('count the last day of a span and not its first', () => {
    const pause = (on: string) => [{ from_on: on, to_on: on }];
    expect(unpausedDays('2026-06-01', '2026-06-08', [])).toBe(7);
    expect(unpausedDays('2026-06-01', '2026-06-08', pause('2026-06-01'))).toBe(7);
    expect(unpausedDays('2026-06-01', '2026-06-08', pause('2026-06-08'))).toBe(6);
  });

  it('take away a day once, however many pauses hold it', () => {
    const pauses = [
      { from_on: '2026-06-04', to_on: '2026-06-05' },
      { from_on: '2026-06-02', to_on: '2026-06-04' },
      { from_on: '2026-06-03', to_on: '2026-06-03' },
    ];
    expect(unpausedDays('2026-06-01', '2026-06-11', pauses)).toBe(6);
  });

  it('stop for good at an open pause', () => {
    expect(unpausedDays('2026-06-01', '2027-06-01', [open('2026-06-03')])).toBe(1);
    expect(unpausedDayAfter('2026-06-01', 1, [open('2026-06-03')])).toBe('2026-06-02');
    expect(unpausedDayAfter('2026-06-01', 2, [open('2026-06-03')])).toBeNull();
  });

  it('never end after the year 9999', () => {
    expect(unpausedDayAfter('2026-06-01', 9, [{ from_on: '2026-06-03', to_on: '9999-12-31' }])).toBeNull();
  });

  const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-02-01', days));
  const pauses = fc.array(
    fc
      .tuple(day, fc.option(fc.integer({ min: 0, max: 12 }), { freq: 6 }))
      .map(([from_on, length]) => ({ from_on, to_on: length === null ? null : addDays(from_on, length) })),
    { maxLength: 5 },
  );
  const isPaused = (on: string, all: { from_on: string; to_on: string | null }[]) =>
    all.some(({ from_on, to_on }) => from_on <= on && (to_on === null || on <= to_on));

  it('are those that a count day by day finds', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 80 }), pauses, (from, length, all) => {
        const to = addDays(from, length);
        let count = 0;
        for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) count += isPaused(on, all) ? 0 : 1;
        expect(unpausedDays(from, to, all)).toBe(count);
      }),
    );
  });

  it('are passed on the first day that reaches the count', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), pauses, (from, count, all) => {
        const on = unpausedDayAfter(from, count, all);
        const reached = on ?? addDays(from, 4_000);
        expect(unpausedDays(from, reached, all) >= count).toBe(on !== null);
        expect(unpausedDays(from, addDays(reached, -1), all)).toBeLessThan(count);
      }),
    );
  });
});
