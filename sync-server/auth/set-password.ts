// A person chooses his password by the link that he was sent. It works once, and signs him out everywhere.
import { eq, lt } from 'drizzle-orm';
import type { Ids } from '#domain/ids.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Clock } from '#domain/time.ts';
import { normalEmail, type User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database, Queryable } from '../db/database.ts';
import { password_links } from '../db/tables/workspace.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import type { Limits } from '../http/rate-limit.ts';
import type { PasswordLinks } from '../mail/password-links.ts';
import { endSessions } from '../users/end-sessions.ts';
import { type Account, accountById, storeAccount } from '../users/store-user.ts';
import type { Passwords } from './passwords.ts';

interface Deps {
  db: Database;
  clock: Clock;
  ids: Ids;
  passwords: Passwords;
  passwordLinks: Pick<PasswordLinks, 'read'>;
  limits: Pick<Limits, 'account'>;
}

/** Of a link that was used, is too old, or was never one. */
export const LINK_OVER = refusal('gone', {
  detail: 'This link was used already, or is too old. Ask for a new one.',
});

/** Whose link the token is, as long as it works; null for any other. */
export async function personOfLink(
  { db, clock, passwordLinks }: Pick<Deps, 'db' | 'clock' | 'passwordLinks'>,
  token: string,
): Promise<User | null> {
  const linkId = passwordLinks.read(token);
  return linkId === null ? null : ((await accountOfLink(db, linkId, clock.now()))?.user ?? null);
}

/** Sets the password and ends the link. Refusal: `gone` for a link that is over, or never was one. */
export async function setPassword(
  deps: Deps,
  { token, password }: { token: string; password: string },
): Promise<Result<User, Refusal>> {
  const linkId = deps.passwordLinks.read(token);
  if (linkId === null) return refuse(LINK_OVER);
  const password_hash = await deps.passwords.hash(password);
  const set = await inWriteTransaction<Result<User, Refusal>>(deps, async (tx) => {
    const before = await accountOfLink(tx.sql, linkId, tx.now);
    if (!before) return refuse(LINK_OVER);
    const user = { ...before.user, write_id: deps.ids.next(), updated_at: tx.now };
    await storeAccount(tx, { user, password_hash });
    await endPasswordLink(tx.sql, user.id);
    await endSessions(tx, user.id);
    const details = { how: before.password_hash === null ? 'invitation' : 'reset' };
    await appendAudit(tx, [
      { actor_id: user.id, action: 'set_password', entity: 'user', entity_id: user.id, details },
    ]);
    return ok(user);
  });
  // Who had to wait because of wrong guesses has shown that it was he.
  if (set.ok) await deps.limits.account.clear(normalEmail(set.value.email));
  return set;
}

async function accountOfLink(q: Queryable, linkId: string, now: string): Promise<Account | null> {
  const [link] = await q.select().from(password_links).where(eq(password_links.id, linkId));
  if (!link || link.expires_at <= now) return null;
  const account = await accountById(q, link.user_id);
  return account?.user.is_active ? account : null;
}

/** Whoever got a password in another way needs no link any more, and nobody else shall use it. */
export async function endPasswordLink(q: Queryable, userId: string): Promise<void> {
  await q.delete(password_links).where(eq(password_links.user_id, userId));
}

/** Forgets links that are over; says how many. */
export async function purgePasswordLinks({
  db,
  clock,
}: Pick<Deps, 'db' | 'clock'>): Promise<{ links: number }> {
  const gone = await db
    .delete(password_links)
    .where(lt(password_links.expires_at, clock.now()))
    .returning({ id: password_links.id });
  return { links: gone.length };
}
