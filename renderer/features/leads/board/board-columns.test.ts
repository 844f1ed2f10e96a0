import { expect, test } from 'vitest';
import { BUILT_IN_STATES } from '#domain/settings/settings.ts';
import { aRow } from '../../../testing/a-row.ts';
import { besideColumn, boardColumns, placeAt, rowsBefore } from './board-columns.ts';

const NOW = '2026-03-02T12:00:00.000Z';
const facts = {
  states: BUILT_IN_STATES,
  wanted: null,
  exchange: { currency: 'EUR', rates: [{ currency: 'USD', on: '2026-01-01', rate: '0.5' }] },
  today: '2026-03-02',
};
const rowIn = (state: string, given: Parameters<typeof aRow>[2] = {}) => aRow(NOW, [], { state, ...given });

test('the stages stand in the order of the pipeline, each with its leads in the order of the list', () => {
  const rows = [rowIn('WON'), rowIn('PENDING', { name: 'First' }), rowIn('PENDING', { name: 'Second' })];
  const columns = boardColumns(rows, facts);
  expect(columns.map(({ state, rows: { length } }) => `${state} ${length}`)).toEqual([
    'PENDING 2',
    'REACHED_OUT 0',
    'QUALIFIED 0',
    'NEGOTIATION 0',
    'WON 1',
    'LOST 0',
  ]);
  expect(columns[0]?.rows.map(({ lead }) => lead.name)).toEqual(['First', 'Second']);
});

test('a stage that the settings do not name has a column of its own at the end', () => {
  expect(boardColumns([rowIn('OF_OLD')], facts).at(-1)).toMatchObject({
    state: 'OF_OLD',
    category: 'working',
  });
});

test('a filter by stage leaves only the columns that it asks for, in their usual order', () => {
  const columns = boardColumns([rowIn('WON')], { ...facts, wanted: ['WON', 'PENDING'] });
  expect(columns.map(({ state }) => state)).toEqual(['PENDING', 'WON']);
});

test('a column is worth what its leads may be worth, in the money of the workspace', () => {
  const rows = [
    rowIn('PENDING', { value_minor: 1_000, currency: 'EUR' }),
    rowIn('PENDING', { value_minor: 1_000, currency: 'USD' }),
    rowIn('PENDING', { value_minor: 9_999, currency: 'JPY' }),
    rowIn('PENDING'),
    rowIn('LOST'),
  ];
  const columns = boardColumns(rows, facts);
  expect(columns[0]?.value_minor).toBe(1_500);
  expect(columns.at(-1)).toMatchObject({ state: 'LOST', value_minor: null });
});

test('a place among all rows is a column and a row, and sideways goes past columns without leads', () => {
  const columns = boardColumns([rowIn('PENDING'), rowIn('PENDING'), rowIn('LOST')], facts);
  expect(placeAt(columns, 1)).toEqual({ column: 0, row: 1 });
  expect(placeAt(columns, 2)).toEqual({ column: 5, row: 0 });
  expect(placeAt(columns, 3)).toBeNull();
  expect(placeAt(columns, -1)).toBeNull();
  expect(rowsBefore(columns, 5)).toBe(2);
  expect(besideColumn(columns, 0, 1)).toBe(5);
  expect(besideColumn(columns, 5, 1)).toBe(5);
  expect(besideColumn(columns, 5, -1)).toBe(0);
});
