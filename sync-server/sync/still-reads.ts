// Whether an open stream's reader is still who he was: signed in, active, in the same role.
import { eq } from 'drizzle-orm';
import { refuseEnded } from '../auth/identity.ts';
import type { Database } from '../db/database.ts';
import { sessions, users } from '../db/tables/workspace.ts';
import type { Identity } from '../http/app-env.ts';

/** A question that asks the database anew each time. */
export const stillReads =
  ({ db }: { db: Database }, { user, session_id }: Identity) =>
  async (): Promise<boolean> => {
    const [found] = await db
      .select({ user: users, session: sessions })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.user_id))
      .where(eq(sessions.id, session_id));
    return (
      found !== undefined && refuseEnded(found.session, found.user) === null && found.user.role === user.role
    );
  };
