// Days and moments in short words.
import { describe, expect, it } from 'vitest';
import { clockLabel, dayLabel, momentLabel, spanLabel, zonePlace } from './day-words.ts';

describe('a day seen from Wednesday 4 March 2026', () => {
  it.each([
    ['2026-03-03', 'yesterday'],
    ['2026-03-04', 'today'],
    ['2026-03-05', 'tomorrow'],
    ['2026-03-06', 'Fri'],
    ['2026-03-10', 'Tue'],
    ['2026-03-11', 'Wed 11 Mar'],
    ['2026-02-20', 'Fri 20 Feb'],
    ['2025-12-31', '31 Dec 2025'],
    ['2027-01-01', '1 Jan 2027'],
  ])('%s is %s', (on, words) => {
    expect(dayLabel(on, '2026-03-04')).toBe(words);
  });
});

it('a moment is told on the wall clock of its zone, and its day too', () => {
  const at = '2026-03-04T23:30:00.000Z';
  expect(momentLabel(at, 'UTC', '2026-03-04T08:00:00.000Z')).toBe('today 23:30');
  expect(momentLabel(at, 'Asia/Kolkata', '2026-03-04T08:00:00.000Z')).toBe('tomorrow 05:00');
  expect(clockLabel(at, 'America/New_York')).toBe('18:30');
});

it('a zone is named by its place', () => {
  expect(zonePlace('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  expect(zonePlace('UTC')).toBe('UTC');
});

it.each([
  [30_000, 'now'],
  [59 * 60_000, '59 min'],
  [60 * 60_000, '1 h'],
  [47 * 3_600_000, '47 h'],
  [48 * 3_600_000, '2 d'],
])('a span of %i ms is %s', (milliseconds, words) => {
  const from = '2026-03-04T08:00:00.000Z';
  expect(spanLabel(from, new Date(Date.parse(from) + milliseconds).toISOString())).toBe(words);
});
