// Money as it is typed in several countries.
import { describe, expect, it } from 'vitest';
import { amountWords, parseAmount, wholeAmountWords } from './amount.ts';

describe('a typed amount', () => {
  it.each([
    ['1250', 125_000],
    ['1250.5', 125_050],
    ['1,250.50', 125_050],
    ['1.250,50', 125_050],
    ["1'250.50", 125_050],
    ['1 250', 125_000],
    ['1.250', 125_000],
    ['12.25', 1225],
    ['EUR 99', 9900],
    ['99 eur', 9900],
    ['0', 0],
    ['1.250.000', 125_000_000],
  ])('%s is read', (text, minor) => {
    expect(parseAmount(text, 'EUR')).toBe(minor);
  });

  it.each(['', 'abc', '-5', '1.2.3', '12.345.6', '1,250,50', '12.3456', '99999999999999999', '5 USD'])(
    '%s is none',
    (text) => {
      expect(parseAmount(text, 'EUR')).toBeNull();
    },
  );

  it('has no decimals in a currency without any, and three where it has three', () => {
    expect(parseAmount('10,000', 'JPY')).toBe(10_000);
    expect(parseAmount('10.5', 'JPY')).toBeNull();
    expect(parseAmount('1.2345', 'KWD')).toBeNull();
    expect(parseAmount('10.5', 'KWD')).toBe(10_500);
  });
});

it('is shown without decimals where it is whole', () => {
  expect(amountWords(125_000, 'EUR')).toBe('1,250 EUR');
  expect(amountWords(125_050, 'EUR')).toBe('1,250.50 EUR');
  expect(amountWords(10_000, 'JPY')).toBe('10,000 JPY');
});

it('is shown without decimals in lists', () => {
  expect(wholeAmountWords(125_099, 'EUR')).toBe('1,250 EUR');
});
