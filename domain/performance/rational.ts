// Exact fractions of BigInt. Every decision about an account compares these, so no device rounds differently.

/** A fraction in which `den` is always positive; not necessarily in lowest terms. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/** `num / den`. Throws RangeError for a zero `den` and for numbers that are not whole. */
export function ratio(num: bigint | number, den: bigint | number = 1n): Rational {
  const below = BigInt(den);
  if (below === 0n) throw new RangeError('a fraction needs a denominator other than zero');
  return below > 0n ? { num: BigInt(num), den: below } : { num: -BigInt(num), den: -below };
}

/** a + b. */
export const plus = (a: Rational, b: Rational): Rational =>
  ratio(a.num * b.den + b.num * a.den, a.den * b.den);

/** a - b. */
export const minus = (a: Rational, b: Rational): Rational =>
  ratio(a.num * b.den - b.num * a.den, a.den * b.den);

/** a × b. */
export const times = (a: Rational, b: Rational): Rational => ratio(a.num * b.num, a.den * b.den);

/** a ÷ b; throws RangeError when b is zero. */
export const over = (a: Rational, b: Rational): Rational => ratio(a.num * b.den, a.den * b.num);

/** Whether a < b, strictly. */
export const isLess = (a: Rational, b: Rational): boolean => a.num * b.den < b.num * a.den;

/** The greater of the two. */
export const greater = (a: Rational, b: Rational): Rational => (isLess(a, b) ? b : a);

/** `value` moved into [0, 1]. */
export function clampToOne(value: Rational): Rational {
  if (value.num < 0n) return ratio(0);
  return value.num > value.den ? ratio(1) : value;
}

/** The greatest whole number that is not above `value`. */
export function floorOf(value: Rational): bigint {
  const cut = value.num / value.den;
  return value.num % value.den < 0n ? cut - 1n : cut;
}

/** The nearest whole number; a half goes up. */
export const rounded = (value: Rational): bigint => floorOf(plus(value, ratio(1, 2)));

/** The fraction as a number for the wire: exact for halves, quarters and eighths of days. */
export const toNumber = (value: Rational): number => Number(value.num) / Number(value.den);

/** The fraction as a number with three decimals, half-up. */
export const toThousandths = (value: Rational): number => Number(rounded(times(value, ratio(1000)))) / 1000;
