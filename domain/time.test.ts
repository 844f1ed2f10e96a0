import { describe, expect, it } from 'vitest';
import {
  addMinutes,
  dayIn,
  daySchema,
  instantOf,
  instantSchema,
  isDay,
  isTimeZone,
  timeZoneSchema,
} from './time.ts';

describe('instants', () => {
  it('are kept in UTC with milliseconds, whatever offset they were given in', () => {
    expect(instantSchema.parse('2026-03-09T08:00:00+05:30')).toBe('2026-03-09T02:30:00.000Z');
    expect(instantSchema.parse('2026-03-09T02:30:00.1239Z')).toBe('2026-03-09T02:30:00.123Z');
  });

  it.each(['2026-03-09', '2026-03-09T02:30:00', 'yesterday', '2026-13-09T02:30:00Z', ''])(
    'refuse %j',
    (value) => {
      expect(instantSchema.safeParse(value).success).toBe(false);
    },
  );

  it.each([
    '2026-02-30T10:00:00Z',
    '2026-01-01T25:00:00Z',
    '0000-12-31T23:00:00Z',
    '0001-01-01T10:00:00Z',
    '9999-12-31T23:59:59-14:00',
  ])('refuse %j, which no calendar or no database has', (value) => {
    expect(instantSchema.safeParse(value).success).toBe(false);
  });

  it('are moved by minutes and made from epoch milliseconds', () => {
    expect(addMinutes('2026-03-09T23:59:00.000Z', 2)).toBe('2026-03-10T00:01:00.000Z');
    expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('days', () => {
  it('exist, or are refused', () => {
    expect(daySchema.parse('2028-02-29')).toBe('2028-02-29');
    expect(daySchema.safeParse('2026-02-29').success).toBe(false);
    expect(daySchema.safeParse('29.02.2028').success).toBe(false);
    expect(isDay('nonsense')).toBe(false);
    expect(isDay('0000-01-01')).toBe(false);
    expect(isDay('9999-12-31')).toBe(true);
  });

  it('are those of the zone', () => {
    expect(dayIn('2026-06-30T18:45:00.000Z', 'Asia/Kolkata')).toBe('2026-07-01');
    expect(dayIn('2026-06-30T18:45:00.000Z', 'UTC')).toBe('2026-06-30');
  });
});

describe('zones', () => {
  it('are IANA names that are known', () => {
    expect(timeZoneSchema.safeParse('America/Argentina/Buenos_Aires').success).toBe(true);
    expect(isTimeZone('Etc/GMT+5')).toBe(true);
    for (const zone of ['Mars/Olympus', '+05:30', '', 'Europe/']) expect(isTimeZone(zone)).toBe(false);
  });
});
