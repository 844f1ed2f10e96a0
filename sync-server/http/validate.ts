// Outside data becomes inside data: parsed by its schema, or a refusal that names each field.
import type { z } from 'zod';
import { invalid } from '#domain/refusal.ts';
import { HttpRefusal } from './problem.ts';

/** The parsed value. Throws HttpRefusal `invalid` (or `bad_query`) with an issue per field. */
export function validated<S extends z.ZodType>(
  schema: S,
  value: unknown,
  code: 'invalid' | 'bad_query' = 'invalid',
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HttpRefusal({ ...invalid(parsed.error.issues), code });
}
