// The key by which a client marks a repeat of the same request.
import { text } from '#domain/fields.ts';
import { refusal } from '#domain/refusal.ts';
import type { AppContext } from './app-env.ts';
import { HttpRefusal } from './problem.ts';

const keySchema = text(200, 1);

/** The Idempotency-Key header, or null when there is none. Throws HttpRefusal `invalid` when it cannot be one. */
export function idempotencyKeyOf(c: AppContext): string | null {
  const given = c.req.header('idempotency-key');
  if (given === undefined) return null;
  const key = keySchema.safeParse(given);
  if (key.success) return key.data;
  const errors = [{ path: 'Idempotency-Key', message: 'must have 1 to 200 characters' }];
  throw new HttpRefusal(refusal('invalid', { errors }));
}
