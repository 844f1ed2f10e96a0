// To whom an application goes: by the workspace's rule, or to the KAM who enters it himself.
import { and, eq, sql } from 'drizzle-orm';
import { nextInTurn } from '#domain/intake/next-in-turn.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { User } from '#domain/user/user.ts';
import type { Queryable } from '../db/database.ts';
import { assignments } from '../db/tables/records.ts';
import { users } from '../db/tables/workspace.ts';
import { readDocuments } from '../feed/write-documents.ts';

/**
 * The new lead's assignee, or null. A signed-in KAM's lead is his own; else, where the rule is `round_robin`, it is the
 * active KAM whose last assigned lead is longest ago.
 */
export async function assigneeOf(
  q: Queryable,
  settings: Pick<Settings, 'assignment_rule'>,
  actor: Actor | null,
): Promise<User | null> {
  const id = actor?.role === 'kam' ? actor.id : await nextKam(q, settings);
  if (id === null) return null;
  return (await readDocuments(q, 'users', [id])).get(id)?.document ?? null;
}

async function nextKam(q: Queryable, settings: Pick<Settings, 'assignment_rule'>): Promise<string | null> {
  if (settings.assignment_rule === 'none') return null;
  const candidates = await q
    .select({ id: users.id, last_turn: lastTurn })
    .from(users)
    .leftJoin(assignments, eq(assignments.to_id, users.id))
    .where(and(eq(users.role, 'kam'), eq(users.is_active, true), eq(users.deleted, false)))
    .groupBy(users.id);
  return nextInTurn(candidates);
}

/** Instants of one millisecond are told apart by the assignment's id, which grows. */
const lastTurn = sql<string | null>`
  max(to_char(${assignments.at} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') || ' ' || ${assignments.id}::text)`;
