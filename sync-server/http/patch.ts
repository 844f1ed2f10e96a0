// What a body asks of a document: a new one with its gaps filled, or the fields that it changes. No Hono, no SQL.
import type { z } from 'zod';
import type { Ids } from '#domain/ids.ts';
import { type Fields, sameValue } from '#domain/merge/three-way.ts';
import { invalid, type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';

interface Head {
  id: string;
  write_id: string;
  created_at: string;
  updated_at: string;
}

type DocumentSchema = z.ZodType<Head>;

/** Fields of a stored document that no body changes. */
const HEAD = ['id', 'write_id', 'created_at', 'updated_at'];

/**
 * A new document from a body: `defaults` stand in for what it leaves out, its head is filled, fields in `kept` and
 * unknown ones are ignored. Refusal: `invalid`.
 */
export function newDocument<S extends DocumentSchema>(
  schema: S,
  body: Fields,
  defaults: Fields,
  { ids, now, kept = [] }: { ids: Ids; now: string; kept?: readonly string[] },
): Result<z.output<S>, Refusal> {
  const given = Object.entries(body).filter(
    ([field, value]) => !kept.includes(field) && value !== null && value !== undefined,
  );
  const head = { id: ids.next(), write_id: ids.next(), created_at: now, updated_at: now };
  return parsed(schema, { ...head, ...defaults, ...Object.fromEntries(given) });
}

/**
 * `before` with the fields of a body laid over it; null clears. Its head, the fields in `kept` and unknown ones stay as
 * they are. Refusal: `invalid`.
 */
export function patched<S extends DocumentSchema>(
  schema: S,
  before: Head,
  body: Fields,
  kept: readonly string[] = [],
): Result<z.output<S>, Refusal> {
  const own = Object.entries(body).filter(
    ([field]) => Object.hasOwn(before, field) && !HEAD.includes(field) && !kept.includes(field),
  );
  return parsed(schema, { ...before, ...Object.fromEntries(own) });
}

/** Whether two versions of a document say the same, their heads apart. */
export const saysTheSame = (before: object, after: object): boolean => {
  const [old, now] = [Object.entries(before), new Map(Object.entries(after))];
  return old.every(([field, value]) => HEAD.includes(field) || sameValue(value, now.get(field)));
};

/**
 * The refusal `stale` for a caller who saw another version than the stored one, naming the fields of his body that differ
 * from what stands; null when he saw this one, or does not say.
 */
export function refuseStale(seen: string | null, stored: { write_id: string }, body: Fields): Refusal | null {
  if (seen === null || seen === stored.write_id) return null;
  const now = new Map<string, unknown>(Object.entries(stored));
  const errors = Object.entries(body)
    .filter(([field, value]) => !HEAD.includes(field) && now.has(field) && !sameValue(value, now.get(field)))
    .map(([path]) => ({ path, message: 'differs from what is stored now' }));
  return refusal('stale', { errors });
}

function parsed<S extends DocumentSchema>(schema: S, value: Fields): Result<z.output<S>, Refusal> {
  const result = schema.safeParse(value);
  return result.success ? ok(result.data) : refuse(invalid(result.error.issues));
}
