// The second line behind the scope of a query: a KAM's reading is done under a role that owns no table, so the policies of
// the tables hold for it (see the migrations), whatever the query asks for.
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type Actor, seesAll } from '#domain/sync/scope.ts';
import type { Database, Queryable } from './database.ts';
import { customers, interactions, leads, metrics, plan_events, pocs } from './tables/documents.ts';
import { assignments, compaction_floors, facts, feed, files } from './tables/records.ts';
import { settings, users } from './tables/workspace.ts';

/** Shared by all databases of a PostgreSQL server: it has rights in those only whose server gave it some. */
export const READER_ROLE = 'callbook_reader';

const READ = [
  ...[leads, pocs, interactions, plan_events, customers, metrics],
  ...[feed, facts, compaction_floors, files, assignments, settings],
];

/** The databases whose role is ready. */
const ready = new WeakSet<object>();

/**
 * Makes the role where it is missing and gives it its rights. Null, or why reading goes on as the owner: the database's
 * user may make no roles, and nobody has made this one for it.
 */
export async function prepareReaderRole(db: Database): Promise<string | null> {
  try {
    await db.execute(madeAndGiven);
    const { password_hash: _, ...shown } = getTableColumns(users);
    const columns = sql.join(
      Object.values(shown).map(({ name }) => sql.identifier(name)),
      sql`, `,
    );
    const role = sql.identifier(READER_ROLE);
    await db.transaction(async (tx) => {
      await tx.execute(
        sql`grant select on ${sql.join(
          READ.map((table) => sql`${table}`),
          sql`, `,
        )} to ${role}`,
      );
      await tx.execute(sql`grant select on sequence feed_seq to ${role}`);
      await tx.execute(sql`grant select (${columns}) on ${users} to ${role}`);
      await tx.execute(actingFor(null));
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
  ready.add(db);
  return null;
}

/** Another database of the same server may make the role at the same moment; who made it by hand may have given it too. */
const madeAndGiven: SQL = sql.raw(`DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${READER_ROLE}') THEN
    BEGIN
      CREATE ROLE ${READER_ROLE} NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END IF;
  IF current_setting('is_superuser') <> 'on' THEN
    BEGIN
      EXECUTE format('GRANT ${READER_ROLE} TO %I', current_user);
    EXCEPTION WHEN insufficient_privilege OR unique_violation THEN NULL;
    END;
  END IF;
END $$`);

/** To the end of the transaction: the role, and for whom it reads. One statement. */
const actingFor = (userId: string | null): SQL =>
  sql`select set_config('role', ${READER_ROLE}, true), set_config('callbook.user_id', ${userId ?? ''}, true)`;

/**
 * Reads for a person: a KAM's in one transaction under the role, everybody else's as it is. `work` uses only what it is
 * given, and writes nothing.
 */
export async function readFor<T>(
  db: Database,
  actor: Pick<Actor, 'id' | 'role'>,
  work: (q: Queryable) => Promise<T>,
): Promise<T> {
  if (seesAll(actor) || !ready.has(db)) return work(db);
  return db.transaction(async (tx) => {
    await tx.execute(actingFor(actor.id));
    return work(tx);
  });
}

/** Whether reading for KAMs has its second line. */
export const hasReaderRole = (db: Database): boolean => ready.has(db);
