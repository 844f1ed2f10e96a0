import { expect, test } from 'vitest';
import type { Cadence } from '#domain/lead/cadence.ts';
import { cadenceFrom, cadenceValuesOf } from './cadence-values.ts';

const MONDAY = '2026-03-02';

test.each<Cadence | null>([
  null,
  { kind: 'none' },
  { kind: 'days', n: 14 },
  { kind: 'workdays', n: 3 },
  { kind: 'month_day', day: 31 },
  { kind: 'weekdays', days: [2, 5], every_weeks: 2, anchor_on: '2026-01-05' },
])('the rhythm %j goes into the form and comes out the same', (cadence) => {
  expect(cadenceFrom(cadenceValuesOf(cadence, MONDAY))).toEqual({ ok: true, value: cadence });
});

test('a wrong number says so at its field', () => {
  const values = cadenceValuesOf(null, MONDAY);
  const errorsOf = (changes: Partial<typeof values>) => {
    const result = cadenceFrom({ ...values, ...changes });
    return result.ok ? {} : Object.keys(result.error);
  };
  expect(errorsOf({ kind: 'days', n: '0' })).toEqual(['n']);
  expect(errorsOf({ kind: 'workdays', n: 'often' })).toEqual(['n']);
  expect(errorsOf({ kind: 'month_day', n: '32' })).toEqual(['n']);
  expect(errorsOf({ kind: 'weekdays', days: [] })).toEqual(['days']);
  expect(errorsOf({ kind: 'weekdays', every_weeks: '9' })).toEqual(['every_weeks']);
  expect(errorsOf({ kind: 'weekdays', anchor_on: '' })).toEqual(['anchor_on']);
});
