import { expect, it } from 'vitest';
import { leads } from './tables/documents.ts';

it.each([
  ['2026-03-09 02:30:00+00', '2026-03-09T02:30:00.000Z'],
  ['2026-03-09 02:30:00.5+00', '2026-03-09T02:30:00.500Z'],
  ['2026-03-09 02:30:00.123+00', '2026-03-09T02:30:00.123Z'],
  ['0001-01-03 00:00:00+00', '0001-01-03T00:00:00.000Z'],
  ['2026-03-09 02:30:00+01', '2026-03-09T01:30:00.000Z'],
  ['2026-03-08 23:00:00.05-03:30', '2026-03-09T02:30:00.050Z'],
])('an instant that the database writes as %s is %s', (text, instant) => {
  expect(leads.created_at.mapFromDriverValue(text)).toBe(instant);
});
