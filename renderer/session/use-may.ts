// What the signed-in person is now and may do: the replica hears of a change, the session knows who signed in.
import { may, type Right } from '#domain/user/rights.ts';
import type { Role } from '#domain/user/user.ts';
import { useLive, useReplica } from '../replica/replica-context.tsx';
import { useSessionState } from './session-context.tsx';

export function useRole(): Role {
  const replica = useReplica();
  const users = useLive(replica.users);
  const signedIn = useSessionState(({ user }) => user?.role);
  return users.find(({ id }) => id === replica.user_id)?.role ?? signedIn ?? 'kam';
}

/** Whether he has the right at all, as far as this device knows. */
export const useMay = (right: Right): boolean => may({ role: useRole() }, right);
