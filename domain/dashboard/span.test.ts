import { describe, expect, it } from 'vitest';
import { dayText } from '../plan/days.ts';
import { monthsUpTo, SPANS, spanOf } from './span.ts';

describe('the span of a dashboard', () => {
  it('is whole days of the person, up to today', () => {
    const firsts = SPANS.map((name) =>
      dayText(spanOf(name, '2026-05-14T22:30:00.000Z', 'Europe/Berlin').first),
    );
    expect(firsts).toEqual(['2026-05-15', '2026-05-11', '2026-05-01', '2026-04-16', '2026-04-01']);
  });

  it('begins and ends at the midnights of the person, on the day on which the clocks change too', () => {
    const span = spanOf('today', '2026-03-29T10:00:00.000Z', 'Europe/Berlin');
    expect(new Date(span.from).toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(new Date(span.to).toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(dayText(span.last)).toBe('2026-03-29');
  });

  it('knows the months before, over the turn of a year', () => {
    const { last } = spanOf('month', '2026-02-10T10:00:00.000Z', 'UTC');
    expect(monthsUpTo(last, 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });
});
