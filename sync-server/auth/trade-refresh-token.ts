// A refresh token is traded for a new pair once. A second use means that somebody has a copy: the whole sign-in ends,
// unless it is the same device repeating itself because the answer was lost.
import { eq } from 'drizzle-orm';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { addMinutes, type Clock } from '#domain/time.ts';
import type { User } from '#domain/user/user.ts';
import type { Database, Transaction } from '../db/database.ts';
import { refresh_tokens, sessions, users } from '../db/tables/workspace.ts';
import { documentOf } from '../feed/document-tables.ts';
import type { AccessTokens } from './access-tokens.ts';
import { auditSignIn } from './audit-sign-ins.ts';
import { isLeaving, refuseEnded } from './identity.ts';
import type { Leases } from './leases.ts';
import { hashOf, keepRefreshToken, newRefreshToken, successorOf } from './refresh-tokens.ts';
import { pairOf, type TokenPair } from './sign-in.ts';

const REPEAT_MINUTES = 1;

interface Deps {
  db: Database;
  clock: Clock;
  accessTokens: AccessTokens;
  leases: Leases;
}

type Kept = typeof refresh_tokens.$inferSelect;

interface Traded {
  user: User;
  session_id: string;
  refresh_token: string;
  /** It gets no lease. */
  leaving: boolean;
}

/**
 * The new pair for a refresh token. Refusals: `refresh_invalid` (unknown, expired, used before, signed out),
 * `device_revoked`, `account_inactive`.
 */
export async function tradeRefreshToken(
  deps: Deps,
  token: string,
  idempotencyKey: string | null,
): Promise<Result<TokenPair, Refusal>> {
  const reused: { user_id: string; session_id: string }[] = [];
  const traded = await deps.db.transaction((tx) =>
    trade(tx, deps.clock.now(), token, idempotencyKey, (session) => reused.push(session)),
  );
  for (const session of reused) await auditSignIn(deps, { action: 'token_reused', ...session });
  if (!traded.ok) return traded;
  const { user, session_id, refresh_token, leaving } = traded.value;
  const pair = await pairOf(deps, user, session_id, refresh_token);
  if (!leaving) return ok(pair);
  const { lease: _, lease_key: __, ...withoutLease } = pair;
  return ok(withoutLease);
}

/** Under a lock on the session, so that of two trades at once one is the second. */
async function trade(
  tx: Transaction,
  now: string,
  token: string,
  idempotencyKey: string | null,
  onReuse: (session: { user_id: string; session_id: string }) => void,
): Promise<Result<Traded, Refusal>> {
  const hash = hashOf(token);
  const session_id = (await keptToken(tx, hash))?.session_id;
  if (!session_id) return refuse(refusal('refresh_invalid'));
  const [session] = await tx.select().from(sessions).where(eq(sessions.id, session_id)).for('update');
  const kept = await keptToken(tx, hash);
  const [row] = session ? await tx.select().from(users).where(eq(users.id, session.user_id)) : [];
  if (!session || !kept || !row) return refuse(refusal('refresh_invalid'));
  const ended = refuseEnded(session, row);
  const leaving = isLeaving(session, row);
  if (ended && !leaving) return refuse(ended.code === 'unauthenticated' ? refusal('refresh_invalid') : ended);
  if (kept.expires_at <= now) return refuse(refusal('refresh_invalid'));
  const refresh_token = kept.used_at
    ? await repeated(tx, now, kept, token, idempotencyKey)
    : await rotated(tx, now, kept, token, idempotencyKey);
  if (refresh_token === null) {
    await tx.update(sessions).set({ ended_at: now, end_reason: 'reuse' }).where(eq(sessions.id, session_id));
    onReuse({ user_id: session.user_id, session_id });
    return refuse(refusal('refresh_invalid'));
  }
  await tx.update(sessions).set({ last_seen_at: now }).where(eq(sessions.id, session_id));
  return ok({ user: documentOf('users', row), session_id, refresh_token, leaving });
}

async function keptToken(tx: Transaction, hash: string): Promise<Kept | undefined> {
  const [kept] = await tx.select().from(refresh_tokens).where(eq(refresh_tokens.hash, hash));
  return kept;
}

/** First use: the token dies, its successor lives. */
async function rotated(
  tx: Transaction,
  now: string,
  kept: Kept,
  token: string,
  idempotency_key: string | null,
): Promise<string> {
  const successor = idempotency_key === null ? newRefreshToken() : successorOf(token, idempotency_key);
  await keepRefreshToken(tx, now, kept.session_id, successor);
  await tx
    .update(refresh_tokens)
    .set({ used_at: now, successor_hash: hashOf(successor), idempotency_key })
    .where(eq(refresh_tokens.hash, kept.hash));
  return successor;
}

/** Second use: the same successor for an honest repeat, null for anything else. */
async function repeated(
  tx: Transaction,
  now: string,
  kept: Kept,
  token: string,
  idempotencyKey: string | null,
): Promise<string | null> {
  if (idempotencyKey === null || idempotencyKey !== kept.idempotency_key) return null;
  if (kept.used_at === null || now > addMinutes(kept.used_at, REPEAT_MINUTES)) return null;
  const next = await keptToken(tx, kept.successor_hash ?? '');
  return next && next.used_at === null ? successorOf(token, idempotencyKey) : null;
}
