// Sets a person's working hours, or takes them back to the usual ones.
import type { CallHours } from '#domain/lead/cadence.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { accountById, storeAccount } from './store-user.ts';

type Deps = Parameters<typeof inWriteTransaction>[0] & { ids: { next(): string } };

/** Refusal: `not_found`. Who may do it, the route has asked. */
export function setWorkingHours(
  deps: Deps,
  actor: Actor,
  id: string,
  working_hours: CallHours | null,
): Promise<Result<User, Refusal>> {
  return inWriteTransaction(deps, async (tx) => {
    const account = await accountById(tx.sql, id);
    if (!account) return refuse(refusal('not_found'));
    const user = { ...account.user, working_hours, write_id: deps.ids.next(), updated_at: tx.now };
    await storeAccount(tx, { ...account, user });
    const line = { actor_id: actor.id, action: 'update', entity: 'user', entity_id: id };
    await appendAudit(tx, [{ ...line, details: { working_hours, fields: ['working_hours'] } }]);
    return ok(user);
  });
}
