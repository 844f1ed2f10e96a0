// Registration: the first person becomes the admin of a new workspace; what later ones become is configured.
import type { z } from 'zod';
import type { Ids } from '#domain/ids.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Clock } from '#domain/time.ts';
import type { registrationSchema, User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import { newUser } from '../users/new-user.ts';
import { accountByEmail, isFirstAccount, storeAccount } from '../users/store-user.ts';
import type { Passwords } from './passwords.ts';

export type Registration = z.output<typeof registrationSchema>;

interface Deps {
  db: Database;
  clock: Clock;
  ids: Ids;
  config: Pick<Config, 'REGISTRATION'>;
  passwords: Passwords;
}

/**
 * Makes an account. Of two first ones at the same time one becomes the admin. Refusals: `registration_closed`,
 * `already_registered`.
 */
export async function register(deps: Deps, given: Registration): Promise<Result<User, Refusal>> {
  const password_hash = await deps.passwords.hash(given.password);
  return inWriteTransaction(deps, async (tx) => {
    const first = await isFirstAccount(tx.sql);
    const mode = deps.config.REGISTRATION;
    if (!first && mode === 'closed') return refuse(refusal('registration_closed'));
    if (await accountByEmail(tx.sql, given.email)) return refuse(refusal('already_registered'));
    const role = first ? 'admin' : 'kam';
    const user = newUser(deps.ids, tx.now, { ...given, role, is_active: first || mode === 'open' });
    await storeAccount(tx, { user, password_hash });
    await auditRegistration(tx, user, first ? 'first' : mode);
    return ok(user);
  });
}

/** The admin that the environment names, made when the workspace is empty. An existing account is left as it is. */
export async function bootstrapAdmin(
  deps: Omit<Deps, 'config'>,
  { ADMIN_EMAIL, ADMIN_PASSWORD }: Pick<Config, 'ADMIN_EMAIL' | 'ADMIN_PASSWORD'>,
): Promise<User | null> {
  if (ADMIN_EMAIL === null || ADMIN_PASSWORD === null) return null;
  if (await accountByEmail(deps.db, ADMIN_EMAIL)) return null;
  const password_hash = await deps.passwords.hash(ADMIN_PASSWORD);
  return inWriteTransaction(deps, async (tx) => {
    if (await accountByEmail(tx.sql, ADMIN_EMAIL)) return null;
    const user = newUser(deps.ids, tx.now, { email: ADMIN_EMAIL, role: 'admin', is_active: true });
    await storeAccount(tx, { user, password_hash });
    await auditRegistration(tx, user, 'environment');
    return user;
  });
}

const auditRegistration = (tx: WriteTx, user: User, how: string): Promise<void> =>
  appendAudit(tx, [
    {
      actor_id: null,
      action: 'register',
      entity: 'user',
      entity_id: user.id,
      details: { how, role: user.role, is_active: user.is_active },
    },
  ]);
