// How far everything has come that one person may read: what was read of it holds for as long as this stays the same.
import { sql } from 'drizzle-orm';
import { type Actor, scopeOf, WORKSPACE_SCOPE } from '#domain/sync/scope.ts';
import { type Queryable, rowsOf } from '../db/database.ts';
import { facts, feed } from '../db/tables/records.ts';

/**
 * The newest changes that this person hears of: of leads and what hangs on them, and of the workspace; and the database's
 * epoch, as numbers begin anew where a backup was put back. One statement.
 */
export async function versionFor(q: Queryable, actor: Actor): Promise<string> {
  const newest = (scope: string) => sql`coalesce((select max(seq) from ${feed} where scope = ${scope}), 0)`;
  const [row] = rowsOf(
    await q.execute(
      sql`select ${newest(scopeOf(actor, 'leads'))} || ' ' || ${newest(WORKSPACE_SCOPE)} || ' '
        || coalesce((select value from ${facts} where name = 'epoch'), '') as version`,
    ),
  );
  return String(row?.['version']);
}
