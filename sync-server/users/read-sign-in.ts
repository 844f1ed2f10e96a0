// A sign-in with its person, as each request and each wake-up of a stream asks for it. Those that ask at the same moment are
// answered by one statement: the embedded database takes as long for a small one as for a page of documents.
import { eq } from 'drizzle-orm';
import { among } from '../db/among.ts';
import type { Database } from '../db/database.ts';
import { sessions, users } from '../db/tables/workspace.ts';
import { doneTogether, thisMoment } from '../together.ts';
import { type HandoverRow, handoversOf, openHandoversText } from './read-handovers.ts';

export interface SignIn {
  user: typeof users.$inferSelect;
  session: typeof sessions.$inferSelect;
  /** All handovers that stand open, of anybody. */
  open: HandoverRow[];
}

/** The sign-in of this id, ended or not, as it stands after the question; null: there is none. */
export type SignIns = (sessionId: string) => Promise<SignIn | null>;

const AT_ONCE = 2_000;

export function createSignIns(db: Database): SignIns {
  return doneTogether(
    async (sessionIds: readonly string[]) => {
      const rows = await db
        .select({ user: users, session: sessions, open: openHandoversText })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.user_id))
        .where(among(sessions.id, [...new Set(sessionIds)]));
      const found = new Map(rows.map((row) => [row.session.id, { ...row, open: handoversOf(row.open) }]));
      return sessionIds.map((id) => found.get(id) ?? null);
    },
    AT_ONCE,
    thisMoment,
  );
}
