// Money in minor units: how many a currency has, which stored rate holds on a day, exact conversion, plain text.
// The digits are a table and not asked of Intl: its answers come from CLDR, differ from ISO 4217 (IQD, AFN, UGX)
// and change with the runtime, while every device and the server must convert to the same unit.

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** An append-only exchange rate: from day `on` one unit of `currency` is worth `rate` units of the workspace's. */
export interface ExchangeRate {
  currency: string;
  on: string;
  /** A decimal number as text ("0.0061"), so that no float ever touches it. */
  rate: string;
}

/** Decimals of a currency's minor unit: 2 for USD and any unknown code, 0 for JPY. Source: ISO 4217, table A.1. */
export const minorDigits = (currency: string): number => DIGITS.get(currency) ?? 2;

/**
 * The latest rate of `currency` on or before the day `on`, as decimal text; null when there is none.
 * Of two rates for one day the first in the list holds, so that appending never changes an earlier conversion.
 */
export function rateOn(rates: readonly ExchangeRate[], currency: string, on: string): string | null {
  let latest: ExchangeRate | null = null;
  for (const candidate of rates) {
    if (candidate.currency !== currency || candidate.on > on) continue;
    if (latest === null || candidate.on > latest.on) latest = candidate;
  }
  return latest === null ? null : latest.rate;
}

/**
 * `amountMinor` (zero or more) of `from` in minor units of `to`, half-up, at `rate` units of `to` for one of `from`.
 * Throws RangeError when the rate is not plain decimal text.
 */
export function convertMinor(amountMinor: bigint, from: string, to: string, rate: string): bigint {
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(rate);
  if (parts === null) throw new RangeError(`not a decimal rate: ${rate}`);
  const fraction = parts[2] ?? '';
  const numerator = amountMinor * BigInt(`${parts[1]}${fraction}`) * 10n ** BigInt(minorDigits(to));
  const denominator = 10n ** BigInt(minorDigits(from) + fraction.length);
  return (2n * numerator + denominator) / (2n * denominator);
}

/** Plain English text of an amount in minor units, exact at any size: "3,800.00 USD", "-10,000 JPY". */
export function moneyText(amountMinor: bigint, currency: string): string {
  const digits = minorDigits(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const plain = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(digits + 1, '0');
  const whole = plain.slice(0, plain.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = digits === 0 ? '' : `.${plain.slice(-digits)}`;
  return `${sign}${whole}${decimals} ${currency}`;
}

/**
 * The minor units of a decimal amount as people write it ("1200", "1200.5", "1,200.50", "1.200,50"); null where it is none, or
 * finer than the currency. Of two signs the last one parts the decimals; one sign before three digits parts thousands.
 */
export function moneyFrom(text: string, currency: string): number | null {
  const parts = /^([1-9]\d{0,2}([., ])\d{3}(?:\2\d{3})*|\d+)(?:([.,])(\d{1,4}))?$/.exec(text);
  if (parts === null || (parts[2] !== undefined && parts[2] === parts[3])) return null;
  const [, whole = '', , , decimals = ''] = parts;
  const digits = minorDigits(currency);
  const kept = decimals.replace(/0+$/, '');
  if (kept.length > digits) return null;
  const minor = Number(whole.replace(/\D/g, '') + kept.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}
