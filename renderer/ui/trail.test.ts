import { expect, test } from 'vitest';
import { createTrail } from './trail.tsx';

test('says who stands before and after in the list that was looked at last', () => {
  const trail = createTrail();
  expect(trail.beside('a')).toBeNull();
  trail.lay({ label: 'Leads', ids: ['a', 'b', 'c'] });
  expect(trail.beside('a')).toEqual({ label: 'Leads', position: 1, count: 3, previous: null, next: 'b' });
  expect(trail.beside('c')).toMatchObject({ position: 3, previous: 'b', next: null });
  expect(trail.beside('of elsewhere')).toBeNull();
  trail.lay({ label: 'Accounts', ids: ['c', 'a'] });
  expect(trail.beside('a')).toMatchObject({ label: 'Accounts', previous: 'c', next: null });
});

test('leads back to the entry that was looked at last, in its own list alone', () => {
  const trail = createTrail();
  trail.lay({ label: 'Leads', ids: ['a', 'b'] });
  expect(trail.lastOf('Leads')).toBeNull();
  trail.arrive('b');
  expect(trail.lastOf('Leads')).toBe('b');
  expect(trail.lastOf('Today')).toBeNull();
});
