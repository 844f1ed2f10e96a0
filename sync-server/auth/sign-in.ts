// Sign-in by e-mail and password. What it says tells nobody whether an address has an account.

import type { Ids } from '#domain/ids.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Clock } from '#domain/time.ts';
import { normalEmail, type User } from '#domain/user/user.ts';
import type { Database } from '../db/database.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import type { Limits } from '../http/rate-limit.ts';
import { accountByEmail } from '../users/store-user.ts';
import { ACCESS_SECONDS, type AccessTokens } from './access-tokens.ts';
import { appendSignIn, auditSignIn } from './audit-sign-ins.ts';
import type { Lease, Leases } from './leases.ts';
import type { Passwords } from './passwords.ts';
import { startSession } from './refresh-tokens.ts';

/** What a signed-in device holds. */
export interface TokenPair extends Partial<Lease> {
  access_token: string;
  refresh_token: string;
  token_type: 'bearer';
  /** Of the access token, in seconds. */
  expires_in: number;
  user: User;
}

interface Deps {
  db: Database;
  clock: Clock;
  ids: Ids;
  passwords: Passwords;
  accessTokens: AccessTokens;
  leases: Leases;
  limits: Pick<Limits, 'account'>;
}

export interface Credentials {
  email: string;
  password: string;
  device_name: string | null;
}

/**
 * Starts a session. Refusals: `too_many` (by account), `bad_credentials` (no such account, or another password),
 * `account_inactive` (only with the right password).
 */
export async function signIn(deps: Deps, given: Credentials): Promise<Result<TokenPair, Refusal>> {
  const key = normalEmail(given.email);
  const tooMany = await deps.limits.account.take(key);
  if (tooMany) return refuse(tooMany);
  const account = await accountByEmail(deps.db, given.email);
  const matches = await deps.passwords.matches(account?.password_hash ?? null, given.password);
  // Of an address without an account a line is written too, so that it takes as long.
  const refused = async (reason: 'bad_credentials' | 'account_inactive') => {
    const user_id = account?.user.id ?? null;
    const about = { session_id: null, details: { code: reason } };
    await auditSignIn(deps, { action: 'sign_in_refused', user_id, ...about });
    return refuse(refusal(reason));
  };
  if (!account || !matches) return refused('bad_credentials');
  await deps.limits.account.clear(key);
  if (!account.user.is_active) return refused('account_inactive');
  const device = { user_id: account.user.id, device_name: given.device_name };
  const { session_id, refresh_token } = await inWriteTransaction(deps, async (tx) => {
    const started = await startSession(tx.sql, deps.ids, tx.now, device);
    const { session_id } = started;
    await appendSignIn(tx, { action: 'sign_in', user_id: device.user_id, session_id });
    return started;
  });
  return ok(await pairOf(deps, account.user, session_id, refresh_token));
}

/** The pair of a session, with a fresh access token and a fresh lease. */
export async function pairOf(
  { accessTokens, leases }: Pick<Deps, 'accessTokens' | 'leases'>,
  user: User,
  session_id: string,
  refresh_token: string,
): Promise<TokenPair> {
  const access_token = await accessTokens.issue({ user_id: user.id, session_id });
  const lease = await leases.issue(session_id);
  return { access_token, refresh_token, token_type: 'bearer', expires_in: ACCESS_SECONDS, user, ...lease };
}
