// The five rhythms: month ends, leap days, early credit, weeks between and open days.
import { describe, expect, it } from 'vitest';
import type { Cadence } from '../lead/cadence.ts';
import { nominalAfter } from './cadence.ts';
import { dayNumber, dayText } from './days.ts';
import { calendarOf } from './windows.ts';

const calendar = (closed_dates: string[] = []) =>
  calendarOf({ time_zone: 'Europe/Berlin', call_hours: null, closed_dates });

const next = (cadence: Cadence, last: string, closed: string[] = []) => {
  const day = nominalAfter(cadence, dayNumber(last), calendar(closed));
  return typeof day === 'number' ? dayText(day) : day;
};
const weekly = (days: number[], every_weeks = 1, anchor_on = '2026-01-05'): Cadence => ({
  kind: 'weekdays',
  days,
  every_weeks,
  anchor_on,
});
const monthly = (day: number): Cadence => ({ kind: 'month_day', day });

describe('a rhythm of days', () => {
  it('adds plain days, over month ends, leap days and changes of clocks', () => {
    expect(next({ kind: 'none' }, '2026-05-04')).toBeNull();
    expect(next({ kind: 'days', n: 7 }, '2026-03-27')).toBe('2026-04-03');
    expect(next({ kind: 'days', n: 1 }, '2028-02-28')).toBe('2028-02-29');
    expect(next({ kind: 'days', n: 730 }, '2026-05-04')).toBe('2028-05-03');
  });

  it('counts open days only, where it is one of workdays', () => {
    expect(next({ kind: 'workdays', n: 1 }, '2026-05-15')).toBe('2026-05-18');
    expect(next({ kind: 'workdays', n: 3 }, '2026-05-13')).toBe('2026-05-18');
    expect(next({ kind: 'workdays', n: 3 }, '2026-05-13', ['2026-05-14', '2026-05-18'])).toBe('2026-05-20');
  });

  it('counts open days of a lead that opens once a week, well past a year', () => {
    const thursdays = calendarOf({
      time_zone: 'UTC',
      call_hours: { '4': [['09:00', '10:00']] },
      closed_dates: [],
    });
    const day = nominalAfter({ kind: 'workdays', n: 60 }, dayNumber('2026-05-13'), thursdays);
    expect(day).toBe(dayNumber('2026-05-14') + 59 * 7);
  });

  it('has no open day to count where there are no hours', () => {
    const never = calendarOf({ time_zone: 'UTC', call_hours: {}, closed_dates: [] });
    expect(nominalAfter({ kind: 'workdays', n: 2 }, dayNumber('2026-05-13'), never)).toBe('NO_HOURS');
  });
});

describe('a rhythm of weekdays', () => {
  it('asks for the first of its days after the call', () => {
    expect(next(weekly([3]), '2026-05-13')).toBe('2026-05-20');
    expect(next(weekly([1]), '2026-05-14')).toBe('2026-05-18');
  });

  it('credits Saturday and Sunday for Monday, but not Friday', () => {
    expect(next(weekly([1]), '2026-05-15')).toBe('2026-05-18');
    expect(next(weekly([1]), '2026-05-16')).toBe('2026-05-25');
    expect(next(weekly([1]), '2026-05-17')).toBe('2026-05-25');
  });

  it('measures the gap from the occurrence before', () => {
    expect(next(weekly([2, 5]), '2026-05-11')).toBe('2026-05-15');
    expect(next(weekly([2, 5]), '2026-05-14')).toBe('2026-05-15');
    expect(next(weekly([2, 3]), '2026-05-11')).toBe('2026-05-13');
    expect(next(weekly([2, 3]), '2026-05-12')).toBe('2026-05-13');
  });

  it('skips the weeks between, counted from the anchor in both directions', () => {
    expect(next(weekly([1], 2), '2026-01-05')).toBe('2026-01-19');
    expect(next(weekly([1], 2), '2026-01-13')).toBe('2026-01-19');
    expect(next(weekly([1], 2), '2026-01-15')).toBe('2026-02-02');
    expect(next(weekly([1], 2, '2026-06-01'), '2026-05-05')).toBe('2026-05-18');
    expect(next(weekly([5], 8), '2026-01-09')).toBe('2026-03-06');
  });

  it('credits over the turn of two weeks: 30 % of 11 days is 3', () => {
    expect(next(weekly([1, 4], 2), '2026-01-15')).toBe('2026-01-19');
    expect(next(weekly([1, 4], 2), '2026-01-16')).toBe('2026-01-22');
  });

  it('takes the week of an anchor that is no Monday, and days that stand twice', () => {
    expect(next(weekly([1], 2, '2026-01-08'), '2026-01-05')).toBe('2026-01-19');
    expect(next(weekly([3, 3]), '2026-05-13')).toBe('2026-05-20');
    expect(next(weekly([1, 2, 3, 4, 5, 6, 7]), '2026-05-13')).toBe('2026-05-14');
  });
});

describe('a rhythm of month days', () => {
  it('keeps its day through short months', () => {
    expect(next(monthly(31), '2026-01-30')).toBe('2026-02-28');
    expect(next(monthly(31), '2026-02-28')).toBe('2026-03-31');
    expect(next(monthly(31), '2026-03-31')).toBe('2026-04-30');
    expect(next(monthly(30), '2028-02-01')).toBe('2028-02-29');
    expect(next(monthly(29), '2028-02-29')).toBe('2028-03-29');
  });

  it('credits a call within 30 % of the month that ends with it', () => {
    expect(next(monthly(15), '2026-05-06')).toBe('2026-06-15');
    expect(next(monthly(15), '2026-05-05')).toBe('2026-05-15');
    expect(next(monthly(15), '2026-03-07')).toBe('2026-04-15');
    expect(next(monthly(15), '2026-03-06')).toBe('2026-03-15');
  });

  it('goes over the turn of the year', () => {
    expect(next(monthly(1), '2026-12-01')).toBe('2027-01-01');
    expect(next(monthly(1), '2026-12-25')).toBe('2027-02-01');
    expect(next(monthly(10), '2026-12-20')).toBe('2027-01-10');
  });

  it('works before 1970 too', () => {
    expect(next(monthly(31), '1969-11-15')).toBe('1969-11-30');
    expect(next(weekly([1]), '1969-12-24')).toBe('1969-12-29');
  });
});
