// Measures what the workspace takes up: its tables, its files, and the disk that holds the server's folder.
import { statfs } from 'node:fs/promises';
import { count, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Storage } from '#domain/storage/storage.ts';
import type { Config } from '../config.ts';
import { type Database, rowsOf } from '../db/database.ts';
import { customers, interactions, leads, metrics, plan_events, pocs } from '../db/tables/documents.ts';
import { audit_logs, feed, files, outbox } from '../db/tables/records.ts';
import { release_files } from '../db/tables/releases.ts';

const COUNTED: readonly PgTable[] = [
  ...[leads, pocs, interactions, plan_events, customers, metrics],
  ...[audit_logs, outbox, feed],
];

export interface StorageDeps {
  db: Database;
  config: Pick<Config, 'DATA_DIR' | 'DATABASE_URL' | 'FILES_URL'>;
}

/** As it is now; deleted documents that devices may still have to hear of are counted. */
export async function readStorage({ db, config }: StorageDeps): Promise<Storage> {
  const [bytes, rows, kept, installers, disk] = await Promise.all([
    numberOf(db, sql`select pg_database_size(current_database())`),
    rowCounts(db),
    sumOf(db, sql`(select distinct on (storage_key) size from ${files} where storage_key is not null)`),
    sumOf(db, sql`${release_files}`),
    diskOf(config.DATA_DIR),
  ]);
  return {
    database: { engine: config.DATABASE_URL === null ? 'pglite' : 'postgres', bytes },
    rows,
    files: { place: config.FILES_URL === null ? 'folder' : 'bucket', ...kept },
    installers,
    disk,
  };
}

async function rowCounts(db: Database): Promise<Storage['rows']> {
  const rows = await Promise.all(
    COUNTED.map(async (table) => {
      const [row] = await db.select({ count: count() }).from(table);
      return { table: getTableName(table), count: row?.count ?? 0 };
    }),
  );
  return rows.sort((a, b) => b.count - a.count);
}

async function sumOf(db: Database, from: SQL): Promise<{ count: number; bytes: number }> {
  const [row] = rowsOf(
    await db.execute(
      sql`select count(*)::float8 as n, coalesce(sum(size), 0)::float8 as bytes from ${from} as f`,
    ),
  );
  return { count: Number(row?.['n']), bytes: Number(row?.['bytes']) };
}

async function numberOf(db: Database, statement: SQL): Promise<number> {
  const [row] = rowsOf(await db.execute(statement));
  return Number(Object.values(row ?? {})[0]);
}

async function diskOf(folder: string): Promise<Storage['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return null;
  }
}
