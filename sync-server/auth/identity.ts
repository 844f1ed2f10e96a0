// Who stands behind an access token, asked of the database at each request: what an admin does acts at once.
import { eq } from 'drizzle-orm';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { addMinutes } from '#domain/time.ts';
import { sessions, type users } from '../db/tables/workspace.ts';
import { documentOf } from '../feed/document-tables.ts';
import type { Identity } from '../http/app-env.ts';
import { programNow } from '../http/origin.ts';
import type { SignIns } from '../users/read-sign-in.ts';
import { coversNow, type SettleDeps } from '../users/settle-handovers.ts';
import type { AccessTokens } from './access-tokens.ts';

/** A device counts as seen at most this often, so that reading stays reading. */
const SEEN_EVERY_MINUTES = 5;

interface Deps extends SettleDeps {
  signIns: SignIns;
  accessTokens: AccessTokens;
}

/**
 * The person of a token. Refusals: `unauthenticated` (not our token, expired, signed out), `device_revoked`,
 * `account_inactive`.
 */
export async function identityOf(deps: Deps, token: string): Promise<Result<Identity, Refusal>> {
  const claims = await deps.accessTokens.read(token);
  if (!claims) return refuse(refusal('unauthenticated'));
  const found = await deps.signIns(claims.session_id);
  if (!found || found.user.id !== claims.user_id) return refuse(refusal('unauthenticated'));
  const { user, session } = found;
  const ended = refuseEnded(session, user);
  const leaving = isLeaving(session, user);
  if (ended && !leaving) return refuse(ended);
  const now = deps.clock.now();
  const app_version = programNow() ?? session.app_version;
  if (addMinutes(session.last_seen_at, SEEN_EVERY_MINUTES) < now || app_version !== session.app_version)
    await deps.db.update(sessions).set({ last_seen_at: now, app_version }).where(eq(sessions.id, session.id));
  const covers = await coversNow(deps, user.id, found.open);
  return ok({ user: documentOf('users', user), session_id: session.id, covers, leaving });
}

/** Whether it is revoked, and may still send what it has: of an account that counts, until it has removed everything. */
export const isLeaving = (
  session: Pick<typeof sessions.$inferSelect, 'end_reason' | 'takes_unsent' | 'wiped_at'>,
  user: Pick<typeof users.$inferSelect, 'is_active' | 'deleted'>,
): boolean =>
  session.end_reason === 'revoked' &&
  session.takes_unsent &&
  session.wiped_at === null &&
  user.is_active &&
  !user.deleted;

/**
 * Why this sign-in no longer counts, or null. A revoked device comes first: it has to wipe its replica, whatever has
 * become of the account.
 */
export function refuseEnded(
  session: Pick<typeof sessions.$inferSelect, 'ended_at' | 'end_reason'>,
  user: Pick<typeof users.$inferSelect, 'is_active' | 'deleted'>,
): Refusal | null {
  if (session.end_reason === 'revoked') return refusal('device_revoked');
  if (!user.is_active || user.deleted) return refusal('account_inactive');
  return session.ended_at === null ? null : refusal('unauthenticated');
}
