import { expect, test } from 'vitest';
import { leadViewSchema } from './lead-view.ts';

const VIEW = { id: '01890000-0000-7000-8000-000000000001', name: 'Mine, overdue', asks: {} };
const fits = (changes: object) => leadViewSchema.safeParse({ ...VIEW, ...changes }).success;

test('a view keeps what it asks for, also what only a newer program knows', () => {
  const asks = { state: ['WON'], desc: true, q: 'rye', of_tomorrow: ['x'] };
  expect(leadViewSchema.parse({ ...VIEW, asks })).toEqual({ ...VIEW, asks });
});

test('a view has a name, and asks for words, lists of words, or yes', () => {
  expect(fits({})).toBe(true);
  expect(fits({ name: ' ' })).toBe(false);
  expect(fits({ asks: { state: [{}] } })).toBe(false);
  expect(fits({ asks: { q: 'x'.repeat(201) } })).toBe(false);
  const many = Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`key${at}`, 'x']));
  expect(fits({ asks: many })).toBe(false);
});
