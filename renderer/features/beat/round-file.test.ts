import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { roundFile, stopUid, type TimedStop } from './round-file.ts';

const ids = createIds();
const USER = ids.next();
const ON = '2026-03-03';
const NOW = '2026-03-02T12:34:00.000Z';

const aStop = (given: Partial<TimedStop> = {}): TimedStop => ({
  lead_id: ids.next(),
  name: 'Nordlicht Bakery',
  begins: Date.parse('2026-03-03T08:00:00Z'),
  ends: Date.parse('2026-03-03T08:30:00Z'),
  time_zone: 'Europe/Berlin',
  location: null,
  point: null,
  description: '',
  ...given,
});
const fileOf = (...stops: TimedStop[]) => roundFile(stops, { user_id: USER, on: ON, now: NOW });

/** The events as another program reads them, with the file's own zones. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((part) => {
      const zone = new ICAL.Timezone(part);
      return [zone.tzid, zone];
    }),
  );
  const instantOf = (part: InstanceType<typeof ICAL.Component>, name: string) => {
    const property = part.getFirstProperty(name);
    const time = property?.getFirstValue();
    if (!(time instanceof ICAL.Time)) throw new Error(`no ${name}`);
    const zone = zones.get(String(property?.getFirstParameter('tzid')));
    if (zone) time.zone = zone;
    return new Date(time.toUnixTime() * 1000).toISOString();
  };
  return calendar.getAllSubcomponents('vevent').map((part) => ({
    uid: part.getFirstPropertyValue('uid'),
    summary: part.getFirstPropertyValue('summary'),
    location: part.getFirstPropertyValue('location'),
    description: part.getFirstPropertyValue('description'),
    begins: instantOf(part, 'dtstart'),
    ends: instantOf(part, 'dtend'),
  }));
}

describe('the calendar file of a round', () => {
  it('names each stop on the clock of its lead, with the zone beside it', () => {
    const text = fileOf(aStop(), aStop({ time_zone: 'America/New_York' }));
    expect(text).toContain('DTSTART;TZID=Europe/Berlin:20260303T090000\r\n');
    expect(text).toContain('DTEND;TZID=Europe/Berlin:20260303T093000\r\n');
    expect(text).toContain('DTSTART;TZID=America/New_York:20260303T030000\r\n');
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(2);
    expect(text).toContain(
      [
        'BEGIN:VTIMEZONE',
        'TZID:Europe/Berlin',
        'BEGIN:STANDARD',
        'DTSTART:20251026T030000',
        'TZOFFSETFROM:+0200',
        'TZOFFSETTO:+0100',
        'TZNAME:GMT+1',
        'END:STANDARD',
        'BEGIN:DAYLIGHT',
        'DTSTART:20260329T020000',
        'TZOFFSETFROM:+0100',
        'TZOFFSETTO:+0200',
        'TZNAME:GMT+2',
        'END:DAYLIGHT',
        'END:VTIMEZONE',
      ].join('\r\n'),
    );
    expect(read(text).map(({ begins, ends }) => [begins, ends])).toEqual([
      ['2026-03-03T08:00:00.000Z', '2026-03-03T08:30:00.000Z'],
      ['2026-03-03T08:00:00.000Z', '2026-03-03T08:30:00.000Z'],
    ]);
  });

  it.each([
    ['the night before clocks go forward', 'Europe/Berlin', '2026-03-29T00:30:00.000Z'],
    ['the hour after', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['the hour that comes twice, first', 'Europe/Berlin', '2026-10-25T00:15:00.000Z'],
    ['the hour that comes twice, again', 'Europe/Berlin', '2026-10-25T01:15:00.000Z'],
    ['half an hour of summer time', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
    ['a zone of three quarters', 'Asia/Kathmandu', '2026-05-05T05:05:00.000Z'],
    ['south of the equator', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['winter time that is put on', 'Europe/Dublin', '2026-12-01T09:00:00.000Z'],
  ])('means the same instant as the plan: %s', (_, time_zone, begins) => {
    const from = Date.parse(begins);
    const [event] = read(fileOf(aStop({ time_zone, begins: from, ends: from + 15 * 60_000 })));
    expect(event).toMatchObject({ begins, ends: new Date(from + 15 * 60_000).toISOString() });
  });

  it('gives a stop the same UID whenever it is exported, and others to other days, leads and people', () => {
    const stop = aStop();
    const later = roundFile([stop], { user_id: USER, on: ON, now: '2026-03-02T13:00:00.000Z' });
    expect(read(later)[0]?.uid).toBe(read(fileOf(stop))[0]?.uid);
    const sequence = (text: string) => Number(/SEQUENCE:(\d+)/.exec(text)?.[1]);
    expect(sequence(later)).toBeGreaterThan(sequence(fileOf(stop)));
    const uids = [
      stopUid(USER, ON, stop.lead_id),
      stopUid(USER, '2026-03-04', stop.lead_id),
      stopUid(USER, ON, ids.next()),
      stopUid(ids.next(), ON, stop.lead_id),
    ];
    expect(new Set(uids).size).toBe(4);
    expect(fileOf(stop)).toContain('DTSTAMP:20260302T123400Z\r\n');
  });

  it('escapes what has a meaning of its own, and keeps every line within 75 octets', () => {
    const name = 'Brot; Butter, Käse \\ Söhne';
    const description = `Zeile eins\nZeile zwei, ${'größer '.repeat(40)}${'🥐'.repeat(30)}`;
    const location = `Straße 1, ${'Ü'.repeat(90)}`;
    const text = fileOf(
      aStop({ name, description, location, point: { latitude: 52.52, longitude: -13.405 } }),
    );
    expect(text).toContain('SUMMARY:Brot\\; Butter\\, Käse \\\\ Söhne\r\n');
    expect(text).toContain('GEO:52.52;-13.405\r\n');
    const lines = text.split('\r\n');
    expect(lines.at(-1)).toBe('');
    const octets = lines.map((line) => new TextEncoder().encode(line).length);
    expect(Math.max(...octets)).toBeLessThanOrEqual(75);
    expect(octets.filter((count) => count > 60).length).toBeGreaterThan(4);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(read(text)[0]).toMatchObject({ summary: name, description, location });
  });

  it('holds the whole of a full day in one file', () => {
    const stops = Array.from({ length: 60 }, () => aStop());
    const events = read(fileOf(...stops));
    expect(events).toHaveLength(60);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(60);
  });
});
