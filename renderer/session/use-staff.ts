// What the signed-in person may do now: the replica hears of a change, the session knows who signed in.
import { seesAll } from '#domain/sync/scope.ts';
import { may, type Right } from '#domain/user/rights.ts';
import type { Role } from '#domain/user/user.ts';
import { useLive, useReplica } from '../replica/replica-context.tsx';
import { useSessionState } from './session-context.tsx';

/** The person's role as it is now. */
export function useRole(): Role {
  const replica = useReplica();
  const users = useLive(replica.users);
  const signedIn = useSessionState(({ user }) => user?.role);
  return users.find(({ id }) => id === replica.user_id)?.role ?? signedIn ?? 'kam';
}

/** True for who sees all leads of the workspace. */
export const useStaff = (): boolean => seesAll({ role: useRole() });

/** Whether the person has the right at all. */
export const useMay = (right: Right): boolean => may({ role: useRole() }, right);
