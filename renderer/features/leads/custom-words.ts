// The value of a workspace's own field in words.
import type { Lead } from '#domain/lead/lead.ts';

type Value = Lead['custom'][string] | undefined;

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** Empty for no value. */
export function customWords(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return number.format(value);
  return Array.isArray(value) ? value.join(', ') : value;
}

/** By what leads are put in order; null stands last. */
export function customKey(value: Value): string | number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  return customWords(value).toLowerCase() || null;
}
