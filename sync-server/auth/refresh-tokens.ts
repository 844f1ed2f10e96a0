// Refresh tokens: long random text that is good for one trade. The database knows only its SHA-256.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Ids } from '#domain/ids.ts';
import { addMinutes } from '#domain/time.ts';
import type { Queryable } from '../db/database.ts';
import { refresh_tokens, sessions } from '../db/tables/workspace.ts';

/** A laptop that was offline longer than this signs in again: 90 days, in seconds. */
export const REFRESH_SECONDS = 90 * 86_400;

export const newRefreshToken = (): string => randomBytes(48).toString('base64url');

/** The SHA-256 of a token, hex. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * The successor of a token that was traded under an idempotency key: always the same one, so that a repeat gives what
 * the lost answer gave. Nobody without the old token can compute it.
 */
export const successorOf = (token: string, idempotencyKey: string): string =>
  createHmac('sha512', token).update(`successor ${idempotencyKey}`).digest('base64url');

/** Starts a sign-in on a device, and gives its first refresh token. `device_name` is what the device calls itself. */
export async function startSession(
  q: Queryable,
  ids: Ids,
  now: string,
  { user_id, device_name }: { user_id: string; device_name: string | null },
): Promise<{ session_id: string; refresh_token: string }> {
  const session_id = ids.next();
  await q
    .insert(sessions)
    .values({ id: session_id, user_id, device_name, created_at: now, last_seen_at: now });
  const refresh_token = newRefreshToken();
  await keepRefreshToken(q, now, session_id, refresh_token);
  return { session_id, refresh_token };
}

/** Makes a token good for one trade of this session. */
export async function keepRefreshToken(
  q: Queryable,
  now: string,
  session_id: string,
  token: string,
): Promise<void> {
  const expires_at = addMinutes(now, REFRESH_SECONDS / 60);
  await q.insert(refresh_tokens).values({ hash: hashOf(token), session_id, created_at: now, expires_at });
}
