import { expect, test } from 'vitest';
import { parseLeadsSearch } from '../leads-search.ts';
import { asksOf, isChanged, searchOf, starterViews } from './lead-views.ts';

const VIEW = { id: 'v1', name: 'North', asks: { tag: ['north'], sort: 'due', of_tomorrow: 'x' } };

test('a view opens as far as it is understood, and the address names it', () => {
  expect(searchOf(VIEW)).toEqual({ tag: ['north'], sort: 'due', view: 'v1' });
});

test('the place in the list is no part of what is asked for; any other difference is a change', () => {
  const search = parseLeadsSearch({ sort: 'due', tag: ['north'], at: 'somewhere', view: 'v1' });
  expect(isChanged(VIEW, search)).toBe(false);
  expect(isChanged(VIEW, { ...search, desc: true })).toBe(true);
  expect(isChanged(VIEW, { ...search, cols: ['city'] })).toBe(true);
  expect(isChanged(VIEW, { sort: 'due', view: 'v1' })).toBe(true);
});

test('columns belong to the table', () => {
  expect(asksOf({ cols: ['city'], at: 'x' })).toEqual({ cols: ['city'] });
  expect(asksOf({ cols: ['city'], as: 'board' })).toEqual({ as: 'board' });
});

test('the views to begin with are understood whole, and those about others are for staff', () => {
  for (const view of starterViews(true)) expect(asksOf(searchOf(view))).toEqual(view.asks);
  const names = (staff: boolean) => starterViews(staff).map(({ name }) => name);
  expect(names(true)).toContain('Without an assignee');
  expect(names(false)).not.toContain('Without an assignee');
});
