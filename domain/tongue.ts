// A language that words are said in: messages with their plurals, days, times, numbers, money and lists. Messages bear
// their English words as names, so that English needs no catalog and what no catalog knows is said in English.
import { IntlMessageFormat } from 'intl-messageformat';
import { moneyText } from './money.ts';

/** What is put into a message, by name. */
export type Values = Readonly<Record<string, string | number>>;

/** How much of a day is said: "Mon", "Mon 9 Mar", "9 Mar", "9 Mar 2026", "Mon 9 Mar 2026", "Mar", "Mar 2026", "M". */
export type DayStyle = 'weekday' | 'near' | 'plain' | 'dated' | 'full' | 'month' | 'month_dated' | 'initial';

export interface Tongue {
  /** BCP 47, with the digits and the clock that are meant; for Intl. */
  readonly locale: string;
  /** A message by its English words (ICU MessageFormat), in this language. Throws where a value is missing. */
  say(message: string, values?: Values): string;
  /** The words of a message before anything is put in. */
  wordsOf(message: string): string;
  /** A day, by its number since 1970. */
  day(day: number, style: DayStyle): string;
  number(value: number, most?: number): string;
  /** An amount in minor units, exact: all decimals, none where they are zeros, or cut. */
  money(minor: bigint, currency: string, decimals?: 'all' | 'needed' | 'cut'): string;
  /** Things one after the other: "Mon, Tue". */
  list(things: readonly string[]): string;
}

/** Messages in one language by their English words. */
export type Catalog = Readonly<Record<string, string>>;

interface Language {
  locale: string;
  catalog: Catalog;
  /** Runs from right to left: what is put in is kept in its own order, as phone numbers and names in Latin letters. */
  rtl?: boolean;
}

type Said = (values: Values) => string;

/** A language with its catalog. It keeps each message that it has read once. */
export function createTongue({ locale, catalog, rtl = false }: Language): Tongue {
  const known = new Map<string, Said>();
  const wordsOf = (message: string): string => catalog[message] ?? message;
  const say = (message: string, values: Values = {}): string => {
    let said = known.get(message);
    if (said === undefined) {
      said = read(wordsOf(message), locale);
      known.set(message, said);
    }
    return said(rtl ? isolated(values) : values);
  };
  return { locale, say, wordsOf, ...(isEnglish(locale) ? englishParts(locale) : partsOf(locale)) };
}

// Source: Unicode UAX #9, 2.4.2: U+2068 first strong isolate, U+2069 its end.
const isolated = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && value !== '' && !CHOICES.has(value) ? `\u2068${value}\u2069` : value,
    ]),
  );

/** What chooses among the words of a message instead of being put in. */
const CHOICES: ReadonlySet<string> = new Set(['true', 'false', 'sorting']);

const isEnglish = (locale: string): boolean => locale === 'en';

// Most messages hold words and names only; they are put together without the formatter.
function read(words: string, locale: string): Said {
  const format = new IntlMessageFormat(words, locale, undefined, { ignoreTag: true });
  const parts = format.getAst();
  const plain = parts.every(({ type }) => type === LITERAL || type === ARGUMENT);
  if (!plain) return (values) => String(format.format(values));
  return (values) =>
    parts
      .map((part) => {
        const { value } = part as { value: string };
        if (part.type === LITERAL) return value;
        const given = values[value];
        if (given === undefined) throw new RangeError(`“${words}” needs ${value}`);
        return String(given);
      })
      .join('');
}

// The kinds of element of which a message without plurals consists. Source: @formatjs/icu-messageformat-parser, TYPE.
const LITERAL = 0;
const ARGUMENT = 1;

type Parts = Pick<Tongue, 'day' | 'number' | 'money' | 'list'>;

const numberOf = (locale: string): Parts['number'] => {
  const formats = new Map<number, Intl.NumberFormat>();
  return (value, most = 3) => {
    const format = formats.get(most) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: most });
    formats.set(most, format);
    return format.format(value);
  };
};

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;

// English is written from numbers alone, so that it is the same in every browser engine and on the server.
const englishParts = (locale: string): Parts => ({
  day: (day, style) => {
    const date = new Date(day * DAY_MS);
    const weekday = `${WEEKDAYS[date.getUTCDay()]}`;
    const month = `${MONTHS[date.getUTCMonth()]}`;
    const plain = `${date.getUTCDate()} ${month}`;
    const year = date.getUTCFullYear();
    switch (style) {
      case 'weekday':
        return weekday;
      case 'near':
        return `${weekday} ${plain}`;
      case 'plain':
        return plain;
      case 'dated':
        return `${plain} ${year}`;
      case 'full':
        return `${weekday} ${plain} ${year}`;
      case 'month':
        return month;
      case 'month_dated':
        return `${month} ${year}`;
      case 'initial':
        return month.charAt(0);
    }
  },
  number: numberOf(locale),
  money: (minor, currency, decimals = 'all') => {
    const text = moneyText(minor, currency);
    if (decimals === 'all') return text;
    return text.replace(decimals === 'cut' ? /\.\d+(?= )/ : /\.0+(?= )/, '');
  },
  list: (things) => things.join(', '),
});

const YEAR = { year: 'numeric' } as const;
const PLAIN = { day: 'numeric', month: 'short' } as const;
const WEEKDAY = { weekday: 'short' } as const;
const STYLES: Readonly<Record<DayStyle, Intl.DateTimeFormatOptions>> = {
  weekday: WEEKDAY,
  near: { ...WEEKDAY, ...PLAIN },
  plain: PLAIN,
  dated: { ...PLAIN, ...YEAR },
  full: { ...WEEKDAY, ...PLAIN, ...YEAR },
  month: { month: 'short' },
  month_dated: { month: 'short', ...YEAR },
  initial: { month: 'narrow' },
};

const ROUNDING = {
  all: {},
  needed: { trailingZeroDisplay: 'stripIfInteger' },
  cut: { minimumFractionDigits: 0, maximumFractionDigits: 0, roundingMode: 'trunc' },
} as const;

function partsOf(locale: string): Parts {
  const days = new Map<DayStyle, Intl.DateTimeFormat>();
  const amounts = new Map<string, Intl.NumberFormat>();
  const list = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' });
  return {
    day: (day, style) => {
      const format =
        days.get(style) ??
        new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: 'UTC', calendar: 'gregory' });
      days.set(style, format);
      return format.format(day * DAY_MS);
    },
    number: numberOf(locale),
    money: (minor, currency, decimals = 'all') => {
      const key = `${currency} ${decimals}`;
      const format =
        amounts.get(key) ??
        new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay: 'code',
          ...ROUNDING[decimals],
        } as Intl.NumberFormatOptions);
      amounts.set(key, format);
      return format.format(decimalText(minor, currency));
    },
    list: (things) => list.format(things),
  };
}

// The exact decimal text, as Intl takes it: "-1200.50".
const decimalText = (minor: bigint, currency: string): `${number}` =>
  moneyText(minor, currency).replaceAll(',', '').replace(/ .*$/, '') as `${number}`;

/** The language of the source. */
export const ENGLISH: Tongue = createTongue({ locale: 'en', catalog: {} });
