// Where a lead is, as far as a round needs to know: its area, and its point on the map where the workspace keeps one.
import type { Lead } from '../lead/lead.ts';

/** Degrees; north and east are positive. */
export interface Point {
  latitude: number;
  longitude: number;
}

const LATITUDES = ['latitude', 'lat'] as const;
const LONGITUDES = ['longitude', 'long', 'lng', 'lon'] as const;

/** The area of a lead: its own field `area` where it is filled, else its city; null when neither is known. */
export function areaOf(lead: Pick<Lead, 'city' | 'custom'>): string | null {
  const own = lead.custom['area'];
  return (typeof own === 'string' && own.trim()) || lead.city?.trim() || null;
}

/**
 * The point of a lead, from its own fields `latitude` and `longitude` (`lat`; `long`, `lng`, `lon`); null where they are
 * missing, no numbers, or nowhere on earth.
 */
export function pointOf({ custom }: Pick<Lead, 'custom'>): Point | null {
  const latitude = degrees(custom, LATITUDES, 90);
  const longitude = degrees(custom, LONGITUDES, 180);
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

function degrees(custom: Lead['custom'], keys: readonly string[], most: number): number | null {
  const value = keys.map((key) => custom[key]).find((found) => found !== undefined && found !== null);
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  return Math.abs(number) <= most ? number : null;
}

const EARTH_KM = 6371.0088;
const RADIANS = Math.PI / 180;

/**
 * Great-circle distance in kilometres, on a sphere of the earth's mean radius: within 0.6 % of the truth.
 * Source: haversine formula; mean radius R1 of GRS 80.
 */
export function kilometresBetween(a: Point, b: Point): number {
  const half = (from: number, to: number) => Math.sin(((to - from) * RADIANS) / 2) ** 2;
  const across = Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS);
  const chord = half(a.latitude, b.latitude) + across * half(a.longitude, b.longitude);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
