// Exact fractions: signs, comparison, and the three ways out of them.
import { describe, expect, it } from 'vitest';
import {
  clampToOne,
  floorOf,
  greater,
  isLess,
  over,
  ratio,
  rounded,
  toNumber,
  toThousandths,
} from './rational.ts';

describe('a fraction', () => {
  it('keeps its sign above the line', () => {
    expect(ratio(1, -2)).toEqual({ num: -1n, den: 2n });
    expect(isLess(over(ratio(1), ratio(-2)), ratio(0))).toBe(true);
  });

  it('refuses a zero below the line and numbers that are not whole', () => {
    expect(() => ratio(1, 0)).toThrow(RangeError);
    expect(() => over(ratio(1), ratio(0))).toThrow(RangeError);
    expect(() => ratio(1.5)).toThrow(RangeError);
  });

  it('compares exactly where doubles are equal', () => {
    const [big, bigger] = [ratio(9_007_199_254_740_993n, 3n), ratio(9_007_199_254_740_994n, 3n)];
    expect(isLess(big, bigger)).toBe(true);
    expect(isLess(bigger, big)).toBe(false);
    expect(greater(big, bigger)).toBe(bigger);
    expect(greater(bigger, big)).toBe(bigger);
  });

  it('is cut downwards and rounded half-up, below zero too', () => {
    expect([floorOf(ratio(7, 2)), floorOf(ratio(-7, 2)), floorOf(ratio(-4, 2))]).toEqual([3n, -4n, -2n]);
    expect([rounded(ratio(5, 2)), rounded(ratio(-5, 2)), rounded(ratio(12, 5))]).toEqual([3n, -2n, 2n]);
  });

  it('becomes a number with three decimals, half-up', () => {
    expect(toThousandths(ratio(7, 11))).toBe(0.636);
    expect(toThousandths(ratio(6_365, 10_000))).toBe(0.637);
    expect(toThousandths(ratio(10_005, 10_000))).toBe(1.001);
    expect(Object.is(toThousandths(ratio(-1, 10_000)), 0)).toBe(true);
  });

  it('becomes an exact number when its denominator is a power of two', () => {
    expect(toNumber(ratio(35, 4))).toBe(8.75);
    expect(toNumber(ratio(135, 8))).toBe(16.875);
  });

  it('is held between 0 and 1', () => {
    expect(toNumber(clampToOne(ratio(-1, 3)))).toBe(0);
    expect(toNumber(clampToOne(ratio(4, 3)))).toBe(1);
    expect(toNumber(clampToOne(ratio(3, 4)))).toBe(0.75);
  });
});
