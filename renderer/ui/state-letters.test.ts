import { expect, test } from 'vitest';
import { BUILT_IN_STATES } from '#domain/settings/settings.ts';
import { stateLetters } from './state-letters.ts';

test('the built-in states have their first letters', () => {
  expect([...stateLetters(BUILT_IN_STATES.map(({ name }) => name)).keys()].join('')).toBe('prwlqn');
});

test('a letter that is taken gives way to the next one of the name, then to a digit', () => {
  expect([...stateLetters(['WON', 'WAITING', 'W', 'WW'])]).toEqual([
    ['w', 'WON'],
    ['a', 'WAITING'],
    ['1', 'W'],
    ['2', 'WW'],
  ]);
});
