import { expect, test } from 'vitest';
import type { Performance } from '#domain/performance/performance.ts';
import type { AccountRow } from '../../replica/desk-types.ts';
import { aRow } from '../../testing/a-row.ts';
import { accountGroups } from './account-sections.ts';
import { changeWords, gapWords, lastOrderWords, trendWords } from './account-words.ts';

const PERFORMANCE: Performance = {
  status: 'WELL',
  computed_status: 'WELL',
  overridden: null,
  score: 50,
  n: 3,
  days_since: 4,
  usual_gap_days: 7,
  q80_days: 7,
  late_after_days: 8.75,
  silent_after_days: 14,
  trend: null,
  value_ratio: null,
  gap_ratio: null,
  target_ratio: null,
  reasons: [],
  partial: false,
  dormant: false,
  next_change_on: null,
  as_of_on: '2026-03-02',
};
const account = (name: string, status: Performance['status'], city: string | null = null): AccountRow => ({
  ...aRow('2026-03-02T12:00:00.000Z', [], { name, city, state: 'WON' }),
  account: { ...PERFORMANCE, status },
  trade: { orders: [], metric: null, time_zone: 'UTC' },
});
const shape = (rows: AccountRow[], text = '') =>
  accountGroups(rows, text).map(({ status, rows: own }) => [status, ...own.map(({ lead }) => lead.name)]);

test('who asks for attention comes first, weakest first; of those who do well the strongest', () => {
  const rows = [
    account('Weak', 'UNDER'),
    account('Fair', 'WELL'),
    account('Late', 'WATCH'),
    account('Young', 'NEW'),
    account('Less weak', 'UNDER'),
    account('Best', 'WELL'),
    account('Calm', 'STEADY'),
  ];
  expect(shape(rows)).toEqual([
    ['UNDER', 'Weak', 'Less weak'],
    ['WATCH', 'Late'],
    ['NEW', 'Young'],
    ['WELL', 'Best', 'Fair'],
    ['STEADY', 'Calm'],
  ]);
});

test('a text narrows by name and city, accents and case ignored', () => {
  const rows = [account('Café Olé', 'WELL'), account('Alder', 'WELL', 'São Paulo'), account('Birch', 'WELL')];
  expect(shape(rows, ' cafe')[3]).toEqual(['WELL', 'Café Olé']);
  expect(shape(rows, 'SAO')[3]).toEqual(['WELL', 'Alder']);
});

test('figures are words, and a dash stands for what is unknown', () => {
  expect(gapWords({ usual_gap_days: 13.5 })).toBe('every 13.5 d');
  expect(gapWords({ usual_gap_days: null })).toBe('');
  expect(lastOrderWords({ days_since: 0 })).toBe('today');
  expect(lastOrderWords({ days_since: 17 })).toBe('17 d ago');
  expect(lastOrderWords({ days_since: null })).toBe('none yet');
  expect(trendWords({ trend: 0.636 })).toBe('▼ 36 %');
  expect(trendWords({ trend: 1.2 })).toBe('▲ 20 %');
  expect(trendWords({ trend: 1.004 })).toBe('± 0 %');
  expect(trendWords({ trend: null })).toBe('');
  expect(changeWords({ next_change_on: '2026-03-03', as_of_on: '2026-03-02' })).toBe('tomorrow');
  expect(changeWords({ next_change_on: null, as_of_on: '2026-03-02' })).toBe('');
});
