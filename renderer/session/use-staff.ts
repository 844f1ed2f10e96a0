// Whether the signed-in person is a manager or admin now: the replica hears of a change, the session knows who signed in.
import { seesAll } from '#domain/sync/scope.ts';
import { useLive, useReplica } from '../replica/replica-context.tsx';
import { useSessionState } from './session-context.tsx';

/** True for who sees all leads of the workspace. */
export function useStaff(): boolean {
  const replica = useReplica();
  const users = useLive(replica.users);
  const signedIn = useSessionState(({ user }) => user?.role);
  const role = users.find(({ id }) => id === replica.user_id)?.role ?? signedIn ?? 'kam';
  return seesAll({ role });
}
