// Whether an open stream's reader is still who he was: signed in, active, in the same role.
import { refuseEnded } from '../auth/identity.ts';
import type { Identity } from '../http/app-env.ts';
import type { SignIns } from '../users/read-sign-in.ts';
import { coversNow, type SettleDeps } from '../users/settle-handovers.ts';

/** A question that asks the database anew each time. */
export const stillReads =
  (deps: SettleDeps & { signIns: SignIns }, { user, session_id }: Identity) =>
  async (): Promise<boolean> => {
    const found = await deps.signIns(session_id);
    if (found === null) return false;
    // A handover that has ended meanwhile is taken back before anything more is sent.
    await coversNow(deps, user.id, found.open);
    return refuseEnded(found.session, found.user) === null && found.user.role === user.role;
  };
