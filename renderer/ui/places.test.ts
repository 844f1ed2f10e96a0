import { expect, test } from 'vitest';
import { zoneOfCountry } from '#domain/lead/lead-zone.ts';
import { countryName } from './field-words.ts';
import { countryOfPhone, countryOptions, zoneOptions } from './places.ts';

test('the country of a number is that of its longest known code', () => {
  expect(countryOfPhone('+49 30 1234')).toBe('DE');
  expect(countryOfPhone('0041 44 123')).toBe('CH');
  expect(countryOfPhone('+420 2')).toBe('CZ');
  expect(countryOfPhone(' +7 495')).toBe('RU');
  expect(countryOfPhone('+77 01')).toBe('KZ');
  expect(countryOfPhone('+1 (212) 555')).toBe('US');
});

test('a number of nowhere has no country', () => {
  for (const phone of ['030 1234', '', '+', '+999 1', 'call +49']) expect(countryOfPhone(phone)).toBeNull();
});

test('every country on offer has a zone and a name, in the order of names', () => {
  const options = countryOptions();
  expect(options.length).toBeGreaterThan(200);
  expect(options.filter(({ value }) => zoneOfCountry(value) === null)).toEqual([]);
  expect(options.map(({ label }) => label)).toEqual(options.map(({ label }) => label).sort());
  expect(countryName('DE')).toBe('Germany');
});

test('zones on offer are those of this browser, each once', () => {
  const zones = zoneOptions();
  expect(zones).toEqual(
    expect.arrayContaining(['Asia/Kolkata', 'Europe/Kyiv', 'America/Los_Angeles', 'UTC']),
  );
  expect(zones).not.toContain('Asia/Calcutta');
  expect(zoneOptions('Asia/Calcutta')).toContain('Asia/Calcutta');
  expect(new Set(zones).size).toBe(zones.length);
});
