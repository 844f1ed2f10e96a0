// Who may hand a person's leads to a colleague for some days, and to whom.
import { type Refusal, refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import { type Actor, reaches } from '../sync/scope.ts';
import { type Handover, handoverIsOver } from './handover.ts';
import type { User } from './user.ts';

/** Why this person may not set or end the handover of `userId`, or null. */
export const refuseHandoverBy = (actor: Actor, userId: string): Refusal | null =>
  reaches(actor, 'handover.set', userId)
    ? null
    : refusal('not_allowed', { detail: 'Only the person himself, managers and admins set this.' });

/**
 * The person with his handover. `cover` is the colleague, or null where nobody is known by that id. Refusals:
 * `unknown_assignee` (nobody, or not active, or himself), `invalid` (its last day is over at `now`).
 */
export function decideHandover(
  user: User,
  handover: Handover,
  cover: Pick<User, 'id' | 'is_active'> | null,
  now: string,
): Result<User, Refusal> {
  if (!cover?.is_active || cover.id === user.id)
    return refuse(refusal('unknown_assignee', { detail: 'Choose an active colleague.' }));
  if (handoverIsOver(handover, now, user.time_zone)) {
    const errors = [{ path: 'to_on', message: 'must not be in the past' }];
    return refuse(refusal('invalid', { errors }));
  }
  return ok({ ...user, handover });
}
