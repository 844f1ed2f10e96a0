// Values of documents in words, as two sides are compared.
import { expect, it } from 'vitest';
import { fieldWord, valueWords } from './value-words.ts';

const context = {
  timeZone: 'America/New_York',
  ownZone: 'Europe/Berlin',
  currency: 'EUR',
  nameOf: (id: string) => (id === 'u1' ? 'Kira Solberg' : null),
};
const words = (field: string, value: unknown, document = {}) => valueWords(field, value, context, document);

it.each([
  ['city', 'Halle', 'Halle'],
  ['city', null, '–'],
  ['custom', {}, '–'],
  ['state', 'REACHED_OUT', 'Reached out'],
  ['outcome', 'NO_ANSWER', 'No answer'],
  ['outcome', 'FROM_A_NEWER_PROGRAM', 'FROM_A_NEWER_PROGRAM'],
  ['type', 'VIDEO', 'Video call'],
  ['direction', 'in', 'they called'],
  ['direction', 'out', 'outgoing'],
  ['kind', 'organization', 'Organization'],
  ['country', 'DE', 'Germany'],
  ['tags', ['rye', 'wholesale'], 'rye, wholesale'],
  ['tags', 'not a list', 'not a list'],
  ['closed_dates', ['2026-12-24'], 'Thu 24 Dec 2026'],
  ['cadence', null, 'as usual'],
  ['cadence', { kind: 'days', n: 7 }, 'Called every 7 days'],
  ['cadence', { kind: 'by moon', phase: 'full' }, 'kind: by moon\nphase: full'],
  ['call_hours', null, 'the usual hours'],
  ['call_hours', {}, 'never open'],
  ['call_hours', { '1': [['09:00', '12:00']] }, 'Mon 09:00-12:00'],
  ['pauses', [{ from_on: '2026-03-02', to_on: null }], 'Mon 2 Mar 2026 to further notice'],
  [
    'override',
    { rating: 'WATCH', reason: 'New buyer', expires_on: '2026-04-01' },
    'Watch through Wed 1 Apr 2026: New buyer',
  ],
  ['resume', { kind: 'file', name: 'cv.pdf', size: 3 }, 'cv.pdf'],
  ['duration_s', 240, '4 min'],
  ['expected_interval_days', 30, '30 days'],
  ['assignee_id', null, 'nobody'],
  ['assignee_id', 'u1', 'Kira Solberg'],
  ['poc_id', 'who', 'somebody not known here'],
  ['revive_on', '2026-03-02', 'Mon 2 Mar 2026'],
  ['do_not_call', true, 'yes'],
  ['is_primary', false, 'no'],
  ['tier', 'A', 'A'],
  ['a_number', 5, '5'],
  ['custom', { colour: 'red', visits: 2 }, 'colour: red\nvisits: 2'],
  ['note', 'first line\nsecond line', 'first line\nsecond line'],
])('%s of %j', (field, value, expected) => {
  expect(words(field, value)).toBe(expected);
});

it('shows moments on both clocks', () => {
  expect(words('occurred_at', '2026-03-02T13:00:00.000Z')).toBe(
    'Mon 2 Mar 2026, 08:00 in America/New_York; Mon 2 Mar 2026, 14:00 in Europe/Berlin (yours)',
  );
});

it('shows amounts in the currency of their document, else in the usual one', () => {
  expect(words('value_minor', 120_050, { currency: 'USD' })).toBe('1,200.50 USD');
  expect(words('value_minor', 120_000)).toBe('1,200 EUR');
  expect(words('amount_minor', 'a lot')).toBe('a lot');
});

it('names fields as the forms do', () => {
  expect(['city', 'value_minor', 'own_thing'].map(fieldWord)).toEqual(['City', 'Potential', 'Own thing']);
});
