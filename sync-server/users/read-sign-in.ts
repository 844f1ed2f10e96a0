// A sign-in with its person, as each request and each wake-up of a stream asks for it: in one statement, since the embedded
// database takes as long for a small statement as for a page of documents.
import { eq } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { sessions, users } from '../db/tables/workspace.ts';
import { type HandoverRow, handoversOf, openHandoversText } from './read-handovers.ts';

export interface SignIn {
  user: typeof users.$inferSelect;
  session: typeof sessions.$inferSelect;
  /** All handovers that stand open, of anybody. */
  open: HandoverRow[];
}

/** The sign-in of this id, ended or not; null: there is none. */
export async function readSignIn(q: Queryable, sessionId: string): Promise<SignIn | null> {
  const [found] = await q
    .select({ user: users, session: sessions, open: openHandoversText })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.user_id))
    .where(eq(sessions.id, sessionId));
  return found ? { ...found, open: handoversOf(found.open) } : null;
}
