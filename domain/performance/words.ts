// Plain English for the numbers in a reason: days, counts and percentages.

import { dayNumber } from '../plan/days.ts';
import { ENGLISH, type Tongue } from '../tongue.ts';
import { floorOf, isLess, minus, type Rational, ratio, rounded, times, toNumber } from './rational.ts';

/** "13 Jun", with the year when it is another than that of `today`. */
export const dayWords = (on: string, today: string, tongue: Tongue = ENGLISH): string =>
  tongue.day(dayNumber(on), on.slice(0, 4) === today.slice(0, 4) ? 'plain' : 'dated');

/** "1 day", "13.5 days". */
export const daysWords = (count: Rational | number, tongue: Tongue = ENGLISH): string => {
  const n = typeof count === 'number' ? count : toNumber(count);
  return tongue.say('{n, plural, one {{days} day} other {{days} days}}', { n, days: n });
};

/** "today", "1 day ago", "17 days ago". */
export const agoWords = (days: number, tongue: Tongue = ENGLISH): string =>
  days === 0 ? tongue.say('today') : tongue.say('{n, plural, one {# day} other {# days}} ago', { n: days });

const isInTenths = (value: Rational): boolean => (value.num * 1000n) % value.den === 0n;

/** "36 %", or tenths where they are exact: "32.5 %". A half goes up. */
export const percentWords = (value: Rational): string =>
  `${isInTenths(value) ? Number(rounded(times(value, ratio(1000)))) / 10 : rounded(times(value, ratio(100)))} %`;

/** As `percentWords` but cut instead of rounded, so that 79.96 % never reads as the 80 % that it misses. */
export const shareWords = (value: Rational): string =>
  isInTenths(value) ? percentWords(value) : `${floorOf(times(value, ratio(100)))} %`;

/** How far a ratio is from 1: its direction and percentage, or null when that is less than half a percent. */
export function changeOf(value: Rational): { up: boolean; percent: string } | null {
  const up = isLess(ratio(1), value);
  const distance = up ? minus(value, ratio(1)) : minus(ratio(1), value);
  return isLess(distance, ratio(1, 200)) ? null : { up, percent: percentWords(distance) };
}
