// The value of a workspace's own field in words.
import type { Lead } from '#domain/lead/lead.ts';
import { listWords } from '../../words/dates.ts';
import { say, tongue } from '../../words/say.ts';

type Value = Lead['custom'][string] | undefined;

/** Empty for no value. */
export function customWords(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? say('Yes') : say('No');
  if (typeof value === 'number') return tongue().number(value, 6);
  return Array.isArray(value) ? listWords(value) : value;
}

/** By what leads are put in order; null stands last. */
export function customKey(value: Value): string | number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  return customWords(value).toLowerCase() || null;
}
