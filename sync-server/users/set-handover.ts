// Sets and ends a person's handover. There is one at a time: a new one takes the place of the old.
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { decideHandover } from '#domain/user/decide-handover.ts';
import type { Handover } from '#domain/user/handover.ts';
import type { User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { handovers } from '../db/tables/workspace.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { endHandovers, type SettleDeps, settleHandovers } from './settle-handovers.ts';
import { accountById, storeAccount } from './store-user.ts';

/** Refusals: `not_found`, `unknown_assignee`, `invalid`. Who may do it, the route has asked. */
export function setHandover(
  deps: SettleDeps,
  actor: Actor,
  id: string,
  handover: Handover,
): Promise<Result<User, Refusal>> {
  return inWriteTransaction(deps, async (tx) => {
    const account = await accountById(tx.sql, id);
    if (!account?.user.is_active) return refuse(refusal('not_found'));
    const cover = await accountById(tx.sql, handover.to_id);
    const decided = decideHandover(account.user, handover, cover?.user ?? null, tx.now);
    if (!decided.ok) return decided;
    await endHandovers(tx, deps, actor.id, ({ user_id }) => user_id === id);
    const row = { id: deps.ids.next(), user_id: id, set_at: tx.now, ...handover };
    await tx.sql.insert(handovers).values(row);
    const user = { ...decided.value, write_id: deps.ids.next(), updated_at: tx.now };
    await storeAccount(tx, { ...account, user });
    const line = { actor_id: actor.id, action: 'handover', entity: 'user', entity_id: id };
    await appendAudit(tx, [{ ...line, details: { ...handover } }]);
    await settleHandovers(tx, deps);
    return ok(user);
  });
}

/** Ends what there is; without a handover nothing happens. Refusal: `not_found`. */
export function endHandover(deps: SettleDeps, actor: Actor, id: string): Promise<Result<User, Refusal>> {
  return inWriteTransaction(deps, async (tx) => {
    await endHandovers(tx, deps, actor.id, ({ user_id }) => user_id === id);
    const account = await accountById(tx.sql, id);
    return account ? ok(account.user) : refuse(refusal('not_found'));
  });
}
