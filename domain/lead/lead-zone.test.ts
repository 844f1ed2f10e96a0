import { describe, expect, it } from 'vitest';
import { isTimeZone } from '../time.ts';
import { zoneOfCountry, zoneOfLead } from './lead-zone.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const known = LETTERS.flatMap((a) => LETTERS.map((b) => a + b)).flatMap(
  (country) => zoneOfCountry(country) ?? [],
);

describe('the zone of a lead', () => {
  it('is its own where somebody has said it', () => {
    expect(zoneOfLead({ time_zone: 'Asia/Tokyo', country: 'DE' })).toBe('Asia/Tokyo');
  });

  it('is assumed from the country, and UTC or what the caller says without one', () => {
    expect(zoneOfLead({ time_zone: null, country: 'DE' })).toBe('Europe/Berlin');
    expect(zoneOfLead({ time_zone: null, country: 'US' })).toBe('America/New_York');
    expect(zoneOfLead({ time_zone: null, country: 'AR' })).toBe('America/Argentina/Buenos_Aires');
    expect(zoneOfLead({ time_zone: null, country: 'QQ' })).toBe('UTC');
    expect(zoneOfLead({ time_zone: null, country: null })).toBe('UTC');
    expect(zoneOfLead({ time_zone: null, country: null }, 'Asia/Kolkata')).toBe('Asia/Kolkata');
  });

  it('is one that the runtime knows, for every country', () => {
    expect(known.length).toBeGreaterThan(240);
    expect(known.filter((zone) => !isTimeZone(zone))).toEqual([]);
  });
});
