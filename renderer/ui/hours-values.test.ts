import { expect, test } from 'vitest';
import { hoursWords, weekTextOf, windowsFrom } from './hours-values.ts';

test('hours are read as people write them', () => {
  expect(windowsFrom('9-12, 13:00 - 18.30')).toEqual([
    ['09:00', '12:00'],
    ['13:00', '18:30'],
  ]);
  expect(windowsFrom('22 to 4')).toEqual([['22:00', '04:00']]);
  expect(windowsFrom('09:00–24:00')).toEqual([['09:00', '24:00']]);
  expect(windowsFrom('')).toEqual([]);
  expect(windowsFrom('closed')).toEqual([]);
});

test('what is no hours is refused, not guessed', () => {
  for (const text of [
    '9',
    '9-25',
    '24:00-9',
    '9-12-15',
    'morning',
    '9-12; 13-18',
    '1-2,2-3,3-4,4-5,5-6,6-7,7-8',
  ])
    expect(windowsFrom(text)).toBeNull();
});

test('what is shown in the fields is read back as it was', () => {
  const hours = {
    '1': [['00:30', '04:00']],
    '3': [
      ['09:00', '12:00'],
      ['14:00', '18:00'],
    ],
  } satisfies Parameters<typeof weekTextOf>[0];
  const week = weekTextOf(hours);
  expect(week['2']).toBe('');
  expect(windowsFrom(week['3'])).toEqual(hours['3']);
  expect(windowsFrom(week['1'])).toEqual(hours['1']);
});

test('days that follow each other with equal hours are one line', () => {
  expect(hoursWords(null)).toEqual(['Mon–Fri 09:00-18:00']);
  expect(
    hoursWords({ '1': [['09:00', '12:00']], '2': [['09:00', '12:00']], '4': [['09:00', '12:00']] }),
  ).toEqual(['Mon–Tue 09:00-12:00', 'Thu 09:00-12:00']);
  expect(hoursWords({})).toEqual([]);
});
