// What a device of an older version cannot say: fields that its schema did not know. They are not unset by its silence.
import { SCHEMA_VERSION, type WritableCollection } from './collections.ts';

/** Per schema version and collection, the fields that laptops write and that came with it. */
export type FieldsAdded = Readonly<Record<number, Partial<Record<WritableCollection, readonly string[]>>>>;

/** A version that adds such a field is listed here, so that the version before it can still push. */
export const fieldsAddedIn: FieldsAdded = { 2: {} };

/** The fields of a collection that came after `version`. */
export const fieldsUnknownTo = (
  version: number,
  collection: WritableCollection,
  added: FieldsAdded = fieldsAddedIn,
  current: number = SCHEMA_VERSION,
): string[] =>
  Object.entries(added).flatMap(([of, fields]) =>
    Number(of) > version && Number(of) <= current ? (fields[collection] ?? []) : [],
  );

type Fields = Record<string, unknown>;

/**
 * A pushed document with the fields that its writer does not know as they are stored; in a new document they are left
 * out, so that they take their default.
 */
export function withStoredFields<T extends Fields>(
  pushed: T,
  unknown: readonly string[],
  stored: Fields | null,
): T {
  if (unknown.length === 0) return pushed;
  const own = Object.entries(pushed).filter(([field]) => !unknown.includes(field));
  const kept = stored ? unknown.map((field) => [field, stored[field] ?? null]) : [];
  return Object.fromEntries([...own, ...kept]) as T;
}

/** The same document as its writer has it: without a value in the fields that he does not know. */
export const asWritten = <T extends Fields>(pushed: T, unknown: readonly string[]): T =>
  unknown.length === 0 ? pushed : { ...pushed, ...Object.fromEntries(unknown.map((field) => [field, null])) };
