import { expect, test } from 'vitest';
import { allColumns, chosenColumns, tracksOf, usualColumns } from './lead-columns.ts';

const FIELDS = [
  { key: 'shoe', label: 'Shoe size', type: 'number' as const, required: false, options: null },
  { key: 'lines', label: 'Lines', type: 'multi-choice' as const, required: false, options: ['a'] },
];
const idsOf = (columns: readonly { id: string }[]) => columns.map(({ id }) => id);

test('the name stands first whatever is asked for, and what there is not is left out', () => {
  const all = allColumns(false, FIELDS);
  expect(idsOf(chosenColumns(all, ['city', 'assignee', 'custom.shoe', 'name', 'custom.gone']))).toEqual([
    'name',
    'city',
    'custom.shoe',
  ]);
});

test('the usual columns say whose a lead is to staff alone', () => {
  expect(usualColumns(allColumns(true, null))).toContain('assignee');
  expect(usualColumns(allColumns(false, null))).not.toContain('assignee');
});

test('own fields of the workspace are columns, and those of one value are an order too', () => {
  const own = allColumns(true, FIELDS).filter(({ id }) => id.startsWith('custom.'));
  expect(own).toMatchObject([{ label: 'Shoe size', sort: 'custom.shoe' }, { label: 'Lines' }]);
  expect(own[1]).not.toHaveProperty('sort');
});

test('the usual columns of staff fit the smallest window', () => {
  const { min } = tracksOf(chosenColumns(allColumns(true, null), undefined));
  expect(min).toBeLessThanOrEqual(1024 - 80);
});
