// Whose documents a person sees. One filter decides what is queried, what is replicated and what may be pushed; how far it
// goes says the table of rights.
import { type Refusal, refusal } from '../refusal.ts';
import { may, type Right, reach } from '../user/rights.ts';
import type { Role } from '../user/user.ts';
import type { Collection } from './collections.ts';

/** The person behind a request. */
export interface Actor {
  id: string;
  role: Role;
  /** Whom he covers for now. A handover is not handed on: whom those cover for is not among them. */
  covers?: readonly string[];
  /** His zone: a new lead that says nothing of its own is taken to live in it. */
  time_zone?: string;
}

/** The people whose leads this person works: himself, and whom he covers for. */
export const worksFor = ({ id, covers = [] }: Pick<Actor, 'id' | 'covers'>): string[] => [id, ...covers];

/** What managers and admins read: every lead and all that hangs on it. */
export const STAFF_SCOPE = 'staff';

/** What everybody reads: users and settings. */
export const WORKSPACE_SCOPE = 'workspace';

/** What one KAM reads: the leads assigned to him or to whom he covers for, and all that hangs on them. */
export const kamScope = (userId: string): string => `kam:${userId}`;

/** Whether this person sees every lead of the workspace. */
export const seesAll = (actor: Pick<Actor, 'role'>): boolean => reach(actor, 'leads.read') === 'all';

/** Whether this person's right goes to what belongs to `ownerId`; null: to nobody. */
export function reaches(
  actor: Pick<Actor, 'id' | 'role' | 'covers'>,
  right: Right,
  ownerId: string | null,
): boolean {
  const far = reach(actor, right);
  if (far === 'all') return true;
  if (far === null || ownerId === null) return false;
  return far === 'own' ? worksFor(actor).includes(ownerId) : actor.id === ownerId;
}

/** The one scope from which this person reads a collection. */
export function scopeOf(actor: Actor, collection: Collection): string {
  if (collection === 'users' || collection === 'settings') return WORKSPACE_SCOPE;
  return seesAll(actor) ? STAFF_SCOPE : kamScope(actor.id);
}

/** The scopes in which a lead of this assignee, and all that hangs on it, stands; `coverId` covers for him, or null. */
export function scopesOfLead(assigneeId: string | null, coverId: string | null = null): string[] {
  if (assigneeId === null) return [STAFF_SCOPE];
  return [STAFF_SCOPE, kamScope(assigneeId), ...(coverId === null ? [] : [kamScope(coverId)])];
}

/** Whether this person sees a lead of that assignee. */
export const seesLead = (actor: Actor, lead: { assignee_id: string | null }): boolean =>
  reaches(actor, 'leads.read', lead.assignee_id);

/** Why this person may not give a lead from `from` to `to`, or null when he may. Who may not assign keeps what is his. */
export function refuseAssign(actor: Actor, from: string | null, to: string | null): Refusal | null {
  if (may(actor, 'leads.assign') || from === to) return null;
  return refusal('not_allowed', { detail: 'Only managers and admins assign leads.' });
}
