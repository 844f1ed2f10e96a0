// Call windows: midnight, overlaps, gaps and repeats of the clock, and the search for the next opening.
import { describe, expect, it } from 'vitest';
import type { CallHours } from '../lead/cadence.ts';
import { dayNumber, dayText } from './days.ts';
import { calendarOf } from './windows.ts';

const open = (call_hours: CallHours | null, time_zone = 'Europe/Berlin', closed_dates: string[] = []) =>
  calendarOf({ time_zone, call_hours, closed_dates });
const every = (...windows: [string, string][]): CallHours => ({
  '1': windows,
  '2': windows,
  '3': windows,
  '4': windows,
  '5': windows,
  '6': windows,
  '7': windows,
});
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const on = (calendar: ReturnType<typeof open>, day: string) =>
  calendar.windowsOn(dayNumber(day)).map(({ opens, closes }) => [iso(opens), iso(closes)]);
const from = (calendar: ReturnType<typeof open>, at: string) => iso(calendar.openFrom(Date.parse(at)));

describe('call windows', () => {
  it('are Monday to Friday, 09:00 to 18:00, where a lead names none', () => {
    expect(on(open(null), '2026-05-15')).toEqual([['2026-05-15T07:00:00.000Z', '2026-05-15T16:00:00.000Z']]);
    expect(on(open(null), '2026-05-16')).toEqual([]);
    expect(on(open({}), '2026-05-15')).toEqual([]);
  });

  it('are none on a closed day', () => {
    expect(on(open(null, 'Europe/Berlin', ['2026-05-15']), '2026-05-15')).toEqual([]);
    expect(
      on(calendarOf({ time_zone: 'UTC', call_hours: null, closed_dates: null }), '2026-05-15'),
    ).toHaveLength(1);
  });

  it('close the next day where they close at or before their opening', () => {
    expect(on(open({ '5': [['22:00', '02:00']] }), '2026-05-15')).toEqual([
      ['2026-05-15T20:00:00.000Z', '2026-05-16T00:00:00.000Z'],
    ]);
    expect(on(open({ '5': [['00:00', '00:00']] }), '2026-05-15')).toEqual([
      ['2026-05-14T22:00:00.000Z', '2026-05-15T22:00:00.000Z'],
    ]);
    expect(on(open({ '5': [['09:00', '24:00']] }), '2026-05-15')).toEqual([
      ['2026-05-15T07:00:00.000Z', '2026-05-15T22:00:00.000Z'],
    ]);
  });

  it('come by opening, whatever order they are written in', () => {
    const calendar = open(
      {
        '5': [
          ['14:00', '18:00'],
          ['08:00', '12:00'],
        ],
      },
      'UTC',
    );
    expect(on(calendar, '2026-05-15').map(([opens]) => opens)).toEqual([
      '2026-05-15T08:00:00.000Z',
      '2026-05-15T14:00:00.000Z',
    ]);
  });

  it('move forward by the gap where clocks skip their opening, and their closing', () => {
    const spring = '2026-03-29';
    expect(on(open({ '7': [['02:30', '05:00']] }), spring)).toEqual([
      ['2026-03-29T01:30:00.000Z', '2026-03-29T03:00:00.000Z'],
    ]);
    expect(on(open({ '7': [['01:00', '02:30']] }), spring)).toEqual([
      ['2026-03-29T00:00:00.000Z', '2026-03-29T01:30:00.000Z'],
    ]);
  });

  it('are dropped where a gap empties them', () => {
    const calendar = open({
      '7': [
        ['02:30', '03:30'],
        ['02:15', '03:00'],
      ],
    });
    expect(on(calendar, '2026-03-29')).toEqual([]);
    expect(on(calendar, '2026-04-05')).toHaveLength(2);
  });

  it('open at the earlier and close at the later of two equal clock times', () => {
    expect(on(open({ '7': [['01:00', '02:00']] }, 'America/New_York'), '2026-11-01')).toEqual([
      ['2026-11-01T05:00:00.000Z', '2026-11-01T07:00:00.000Z'],
    ]);
    expect(on(open({ '7': [['01:30', '01:45']] }, 'America/New_York'), '2026-11-01')).toEqual([
      ['2026-11-01T05:30:00.000Z', '2026-11-01T06:45:00.000Z'],
    ]);
  });
});

describe('the next open instant', () => {
  it('is the present inside a window, the opening before it, and half-open at its end', () => {
    const calendar = open(null, 'UTC');
    expect(from(calendar, '2026-05-15T08:59:59.999Z')).toBe('2026-05-15T09:00:00.000Z');
    expect(from(calendar, '2026-05-15T09:00:00.000Z')).toBe('2026-05-15T09:00:00.000Z');
    expect(from(calendar, '2026-05-15T17:59:59.999Z')).toBe('2026-05-15T17:59:59.999Z');
    expect(from(calendar, '2026-05-15T18:00:00.000Z')).toBe('2026-05-18T09:00:00.000Z');
  });

  it('is found in the window that opened the day before', () => {
    const calendar = open({ '5': [['22:00', '02:00']] }, 'UTC', ['2026-05-16']);
    expect(from(calendar, '2026-05-16T01:00:00.000Z')).toBe('2026-05-16T01:00:00.000Z');
    expect(from(calendar, '2026-05-16T02:00:00.000Z')).toBe('2026-05-22T22:00:00.000Z');
  });

  it('is found inside overlapping windows', () => {
    const calendar = open(
      {
        '5': [
          ['09:00', '12:00'],
          ['10:00', '11:00'],
          ['08:00', '10:30'],
        ],
      },
      'UTC',
    );
    expect(from(calendar, '2026-05-15T11:30:00.000Z')).toBe('2026-05-15T11:30:00.000Z');
    expect(from(calendar, '2026-05-15T00:00:00.000Z')).toBe('2026-05-15T08:00:00.000Z');
  });

  it('is the present at any time of a lead that never closes', () => {
    const calendar = open(every(['00:00', '00:00']), 'America/Santiago');
    for (const at of ['2026-09-06T03:59:00.000Z', '2026-09-06T04:00:00.000Z', '2026-04-05T03:30:00.000Z']) {
      expect(from(calendar, at)).toBe(at);
    }
  });

  it('is none where no day opens, and none where 370 days are closed', () => {
    expect(from(open({}), '2026-05-15T08:00:00.000Z')).toBeNull();
    const closed = Array.from({ length: 372 }, (_, day) => dayText(dayNumber('2026-05-14') + day));
    expect(from(open(every(['09:00', '18:00']), 'UTC', closed), '2026-05-15T08:00:00.000Z')).toBeNull();
  });

  it('is the earliest one where a whole day is skipped and its windows come to lie on the next', () => {
    const calendar = open({ '5': [['20:00', '21:00']], '6': [['09:00', '12:00']] }, 'Pacific/Apia');
    expect(from(calendar, '2011-12-30T09:00:00.000Z')).toBe('2011-12-30T19:00:00.000Z');
  });

  it('is found in the window that opened before a skipped day and closes after it', () => {
    const calendar = open({ '4': [['22:00', '02:00']] }, 'Pacific/Apia');
    expect(from(calendar, '2011-12-30T11:59:59.999Z')).toBe('2011-12-30T11:59:59.999Z');
    expect(from(calendar, '2011-12-30T12:00:00.000Z')).toBe('2012-01-05T08:00:00.000Z');
  });
});

describe('open days', () => {
  it('are searched for 370 days, the last one included', () => {
    const closed = Array.from({ length: 370 }, (_, day) => dayText(dayNumber('2026-05-15') + day));
    const start = dayNumber('2026-05-15');
    expect(open(every(['09:00', '18:00']), 'UTC', closed).openDayFrom(start)).toBe(start + 370);
    const one = dayText(start + 370);
    expect(open(every(['09:00', '18:00']), 'UTC', [...closed, one]).openDayFrom(start)).toBeNull();
  });

  it('are counted after the first day and up to the last, each closed day once', () => {
    const calendar = open(null, 'UTC', ['2026-05-20', '2026-05-20', '2026-05-23', '2026-06-30']);
    const between = (first: string, last: string) =>
      calendar.openDaysBetween(dayNumber(first), dayNumber(last));
    expect(between('2026-05-15', '2026-05-15')).toBe(0);
    expect(between('2026-05-15', '2026-05-17')).toBe(0);
    expect(between('2026-05-15', '2026-05-18')).toBe(1);
    expect(between('2026-05-15', '2026-05-25')).toBe(5);
    expect(between('1969-12-26', '1970-01-05')).toBe(6);
  });
});
