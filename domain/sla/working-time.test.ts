import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallHours } from '../lead/cadence.ts';
import { type Calendar, calendarOf } from '../plan/windows.ts';
import { anyDay, anyHours, anyInstant, anyZone } from '../testing/plan-arbitraries.ts';
import { addOpenMinutes, openMinutesBetween } from './working-time.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const calendar = (call_hours: CallHours | null, time_zone = 'Europe/Berlin', closed_dates: string[] = []) =>
  calendarOf({ time_zone, call_hours, closed_dates });
const walk = (of: Calendar, from: string, minutes: number) => {
  const at = addOpenMinutes(of, Date.parse(from), minutes);
  return at === null ? null : new Date(at).toISOString();
};
const always: [string, string][] = [['00:00', '00:00']];
const allWeek = (hours: [string, string][]): CallHours =>
  Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, hours]));

describe('working time', () => {
  it('runs while the lead is open, and waits over the night and the weekend', () => {
    const usual = calendar(null);
    expect(walk(usual, '2026-03-09T08:00:00.000Z', 120)).toBe('2026-03-09T10:00:00.000Z');
    expect(walk(usual, '2026-03-09T16:30:00.000Z', 120)).toBe('2026-03-10T09:30:00.000Z');
    expect(walk(usual, '2026-03-13T16:30:00.000Z', 60)).toBe('2026-03-16T08:30:00.000Z');
  });

  it('begins at the opening when it was asked for before, and ends at the closing itself', () => {
    const usual = calendar(null, 'UTC');
    expect(walk(usual, '2026-03-08T03:00:00.000Z', 540)).toBe('2026-03-09T18:00:00.000Z');
    expect(walk(usual, '2026-03-09T18:00:00.000Z', 1)).toBe('2026-03-10T09:01:00.000Z');
  });

  it('leaves out closed days and breaks', () => {
    const halves = allWeek([
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ]);
    expect(walk(calendar(halves, 'UTC', ['2026-03-10']), '2026-03-09T11:00:00.000Z', 360)).toBe(
      '2026-03-11T10:00:00.000Z',
    );
  });

  it('counts windows that overlap, or meet at midnight, once', () => {
    const overlapping = calendar(
      allWeek([
        ['08:00', '10:00'],
        ['09:00', '11:00'],
      ]),
      'UTC',
    );
    expect(walk(overlapping, '2026-03-09T08:00:00.000Z', 180)).toBe('2026-03-09T11:00:00.000Z');
    const night = calendar({ '1': [['22:00', '24:00']], '2': [['00:00', '02:00']] }, 'UTC');
    expect(walk(night, '2026-03-09T23:00:00.000Z', 120)).toBe('2026-03-10T01:00:00.000Z');
  });

  it('is an hour less on the day on which the clocks go forward, and an hour more when they go back', () => {
    const days = calendar(allWeek([['00:00', '06:00']]));
    expect(walk(days, '2026-03-28T23:00:00.000Z', 300)).toBe('2026-03-29T04:00:00.000Z');
    expect(walk(days, '2026-03-28T23:00:00.000Z', 301)).toBe('2026-03-29T22:01:00.000Z');
    expect(walk(days, '2026-10-24T22:00:00.000Z', 420)).toBe('2026-10-25T05:00:00.000Z');
  });

  it('never passes for a lead that does not open, or not for so long in ten years', () => {
    expect(walk(calendar({}), '2026-03-09T08:00:00.000Z', 1)).toBeNull();
    expect(walk(calendar({ '1': [['09:00', '09:01']] }), '2026-03-09T08:00:00.000Z', 600)).toBeNull();
  });
});

describe('working time of any lead from any instant', { timeout: 60_000 }, () => {
  const anyCalendar = fc
    .record({
      time_zone: anyZone,
      call_hours: anyHours,
      closed_dates: fc.array(anyDay, { maxLength: 5 }),
    })
    .map(calendarOf);
  // Windows begin and end at half hours and offsets at quarters, so that steps of five minutes meet every edge.
  const anyMinutes = fc.integer({ min: 1, max: 150 }).map((steps) => steps * 5);
  const anyFrom = anyInstant.map((instant) => Date.parse(instant));

  it('has been open for just so many minutes, and not a moment longer', () => {
    fc.assert(
      fc.property(anyCalendar, anyFrom, anyMinutes, (of, from, minutes) => {
        const until = addOpenMinutes(of, from, minutes);
        if (until === null) {
          expect(of.openFrom(from)).toBeNull();
          return;
        }
        fc.pre(until - from < 12 * DAY);
        const isOpen = (at: number) => of.openFrom(at) === at;
        let open = 0;
        for (let at = from; at < until; at += 5 * MINUTE) if (isOpen(at)) open += 5;
        expect(open).toBe(minutes);
        expect(isOpen(until - 1)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('may be walked in one go or in two', () => {
    fc.assert(
      fc.property(anyCalendar, anyFrom, anyMinutes, anyMinutes, (of, from, first, second) => {
        const between = addOpenMinutes(of, from, first);
        const walked = between === null ? null : addOpenMinutes(of, between, second);
        expect(walked).toBe(addOpenMinutes(of, from, first + second));
      }),
      { numRuns: 300 },
    );
  });

  it('is never over sooner for whoever came later', () => {
    const later = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(anyCalendar, anyFrom, later, anyMinutes, (of, from, by, minutes) => {
        const early = addOpenMinutes(of, from, minutes);
        const late = addOpenMinutes(of, from + by * MINUTE, minutes);
        expect((late ?? 0) >= (early ?? 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is the time of the wall where a lead never closes', () => {
    fc.assert(
      fc.property(anyZone, anyFrom, anyMinutes, (time_zone, from, minutes) => {
        const of = calendar(allWeek(always), time_zone);
        expect(addOpenMinutes(of, from, minutes)).toBe(from + minutes * MINUTE);
      }),
      { numRuns: 100 },
    );
  });
});

describe('open minutes between two instants', () => {
  const between = (of: Calendar, from: string, to: string) =>
    openMinutesBetween(of, Date.parse(from), Date.parse(to));

  it('leave out the night, and what lies before the opening and after the closing', () => {
    const usual = calendar(null, 'UTC');
    expect(between(usual, '2026-03-09T17:00:00.000Z', '2026-03-10T10:30:00.000Z')).toBe(150);
    expect(between(usual, '2026-03-09T03:00:00.000Z', '2026-03-09T23:00:00.000Z')).toBe(540);
  });

  it('are none over a weekend, of a lead without hours, and backwards', () => {
    const usual = calendar(null, 'UTC');
    expect(between(usual, '2026-03-14T08:00:00.000Z', '2026-03-15T20:00:00.000Z')).toBe(0);
    expect(between(calendar({}), '2026-03-09T08:00:00.000Z', '2026-03-12T08:00:00.000Z')).toBe(0);
    expect(between(usual, '2026-03-10T12:00:00.000Z', '2026-03-10T11:00:00.000Z')).toBe(0);
  });

  it('are those after which the walk through them ends', () => {
    fc.assert(
      fc.property(
        anyHours,
        anyZone,
        anyInstant,
        fc.integer({ min: 1, max: 3000 }),
        (hours, zone, at, minutes) => {
          const of = calendar(hours, zone);
          const end = addOpenMinutes(of, Date.parse(at), minutes);
          if (end !== null) expect(openMinutesBetween(of, Date.parse(at), end)).toBeCloseTo(minutes, 6);
        },
      ),
      { numRuns: 40 },
    );
  });
});
