// Reading "tomorrow 3pm". The present is Wednesday 13 May 2026, 11:30 in Berlin.
import { describe, expect, it } from 'vitest';
import { parseWhen } from './when.ts';

const now = '2026-05-13T09:30:00.000Z';
const read = (text: string, present = now, time_zone = 'Europe/Berlin') => {
  const result = parseWhen(text, { now: present, time_zone });
  if (!result.ok) return result.error.code;
  return 'on' in result.value ? result.value.on : result.value.until;
};

describe('a day without a time', () => {
  it.each([
    ['today', '2026-05-13'],
    ['tomorrow', '2026-05-14'],
    ['  Tomorrow ', '2026-05-14'],
    ['tmrw', '2026-05-14'],
    ['the day after tomorrow', '2026-05-15'],
    ['fri', '2026-05-15'],
    ['on Friday', '2026-05-15'],
    ['this friday', '2026-05-15'],
    ['tues', '2026-05-19'],
    ['wed', '2026-05-20'],
    ['next fri', '2026-05-22'],
    ['next week', '2026-05-18'],
    ['next month', '2026-06-01'],
    ['+3d', '2026-05-16'],
    ['3d', '2026-05-16'],
    ['in 2 weeks', '2026-05-27'],
    ['in a week', '2026-05-20'],
    ['in a month', '2026-06-13'],
    ['+2mo', '2026-07-13'],
    ['3 mar', '2027-03-03'],
    ['3rd of March', '2027-03-03'],
    ['Mar 3', '2027-03-03'],
    ['May 13', '2026-05-13'],
    ['1 sept 2026', '2026-09-01'],
    ['june 1st 2027', '2027-06-01'],
    ['29 feb', '2028-02-29'],
    ['2026-06-30', '2026-06-30'],
    ['3.6.', '2026-06-03'],
    ['3.6.2027', '2027-06-03'],
  ])('%s is %s', (text, on) => {
    expect(read(text)).toBe(on);
  });
});

describe('a time', () => {
  it.each([
    ['15:00', '2026-05-13T13:00:00.000Z'],
    ['at 3pm', '2026-05-13T13:00:00.000Z'],
    ['noon', '2026-05-13T10:00:00.000Z'],
    ['tomorrow 3pm', '2026-05-14T13:00:00.000Z'],
    ['tomorrow, 3:30 PM', '2026-05-14T13:30:00.000Z'],
    ['3pm tomorrow', '2026-05-14T13:00:00.000Z'],
    ['tomorrow morning', '2026-05-14T07:00:00.000Z'],
    ['tomorrow 12am', '2026-05-13T22:00:00.000Z'],
    ['tomorrow 12pm', '2026-05-14T10:00:00.000Z'],
    ['fri 14:30', '2026-05-15T12:30:00.000Z'],
    ['wed 14:30', '2026-05-13T12:30:00.000Z'],
    ['wed 11:30', '2026-05-20T09:30:00.000Z'],
    ['next wed 9:00', '2026-05-20T07:00:00.000Z'],
    ['+3d 10:00', '2026-05-16T08:00:00.000Z'],
    ['in 3 days at 3pm', '2026-05-16T13:00:00.000Z'],
    ['3 mar 10:00', '2027-03-03T09:00:00.000Z'],
    ['3.6. 10:00', '2026-06-03T08:00:00.000Z'],
    ['2026-06-03 10:00', '2026-06-03T08:00:00.000Z'],
    ['next week 8:05', '2026-05-18T06:05:00.000Z'],
    ['in 2 hours', '2026-05-13T11:30:00.000Z'],
    ['+30m', '2026-05-13T10:00:00.000Z'],
    ['in 45 min', '2026-05-13T10:15:00.000Z'],
    ['in an hour', '2026-05-13T10:30:00.000Z'],
    ['today 11:31', '2026-05-13T09:31:00.000Z'],
  ])('%s is %s', (text, until) => {
    expect(read(text)).toBe(until);
  });

  it('is meant on the clock and the day of the lead', () => {
    expect(read('tomorrow 3pm', '2026-05-13T20:00:00.000Z', 'Asia/Tokyo')).toBe('2026-05-15T06:00:00.000Z');
    expect(read('tomorrow', '2026-05-13T20:00:00.000Z', 'Asia/Tokyo')).toBe('2026-05-15');
  });

  it('that clocks skip moves forward', () => {
    expect(read('tomorrow 2:30', '2026-03-28T09:00:00.000Z')).toBe('2026-03-29T01:30:00.000Z');
  });
});

describe('what is refused', () => {
  it.each(['11:30', '9am', 'today 11:00', '2026-05-12', '3.6.2025', '3 mar 2026 10:00'])(
    '%s has passed',
    (text) => {
      expect(read(text)).toBe('when_in_the_past');
    },
  );

  it.each([
    '',
    'soon',
    'whenever it suits',
    'tomorrow tomorrow',
    '3',
    '25:00',
    '10:61',
    '13pm',
    '0am',
    '3:75pm',
    'tomorrow 3pm 4pm',
    '30 feb',
    '2026-02-30',
    '31.11.',
    '3/6',
    'fr',
    'in 2 hours 3pm',
    '3 xyz',
    'next',
  ])('"%s" is not understood', (text) => {
    expect(read(text)).toBe('when_not_understood');
  });

  it('is told in words, and briefly', () => {
    const result = parseWhen(`  ${'x'.repeat(500)}`, { now, time_zone: 'UTC' });
    expect(result.ok ? '' : result.error.detail).toBe(`"${'x'.repeat(80)}" names no day or time.`);
  });
});
