// Money as people type and read it. Amounts are integers of minor units everywhere else.
import { MAX_MINOR } from '#domain/fields.ts';
import { minorDigits } from '#domain/money.ts';
import { tongue } from '../words/say.ts';

/**
 * What was typed, in minor units of the currency: "1200", "1,200.50", "1.200,50", "1 200". Null when it is no amount,
 * has more decimals than the currency, or is too large.
 */
export function parseAmount(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const plain = text.replace(/[\s'’_]/g, '').replace(new RegExp(`^${currency}|${currency}$`, 'i'), '');
  const match = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*|\d+)(?:([.,])(\d{1,4}))?$/.exec(plain);
  if (!match || (match[2] !== undefined && match[2] === match[3])) return null;
  const decimals = match[4] ?? '';
  if (decimals.length > digits) return null;
  const minor = Number(`${match[1]?.replace(/[.,]/g, '')}${decimals.padEnd(digits, '0')}`);
  return minor <= MAX_MINOR ? minor : null;
}

/** "1,200.50 EUR"; whole amounts without decimals. */
export const amountWords = (minor: number, currency: string): string =>
  tongue().money(BigInt(minor), currency, 'needed');

/** "1,200 EUR": without decimals, for lists; the decimals are cut, not rounded. */
export const wholeAmountWords = (minor: number, currency: string): string =>
  tongue().money(BigInt(minor), currency, 'cut');
