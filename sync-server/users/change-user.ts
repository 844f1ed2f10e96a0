// What admins do to accounts: make, change, deactivate. The workspace always keeps an active admin.
import type { Ids } from '#domain/ids.ts';
import type { CallHours } from '#domain/lead/cadence.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Clock } from '#domain/time.ts';
import { normalEmail, type Role, type User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { type PasswordLinkDeps, sendPasswordLink } from '../auth/send-password-link.ts';
import { endPasswordLink } from '../auth/set-password.ts';
import type { Database } from '../db/database.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import type { MailAssigneesDeps } from '../mail/mail-assignees.ts';
import type { Outbox } from '../mail/outbox.ts';
import { endSessions } from './end-sessions.ts';
import { newUser } from './new-user.ts';
import { reassignLeads } from './reassign-leads.ts';
import { endHandovers } from './settle-handovers.ts';
import { type Account, accountByEmail, accountById, hasOtherAdmin, storeAccount } from './store-user.ts';

interface Deps extends MailAssigneesDeps, PasswordLinkDeps {
  db: Database;
  clock: Clock;
  ids: Ids;
  config: { PUBLIC_URL: string };
  outbox: Outbox;
  passwords: { hash(password: string): Promise<string> };
}

/** Whoever acts, with the name that the invited read. */
export type Inviter = Actor & { name: string };

export interface NewAccount {
  email: string;
  /** Without one he is invited to choose it. */
  password?: string | null | undefined;
  name?: string | null | undefined;
  role: Role;
  time_zone?: string | null | undefined;
  is_active: boolean;
}

/** What may be changed; absent fields stay. */
export interface AccountChange {
  email?: string | undefined;
  password?: string | undefined;
  name?: string | undefined;
  role?: Role | undefined;
  time_zone?: string | undefined;
  working_hours?: CallHours | null | undefined;
  is_active?: boolean | undefined;
}

/** Makes an account; who is given no password is mailed a link to choose one. Refusal: `already_registered`. */
export async function createUser(
  deps: Deps,
  actor: Inviter,
  given: NewAccount,
): Promise<Result<User, Refusal>> {
  const password_hash = given.password ? await deps.passwords.hash(given.password) : null;
  return inWriteTransaction(deps, async (tx) => {
    if (await accountByEmail(tx.sql, given.email)) return refuse(refusal('already_registered'));
    const user = newUser(deps.ids, tx.now, given);
    const account = { user, password_hash };
    await storeAccount(tx, account);
    await audit(tx, actor, 'create', user.id, { role: user.role, is_active: user.is_active });
    if (password_hash === null && user.is_active) await sendPasswordLink(tx, deps, account, actor);
    return ok(user);
  });
}

/**
 * Changes an account. A new password signs the person out everywhere. `seen` is the version the caller saw, or null.
 * Refusals: `not_found`, `stale`, `last_admin`, `already_registered`.
 */
export async function changeUser(
  deps: Deps,
  actor: Actor,
  id: string,
  change: AccountChange,
  seen: string | null = null,
): Promise<Result<User, Refusal>> {
  const { password, ...fields } = change;
  const password_hash = password === undefined ? null : await deps.passwords.hash(password);
  return inWriteTransaction(deps, async (tx) => {
    const before = await accountById(tx.sql, id);
    if (!before) return refuse(refusal('not_found'));
    if (seen !== null && seen !== before.user.write_id) return refuse(refusal('stale'));
    const user = { ...before.user, ...given(fields), write_id: deps.ids.next(), updated_at: tx.now };
    const refused = await refuseChange(tx, before, user);
    if (refused) return refuse(refused);
    await storeAccount(tx, { user, password_hash: password_hash ?? before.password_hash });
    if (password_hash !== null) {
      await endSessions(tx, id);
      await endPasswordLink(tx.sql, id);
    }
    if (!user.is_active) await endAllHandovers(tx, deps, actor, id);
    await audit(tx, actor, 'update', id, {
      ...given(fields),
      email: undefined,
      fields: Object.keys(given(change)),
    });
    return ok((await accountById(tx.sql, id))?.user ?? user);
  });
}

/** Mails an active person a link to choose a password. Refusals: `not_found`, `impossible_transition` for one who is not active. */
export async function inviteUser(deps: Deps, actor: Inviter, id: string): Promise<Result<User, Refusal>> {
  return inWriteTransaction(deps, async (tx) => {
    const account = await accountById(tx.sql, id);
    if (!account) return refuse(refusal('not_found'));
    if (!account.user.is_active)
      return refuse(
        refusal('impossible_transition', { detail: 'This person is not active. Activate him first.' }),
      );
    await sendPasswordLink(tx, deps, account, actor);
    return ok(account.user);
  });
}

/**
 * Deactivates an account and gives its leads to `reassignTo` where one is named. Refusals: `not_found`, `last_admin`,
 * `unknown_assignee`.
 */
export async function deactivateUser(
  deps: Deps,
  actor: Actor,
  id: string,
  reassignTo: string | null,
): Promise<Result<User, Refusal>> {
  return inWriteTransaction(deps, async (tx) => {
    const before = await accountById(tx.sql, id);
    if (!before) return refuse(refusal('not_found'));
    const user = { ...before.user, is_active: false, write_id: deps.ids.next(), updated_at: tx.now };
    const refused = await refuseChange(tx, before, user);
    if (refused) return refuse(refused);
    const heir = reassignTo === null ? null : await accountById(tx.sql, reassignTo);
    if (reassignTo !== null && (!heir?.user.is_active || reassignTo === id))
      return refuse(refusal('unknown_assignee'));
    await storeAccount(tx, { ...before, user });
    await endAllHandovers(tx, deps, actor, id);
    await audit(tx, actor, 'deactivate', id, { reassign_to: reassignTo });
    if (reassignTo !== null) await reassignLeads(tx, deps, actor, { from: id, to: reassignTo });
    return ok((await accountById(tx.sql, id))?.user ?? user);
  });
}

/** The fields that a change really holds. */
const given = <T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

async function refuseChange(tx: WriteTx, before: Account, after: User): Promise<Refusal | null> {
  const leads = (user: User) => user.role === 'admin' && user.is_active;
  const losesAdmin = leads(before.user) && !leads(after);
  if (losesAdmin && !(await hasOtherAdmin(tx.sql, after.id))) return refusal('last_admin');
  if (normalEmail(after.email) === normalEmail(before.user.email)) return null;
  return (await accountByEmail(tx.sql, after.email)) ? refusal('already_registered') : null;
}

/** Who is not there any more neither covers nor is covered for: his leads wait for a new assignee. */
const endAllHandovers = (tx: WriteTx, deps: Pick<Deps, 'ids'>, actor: Actor, userId: string) =>
  endHandovers(tx, deps, actor.id, ({ user_id, to_id }) => user_id === userId || to_id === userId);

const audit = (tx: WriteTx, actor: Actor, action: string, id: string, details: Record<string, unknown>) =>
  appendAudit(tx, [{ actor_id: actor.id, action, entity: 'user', entity_id: id, details }]);
