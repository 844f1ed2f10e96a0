import { describe, expect, it } from 'vitest';
import { dayNumber } from './plan/days.ts';
import { createTongue, type DayStyle, ENGLISH } from './tongue.ts';

const TRIES = '{n, plural, one {# try} other {# tries}} for {name}';
const japanese = createTongue({ locale: 'ja', catalog: { today: '今日', [TRIES]: '{name}：{n} 回' } });
const arabic = createTongue({
  locale: 'ar-u-nu-latn',
  catalog: {
    [TRIES]:
      '{n, plural, zero {لا شيء} one {واحدة} two {اثنتان} few {# قليل} many {# كثير} other {# غير ذلك}} {name}',
  },
});
const STYLES: DayStyle[] = ['weekday', 'near', 'plain', 'dated', 'full', 'month', 'month_dated', 'initial'];

describe('a message', () => {
  it('is said by its English words where no catalog knows it', () => {
    expect(ENGLISH.say('today')).toBe('today');
    expect(japanese.say('tomorrow')).toBe('tomorrow');
    expect(japanese.say('today')).toBe('今日');
    expect(japanese.wordsOf('today')).toBe('今日');
  });

  it('has the plurals of its language', () => {
    expect([1, 2].map((n) => ENGLISH.say(TRIES, { n, name: 'Alder' }))).toEqual([
      '1 try for Alder',
      '2 tries for Alder',
    ]);
    expect(japanese.say(TRIES, { n: 2, name: 'Alder' })).toBe('Alder：2 回');
    expect([0, 1, 2, 3, 11, 100].map((n) => arabic.say(TRIES, { n, name: '' }).trim())).toEqual([
      'لا شيء',
      'واحدة',
      'اثنتان',
      '3 قليل',
      '11 كثير',
      '100 غير ذلك',
    ]);
  });

  it('keeps what is put in in its own order where one reads from right to left', () => {
    const rtl = createTongue({
      locale: 'ar',
      rtl: true,
      catalog: { a: '{is, select, true {نعم {phone}} other {لا}}' },
    });
    expect(rtl.say('a', { is: 'true', phone: '+49 30' })).toBe('نعم \u2068+49 30\u2069');
    expect(rtl.say('a', { is: 'false', phone: '' })).toBe('لا');
  });

  it('is not said where a value of it is missing', () => {
    expect(() => ENGLISH.say('last call {day}')).toThrow('needs day');
    expect(() => ENGLISH.say(TRIES, { name: 'Alder' })).toThrow();
  });
});

describe('a day', () => {
  const day = dayNumber('2026-03-09');

  it('is written in English from numbers alone', () => {
    expect(STYLES.map((style) => ENGLISH.day(day, style))).toEqual([
      'Mon',
      'Mon 9 Mar',
      '9 Mar',
      '9 Mar 2026',
      'Mon 9 Mar 2026',
      'Mar',
      'Mar 2026',
      'M',
    ]);
  });

  it('is written as its language does', () => {
    expect(STYLES.map((style) => japanese.day(day, style))).toEqual([
      '月',
      '3月9日(月)',
      '3月9日',
      '2026年3月9日',
      '2026年3月9日(月)',
      '3月',
      '2026年3月',
      '3月',
    ]);
    expect(japanese.day(day + 1, 'weekday')).toBe('火');
    expect(arabic.day(day, 'full')).toContain('2026');
  });
});

describe('numbers, money and lists', () => {
  it('are written in English alike everywhere', () => {
    expect(ENGLISH.number(12_300.1234)).toBe('12,300.123');
    expect(ENGLISH.number(0.123_456, 6)).toBe('0.123456');
    expect(ENGLISH.number(2.5)).toBe('2.5');
    expect(ENGLISH.money(120_050n, 'EUR')).toBe('1,200.50 EUR');
    expect(ENGLISH.money(120_000n, 'EUR', 'needed')).toBe('1,200 EUR');
    expect(ENGLISH.money(120_050n, 'EUR', 'cut')).toBe('1,200 EUR');
    expect(ENGLISH.list(['Mon', 'Wed', 'Fri'])).toBe('Mon, Wed, Fri');
  });

  it('are written as their language does, exact at any size', () => {
    const plain = (text: string) => text.replaceAll('\u00a0', ' ');
    expect(japanese.number(12_300)).toBe('12,300');
    expect(plain(japanese.money(120_050n, 'EUR'))).toBe('EUR 1,200.50');
    expect(plain(japanese.money(120_000n, 'EUR', 'needed'))).toBe('EUR 1,200');
    expect(plain(japanese.money(120_099n, 'EUR', 'cut'))).toBe('EUR 1,200');
    expect(plain(japanese.money(-900_719_925_474_099_301n, 'EUR'))).toBe('-EUR 9,007,199,254,740,993.01');
    expect(plain(japanese.money(-900_719_925_474_099_301n, 'EUR'))).toBe('-EUR 9,007,199,254,740,993.01');
    expect(japanese.list(['月', '水', '金'])).toBe('月、水、金');
  });
});
