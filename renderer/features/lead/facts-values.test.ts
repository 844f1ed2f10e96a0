import { expect, test } from 'vitest';
import { aLead } from '#domain/testing/builders.ts';
import { EMPTY_FACTS, factsFrom, factsOf, plainAmount } from './facts-values.ts';
import { changesOf } from './form.ts';

test('facts that nobody touches are no change', () => {
  const lead = aLead({
    phone: '+49 30 1234',
    tags: ['north'],
    value_minor: 120_050,
    currency: 'EUR',
    country: 'DE',
    tier: 'A',
  });
  const facts = factsFrom(factsOf(lead), 'USD');
  expect(facts.ok && changesOf(lead, facts.value)).toEqual({});
});

test('only what differs is written, an emptied field as null', () => {
  const lead = aLead({ phone: '+49 30 1234', city: 'Bremen' });
  const facts = factsFrom({ ...factsOf(lead), phone: '  ', city: 'Porto' }, 'EUR');
  expect(facts.ok && changesOf(lead, facts.value)).toEqual({ phone: null, city: 'Porto' });
});

test('an amount without a currency is in the workspace’s', () => {
  const facts = factsFrom({ ...EMPTY_FACTS, name: 'Alder', value: '1,200.50' }, 'EUR');
  expect(facts).toMatchObject({ ok: true, value: { value_minor: 120_050, currency: 'EUR' } });
});

test('each wrong field has its words', () => {
  const facts = factsFrom(
    { ...EMPTY_FACTS, name: ' ', email: 'alder', phone: 'call me', value: 'much', time_zone: 'Mars/Base' },
    'EUR',
  );
  expect(facts.ok ? [] : Object.keys(facts.error).sort()).toEqual([
    'email',
    'name',
    'phone',
    'time_zone',
    'value',
  ]);
  expect(facts.ok ? '' : facts.error['email']).toBe('Must be an e-mail address');
});

test('an amount is written with the decimals of its currency', () => {
  expect(plainAmount(5, 'EUR')).toBe('0.05');
  expect(plainAmount(10_000, 'JPY')).toBe('10000');
  expect(plainAmount(1_500, 'KWD')).toBe('1.500');
});
