// How far a database's tables have come, beside the migrations that this version knows.
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { type Queryable, rowsOf } from './database.ts';
import { MIGRATIONS } from './open.ts';

export interface MigrationState {
  /** Migrations of this version that the database has. */
  applied: number;
  /** Migrations of this version. */
  known: number;
  /** Migrations that the database has and this version does not know. */
  unknown: number;
}

/** Asks the database; nothing is changed. */
export async function migrationState(q: Queryable): Promise<MigrationState> {
  const known = new Set(knownMigrations());
  const made = await madeMigrations(q);
  return {
    applied: made.filter((hash) => known.has(hash)).length,
    known: known.size,
    unknown: made.filter((hash) => !known.has(hash)).length,
  };
}

/** Hashes of the migrations that this version knows. */
export const knownMigrations = (): string[] =>
  readMigrationFiles({ migrationsFolder: MIGRATIONS }).map(({ hash }) => hash);

/** Hashes of the migrations that the database has. */
export async function madeMigrations(q: Queryable): Promise<string[]> {
  const [there] = rowsOf(
    await q.execute(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`),
  );
  if (there?.['there'] !== true) return [];
  const rows = rowsOf(await q.execute(sql`select hash from drizzle.__drizzle_migrations`));
  return rows.map(({ hash }) => String(hash));
}
