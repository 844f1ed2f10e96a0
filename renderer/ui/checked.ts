// What is typed, held to a schema of the domain before it is kept or sent: words beside the fields that are wrong.
import type { z } from 'zod';
import type { FieldIssue } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { say } from '../words/say.ts';

/** Words per field; the key is the first part of the field's path. */
export type FieldErrors = Partial<Record<string, string>>;

/** The values by the schema, or words per field. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  values: unknown,
): Result<z.output<Schema>, FieldErrors> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return ok(parsed.data);
  return refuse(
    errorsOf(parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }))),
  );
}

/** The first words for each field. */
export function errorsOf(issues: readonly FieldIssue[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of issues) {
    const [key = ''] = path.split('.');
    errors[key] ??= sentence(message);
  }
  return errors;
}

// What the library of schemas says by itself, in words for people.
const PLAIN: readonly (readonly [said: RegExp, plain: string])[] = [
  [/^Too small: expected (?:number|int) to be >=(\S+)$/, say('must be at least $1')],
  [/^Too small: expected (?:array|string) to have >=1 .*$/, say('must not be empty')],
  [/^Too small: expected (?:array|string) to have >=(\S+) .*$/, say('must have at least $1')],
  [/^Too big: expected (?:number|int) to be <=(\S+)$/, say('must be at most $1')],
  [/^Too big: expected (?:array|string) to have <=(\S+) .*$/, say('must have at most $1')],
  [/^Invalid input: expected (?:number|int), .*$/, say('must be a whole number')],
  [/^Invalid (?:option|input).*$/, say('is not one of those that there are')],
];

/** "Must not be empty" for "must not be empty". */
export function sentence(message: string): string {
  const found = PLAIN.find(([said]) => said.test(message));
  const words = found ? message.replace(...found) : message;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
