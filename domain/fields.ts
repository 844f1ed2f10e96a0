// Field shapes that several nouns share: text with limits, tags, money, and the head of every stored document.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { instantSchema } from './time.ts';

/** Greatest amount in minor units: well inside what a double counts exactly. */
export const MAX_MINOR = 1_000_000_000_000_000;

const isControl = (code: number): boolean =>
  (code < 32 && code !== 9 && code !== 10) || (code >= 127 && code < 160);

/** Whether the text holds a control character other than tab and newline, or half of a surrogate pair. */
export function hasControlCharacters(text: string): boolean {
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (isControl(code) || (character.length === 1 && code >= 0xd800 && code <= 0xdfff)) return true;
  }
  return false;
}

/** Free text of `min` to `max` UTF-16 units, without control characters. Stored exactly as given. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .min(min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
    .max(max, `must have at most ${max} characters`)
    .refine((value) => !hasControlCharacters(value), 'must not hold control characters');

/** Text that says something: not only blanks. */
export const label = (max: number) =>
  text(max, 1).refine((value) => value.trim() !== '', 'must not be blank');

/** Whether two texts are the same to a reader: case and outer blanks do not count. Null is like nothing. */
export const sameWords = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && plainly(one) === plainly(other);

const plainly = (text: string): string => text.normalize('NFC').trim().toLowerCase();

/** An optional field: null and absent mean the same and are stored as null. */
export const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? null);

/** An e-mail address, at most 254 characters. */
export const emailSchema = text(254).pipe(z.email('must be an e-mail address'));

/** A telephone number as people write it: 3 to 40 of digits, blanks and + - ( ) . / x. */
export const phoneSchema = text(40).regex(/^\+?[0-9 ().\-/x]{3,40}$/, 'must be a telephone number');

/** ISO 4217 code, upper case. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, for example EUR');

/** ISO 3166-1 alpha-2 code, upper case. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code, for example DE');

/** Money that cannot be negative, in minor units of the currency beside it. */
export const amountSchema = z.int().min(0).max(MAX_MINOR);

/** What every stored document starts with. Times are the device's, corrected by its last known offset. */
export const documentHead = {
  id: idSchema,
  write_id: idSchema,
  created_at: instantSchema,
  updated_at: instantSchema,
};
