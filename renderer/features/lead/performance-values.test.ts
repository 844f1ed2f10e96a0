import { expect, test } from 'vitest';
import { aMetric } from '#domain/testing/builders.ts';
import { changesOf } from './form.ts';
import { performanceFrom, performanceValuesOf } from './performance-values.ts';

const EMPTY = performanceValuesOf(null, 'EUR');

test('what people have set comes back unchanged', () => {
  const metric = aMetric({
    expected_interval_days: 14,
    monthly_target_minor: 500_000,
    pauses: [{ from_on: '2026-03-01', to_on: null }],
    override: { rating: 'WATCH', reason: 'Owner is abroad', expires_on: '2026-03-31' },
  });
  const fields = performanceFrom(performanceValuesOf(metric, 'EUR'), 'EUR');
  expect(fields.ok && changesOf(metric, fields.value)).toEqual({});
});

test('empty fields set nothing', () => {
  expect(performanceFrom(EMPTY, 'EUR')).toEqual({
    ok: true,
    value: { expected_interval_days: null, monthly_target_minor: null, pauses: [], override: null },
  });
});

test('each wrong field has its words; a rating by hand needs a reason and a last day', () => {
  const wrong = performanceFrom(
    {
      ...EMPTY,
      expected_interval_days: '2 weeks',
      monthly_target: 'lots',
      pauses: [{ key: 0, from_on: '2026-03-05', to_on: '2026-03-01' }],
      rating: 'WELL',
      reason: ' ',
    },
    'EUR',
  );
  expect(wrong.ok ? [] : Object.keys(wrong.error).sort()).toEqual([
    'expected_interval_days',
    'expires_on',
    'monthly_target',
    'pauses',
    'reason',
  ]);
});
