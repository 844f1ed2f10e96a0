// Plain English for the numbers in a reason: days, counts and percentages.
import { floorOf, isLess, minus, type Rational, ratio, rounded, times, toNumber } from './rational.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "13 Jun", with the year when it is another than that of `today`. */
export function dayWords(on: string, today: string): string {
  const words = `${Number(on.slice(8, 10))} ${MONTHS[Number(on.slice(5, 7)) - 1]}`;
  return on.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${on.slice(0, 4)}`;
}

/** "1 day", "13.5 days". */
export const daysWords = (count: Rational | number): string => {
  const value = typeof count === 'number' ? count : toNumber(count);
  return `${value} ${value === 1 ? 'day' : 'days'}`;
};

/** "today", "1 day ago", "17 days ago". */
export const agoWords = (days: number): string => (days === 0 ? 'today' : `${daysWords(days)} ago`);

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
