// Who is told of promised answers: the person who works a lead now, and the managers.
import { and, asc, eq } from 'drizzle-orm';
import type { User } from '#domain/user/user.ts';
import type { Queryable } from '../db/database.ts';
import { users } from '../db/tables/workspace.ts';
import { documentOf } from '../feed/document-tables.ts';
import { covers, openHandovers } from '../users/read-handovers.ts';

export interface Team {
  /** The active managers; the active admins where there is no manager. */
  managers: User[];
  /** The active person of this id, or null. */
  person(id: string | null): User | null;
  /** Who works a lead of this assignee now: whoever covers for him, else he himself; null when nobody is there. */
  worker(assigneeId: string | null): User | null;
}

/** The people of the workspace as they stand at `now`. */
export async function readTeam(q: Queryable, now: string): Promise<Team> {
  const rows = await q
    .select()
    .from(users)
    .where(and(eq(users.is_active, true), eq(users.deleted, false)))
    .orderBy(asc(users.id));
  const people = new Map(rows.map((row) => [row.id, documentOf('users', row)]));
  const of = (role: User['role']) => [...people.values()].filter((user) => user.role === role);
  const managers = of('manager');
  const inForce = (await openHandovers(q)).filter((row) => covers(row, now));
  const coverOf = new Map(inForce.map(({ user_id, to_id }) => [user_id, to_id]));
  const person = (id: string | null) => people.get(id ?? '') ?? null;
  return {
    managers: managers.length > 0 ? managers : of('admin'),
    person,
    worker: (id) => person(coverOf.get(id ?? '') ?? null) ?? person(id),
  };
}
