// The fast arithmetic against Temporal itself, over years in which zones moved their clocks and their dates.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dayNumber, dayText } from './days.ts';
import { createZone, zoneOf } from './zone.ts';

const anyZone = fc.constantFrom(
  'Europe/Berlin',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Gaza',
  'UTC',
);
const anyMoment = fc.integer({ min: Date.parse('2008-01-01T00:00Z'), max: Date.parse('2036-01-01T00:00Z') });

describe('a zone', { timeout: 60_000 }, () => {
  it('tells the local day and minute as Temporal does', () => {
    fc.assert(
      fc.property(anyZone, anyMoment, (id, at) => {
        const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(id);
        const zone = zoneOf(id);
        expect(dayText(zone.dayOf(at))).toBe(there.toPlainDate().toString());
        expect(zone.minuteOf(at)).toBe(there.hour * 60 + there.minute);
      }),
      { numRuns: 1000 },
    );
  });

  it('turns wall clocks into instants as Temporal does', () => {
    const anyMinute = fc.integer({ min: 0, max: 2880 });
    fc.assert(
      fc.property(anyZone, anyMoment, anyMinute, (id, at, minutes) => {
        const zone = zoneOf(id);
        const day = zone.dayOf(at);
        const wall = Temporal.PlainDateTime.from(dayText(day)).add({ minutes });
        const instant = (disambiguation: 'compatible' | 'later') =>
          wall.toZonedDateTime(id, { disambiguation }).epochMilliseconds;
        expect(zone.instantOf(day, minutes, 'opening')).toBe(instant('compatible'));
        expect(zone.instantOf(day, minutes, 'closing')).toBe(instant('later'));
        expect(zone.startOf(day)).toBe(
          Temporal.PlainDate.from(dayText(day)).toZonedDateTime(id).epochMilliseconds,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('says how long the local day lasts, and never too long', () => {
    fc.assert(
      fc.property(anyZone, anyMoment, (id, at) => {
        const zone = zoneOf(id);
        const until = zone.dayHoldsUntil(at);
        expect(until).toBeGreaterThan(at);
        expect(zone.dayOf(until - 1)).toBe(zone.dayOf(at));
      }),
    );
  });

  it('begins the day at 01:00 where midnight is skipped', () => {
    const zone = zoneOf('Africa/Cairo');
    expect(new Date(zone.startOf(dayNumber('2026-04-24'))).toISOString()).toBe('2026-04-23T22:00:00.000Z');
  });

  it('goes from one day to the next but one where the date line moved', () => {
    const zone = zoneOf('Pacific/Apia');
    const lastMoment = Date.parse('2011-12-30T09:59:59Z');
    expect(dayText(zone.dayOf(lastMoment))).toBe('2011-12-29');
    expect(dayText(zone.dayOf(lastMoment + 1000))).toBe('2011-12-31');
    expect(zone.startOf(dayNumber('2011-12-30'))).toBe(lastMoment + 1000);
  });

  it('forgets when it has learnt too much, and still answers the same', () => {
    const zone = createZone('Europe/Berlin');
    const summer = Date.parse('2026-07-01T12:00Z');
    const before = zone.minuteOf(summer);
    for (let year = 0; year < 330; year += 1)
      zone.dayOf(Date.parse('1800-01-01T00:00Z') + year * 366 * DAY_MS);
    expect(zone.minuteOf(summer)).toBe(before);
    expect(before).toBe(14 * 60);
  });

  it('is refused by an unknown name', () => {
    expect(() => zoneOf('Mars/Olympus').dayOf(0)).toThrow(RangeError);
  });

  it('is kept, but not for ever', () => {
    const first = zoneOf('Europe/Paris');
    expect(zoneOf('Europe/Paris')).toBe(first);
    for (let index = 0; index < 800; index += 1) zoneOf(`Nowhere/${index}`);
    expect(zoneOf('Europe/Paris')).not.toBe(first);
  });
});
