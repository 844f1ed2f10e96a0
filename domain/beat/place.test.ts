import { describe, expect, it } from 'vitest';
import { aLead } from '../testing/builders.ts';
import { areaOf, kilometresBetween, pointOf } from './place.ts';

const BERLIN = { latitude: 52.52, longitude: 13.405 };
const HAMBURG = { latitude: 53.5511, longitude: 9.9937 };

describe('the area of a lead', () => {
  it.each([
    ['its own field', { city: 'Berlin', custom: { area: ' Kreuzberg ' } }, 'Kreuzberg'],
    ['its city, where that is empty', { city: ' Berlin', custom: { area: ' ' } }, 'Berlin'],
    ['its city, where that is no text', { city: 'Berlin', custom: { area: 7 } }, 'Berlin'],
    ['unknown without both', { city: null, custom: {} }, null],
  ])('is %s', (_, given, area) => {
    expect(areaOf(aLead(given))).toBe(area);
  });
});

describe('the point of a lead', () => {
  it.each([
    [{ latitude: 52.52, longitude: 13.405 }, BERLIN],
    [{ lat: '52.52', lng: '13.405' }, BERLIN],
    [{ lat: 52.52, long: 13.405 }, BERLIN],
    [{ latitude: null, lat: 52.52, lon: 13.405 }, BERLIN],
    [{ lat: 52.52 }, null],
    [{ lat: 90.1, lon: 13.4 }, null],
    [{ lat: 52.52, lon: -180.5 }, null],
    [{ lat: ' ', lon: 13 }, null],
    [{ lat: 'north', lon: 13 }, null],
    [{ lat: true, lon: 13 }, null],
    [
      { lat: 0, lon: 0 },
      { latitude: 0, longitude: 0 },
    ],
  ])('of %o is %o', (custom, point) => {
    expect(pointOf(aLead({ custom }))).toEqual(point);
  });
});

describe('the distance of two points', () => {
  it('is that of a great circle', () => {
    expect(kilometresBetween(BERLIN, HAMBURG)).toBeCloseTo(255.3, 0);
    expect(kilometresBetween(HAMBURG, BERLIN)).toBe(kilometresBetween(BERLIN, HAMBURG));
    expect(kilometresBetween(BERLIN, BERLIN)).toBe(0);
  });

  it('goes over the line where days change, and half round the earth', () => {
    const [west, east] = [
      { latitude: 0, longitude: 179.5 },
      { latitude: 0, longitude: -179.5 },
    ];
    expect(kilometresBetween(west, east)).toBeCloseTo(111.2, 1);
    expect(kilometresBetween({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 })).toBeCloseTo(
      20_015.1,
      1,
    );
  });
});
