import { expect, it } from 'vitest';
import { closedDates } from '#domain/plan/lead.ts';
import { aPoc } from '#domain/testing/builders.ts';
import { aRow } from '../../testing/a-row.ts';
import { type Candidate, candidateOf } from './beat-rows.ts';
import { roundStops, timedStops, wayWords, wholeWay } from './round-stops.ts';

const NOW = '2026-03-02T12:00:00.000Z';
const ON = '2026-03-03';
const ROUND = { stops: [], minutes: 30, starts_at_minute: 540 } as const;
const terms = {
  on: ON,
  time_zone: 'Europe/Berlin',
  now: NOW,
  hoursOf: ({ row }: Candidate) => ({
    time_zone: row.time_zone,
    call_hours: row.lead.call_hours,
    closed_dates: closedDates(row.lead, {}),
  }),
};
const stop = (given = {}, more = {}) => candidateOf(aRow(NOW, [], given, more), null);
const stopsOf = (...stops: Candidate[]) => roundStops(stops, { ...ROUND, stops: [] }, terms);

it('gives each stop its time, the hours of that day, and the way from the last known point', () => {
  const [north, lost, south] = [
    stop({ custom: { lat: 52.6, lon: 13.4 } }),
    stop({ call_hours: {} }),
    stop({ custom: { lat: 52.5, lon: 13.4 }, call_hours: { '2': [['13:00', '15:00']] } }),
  ];
  const stops = stopsOf(north, lost, south);
  expect(stops.map(({ begins }) => begins && new Date(begins).toISOString().slice(11, 16))).toEqual([
    ...['08:00', null, '12:00'],
  ]);
  expect(stops.map(({ hours }) => hours)).toEqual(['09:00–18:00', '', '13:00–15:00']);
  expect(stops.map(({ way_km }) => way_km && Math.round(way_km))).toEqual([null, null, 11]);
  expect(Math.round(wholeWay(stops) ?? 0)).toBe(11);
  expect(wholeWay(stopsOf(lost))).toBeNull();
});

it('begins today at the next five minutes', () => {
  const [first] = roundStops(
    [stop()],
    { ...ROUND, stops: [] },
    {
      ...terms,
      on: '2026-03-02',
      now: '2026-03-02T12:01:30.000Z',
    },
  );
  expect(first?.begins).toBe(Date.parse('2026-03-02T12:05:00Z'));
});

it('sends to the calendar what has a time, with place, contact and reason', () => {
  const poc = aPoc({ name: 'Mara Lind', phone: '+49 30 1' });
  const open = stop(
    { name: 'Alder', address: 'Mühle 1', city: 'Berlin', time_zone: 'Europe/Berlin' },
    { pocs: [poc] },
  );
  const [timed, ...more] = timedStops(stopsOf(stop({ call_hours: {} }), open));
  expect(more).toEqual([]);
  expect(timed).toMatchObject({ name: 'Alder', location: 'Mühle 1, Berlin', time_zone: 'Europe/Berlin' });
  expect(timed?.description).toContain('Mara Lind, +49 30 1\n');
  expect(timed?.description).toMatch(/\nOpen 09:00–18:00$/);
});

it.each([
  [0.04, '40 m'],
  [0.354, '350 m'],
  [0.999, '1 km'],
  [4.24, '4.2 km'],
  [9.97, '10 km'],
  [120.4, '120 km'],
])('says %f km as %s', (kilometres, words) => {
  expect(wayWords(kilometres)).toBe(words);
});
