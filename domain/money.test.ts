// Money: digits of a currency, the rate of a day, half-up conversion, and words.
import { describe, expect, it } from 'vitest';
import { convertMinor, minorDigits, moneyFrom, moneyText, rateOn } from './money.ts';

describe('the minor unit of a currency', () => {
  it.each([
    ['USD', 2],
    ['INR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['IQD', 3],
    ['KWD', 3],
    ['CLF', 4],
    ['XYZ', 2],
  ])('%s has %i decimals', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });
});

describe('the rate of a day', () => {
  const rates = [
    { currency: 'JPY', on: '2026-06-10', rate: '0.0070' },
    { currency: 'JPY', on: '2026-06-01', rate: '0.0061' },
    { currency: 'JPY', on: '2026-06-05', rate: '0.0065' },
    { currency: 'EUR', on: '2026-06-04', rate: '1.1' },
    { currency: 'JPY', on: '2026-06-05', rate: '0.0099' },
  ];

  it('is the latest on or before it, wherever it stands in the list', () => {
    expect(rateOn(rates, 'JPY', '2026-06-04')).toBe('0.0061');
    expect(rateOn(rates, 'JPY', '2026-06-10')).toBe('0.0070');
    expect(rateOn(rates, 'JPY', '2030-01-01')).toBe('0.0070');
  });

  it('is the first added of two for one day, so that adding never changes a conversion', () => {
    expect(rateOn(rates, 'JPY', '2026-06-05')).toBe('0.0065');
  });

  it('is missing before the first one and for a currency without any', () => {
    expect(rateOn(rates, 'JPY', '2026-05-31')).toBeNull();
    expect(rateOn(rates, 'CHF', '2026-06-10')).toBeNull();
  });
});

describe('conversion', () => {
  it('moves between currencies of different digits', () => {
    expect(convertMinor(10_000n, 'JPY', 'USD', '0.0061')).toBe(6_100n);
    expect(convertMinor(6_100n, 'USD', 'JPY', '163.934426')).toBe(10_000n);
    expect(convertMinor(1_234n, 'KWD', 'USD', '3')).toBe(370n);
  });

  it('rounds half a minor unit up and less than half down', () => {
    expect(convertMinor(1n, 'EUR', 'USD', '0.5')).toBe(1n);
    expect(convertMinor(1n, 'EUR', 'USD', '0.499999999999')).toBe(0n);
    expect(convertMinor(3n, 'EUR', 'USD', '0.5')).toBe(2n);
    expect(convertMinor(5n, 'EUR', 'JPY', '10')).toBe(1n);
  });

  it('stays exact where a double would not', () => {
    expect(convertMinor(1_000_000_000_000_000n, 'EUR', 'USD', '999999999999.999999999999')).toBe(
      999_999_999_999_999_999_999_999_000n,
    );
  });

  it.each(['', '-1', '1.', '.5', '1e3', '1,5', ' 1'])('refuses the rate "%s"', (rate) => {
    expect(() => convertMinor(1n, 'EUR', 'USD', rate)).toThrow(RangeError);
  });
});

describe('money in words', () => {
  it.each([
    [380_000n, 'USD', '3,800.00 USD'],
    [5n, 'USD', '0.05 USD'],
    [100n, 'USD', '1.00 USD'],
    [10_000n, 'JPY', '10,000 JPY'],
    [0n, 'JPY', '0 JPY'],
    [-123_456_789n, 'KWD', '-123,456.789 KWD'],
    [99_999n, 'USD', '999.99 USD'],
  ])('%s minor units of %s are %s', (amount, currency, words) => {
    expect(moneyText(amount, currency)).toBe(words);
  });
});

describe('an amount as people write it', () => {
  it.each([
    ['1200', 'EUR', 120_000],
    ['1200.5', 'EUR', 120_050],
    ['1,200.50', 'USD', 120_050],
    ['1.200,50', 'EUR', 120_050],
    ['1 234 567', 'EUR', 123_456_700],
    ['1,200', 'EUR', 120_000],
    ['0.105', 'EUR', null],
    ['12.10', 'JPY', null],
    ['12.00', 'JPY', 12],
    ['1.2505', 'KWD', null],
    ['1,200,50', 'EUR', null],
    ['-5', 'EUR', null],
    ['12 EUR', 'EUR', null],
    ['99999999999999999', 'EUR', null],
  ])('"%s" in %s are %s minor units', (text, currency, minor) => {
    expect(moneyFrom(text, currency)).toBe(minor);
  });
});
