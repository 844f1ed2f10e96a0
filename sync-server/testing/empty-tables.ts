// Empties tables for a test. The product never does that, and the database refuses it: the guards stand aside for it here.
import { type SQL, sql } from 'drizzle-orm';
import { type Database, rowsOf } from '../db/database.ts';

/** Empties these tables; without names all of them, and the feed begins anew. */
export async function emptyTables(db: Database, ...names: string[]): Promise<void> {
  const all = names.length === 0;
  const tables = all ? await allTables(db) : names;
  await db.transaction(async (tx) => {
    // What a restore of a backup does: no trigger fires.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`truncate ${listOf(tables)} restart identity`);
    if (all) await tx.execute(sql`alter sequence feed_seq restart`);
  });
}

async function allTables(db: Database): Promise<string[]> {
  const rows = rowsOf(await db.execute(sql`select tablename from pg_tables where schemaname = 'public'`));
  return rows.map((row) => String(row['tablename']));
}

const listOf = (names: string[]): SQL =>
  sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
