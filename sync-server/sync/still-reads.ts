// Whether an open stream's reader is still who he was: signed in, active, in the same role.
import { eq } from 'drizzle-orm';
import { refuseEnded } from '../auth/identity.ts';
import { sessions, users } from '../db/tables/workspace.ts';
import type { Identity } from '../http/app-env.ts';
import { coversNow, type SettleDeps } from '../users/settle-handovers.ts';

/** A question that asks the database anew each time. */
export const stillReads =
  (deps: SettleDeps, { user, session_id }: Identity) =>
  async (): Promise<boolean> => {
    // A handover that has ended meanwhile is taken back before anything more is sent.
    await coversNow(deps, user.id);
    const [found] = await deps.db
      .select({ user: users, session: sessions })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.user_id))
      .where(eq(sessions.id, session_id));
    return (
      found !== undefined && refuseEnded(found.session, found.user) === null && found.user.role === user.role
    );
  };
