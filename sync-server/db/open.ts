// Opens the workspace's database: PGlite in a folder by default, PostgreSQL by address. Same dialect, same migrations.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { lockFolder } from './data-dir-lock.ts';
import type { Database } from './database.ts';
import { listenPg } from './listen-pg.ts';
import { prepareReaderRole } from './reader-role.ts';

/** The folder of the migrations, beside the source and beside the bundle. */
export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));
const POOL_SIZE = 10;
const MIGRATION_LOCK = 7300;

export interface OpenDatabase {
  db: Database;
  engine: 'pglite' | 'postgres';
  /** Why KAMs are read for without their own role (see reader-role); null where that holds, or nobody migrated. */
  unguarded: string | null;
  /** Calls back with each payload notified on a channel, by this process or another. Ends with the returned function. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  /** Takes the advisory lock of this number, among all processes of the database, and gives it back by the returned
   * function; null where somebody holds it. It does not outlive its holder. */
  tryLock(key: number): Promise<(() => Promise<void>) | null>;
  close(): Promise<void>;
}

export interface DatabasePlace {
  /** Folder of the embedded database; null keeps it in memory. */
  folder: string | null;
  /** Address of a PostgreSQL server; it wins over the folder. */
  url?: string | undefined;
  /** False leaves the tables as they are. Default true. */
  migrate?: boolean;
  /** What a new embedded database begins with, as PGlite dumped it. */
  image?: Blob;
}

/**
 * Opens the database and, unless asked not to, brings its tables up to date. Throws when the folder is in use by a living process, cannot be
 * written, or holds something else, and when the server cannot be reached.
 */
export const openDatabase = (place: DatabasePlace): Promise<OpenDatabase> =>
  place.url ? openPostgres(place.url, place.migrate !== false) : openPglite(place, place.migrate !== false);

async function openPglite({ folder, image }: DatabasePlace, migrate: boolean): Promise<OpenDatabase> {
  if (folder !== null) await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = folder === null ? async () => undefined : await lockFolder(`${folder}.lock`);
  try {
    const client = await PGlite.create({
      ...(image ? { loadDataDir: image } : {}),
      ...(folder === null ? {} : { dataDir: folder }),
    });
    const db = drizzlePglite({ client });
    if (migrate) await migratePglite(db, { migrationsFolder: MIGRATIONS });
    const unguarded = migrate ? await prepareReaderRole(db as Database) : null;
    return {
      db: db as Database,
      engine: 'pglite',
      unguarded,
      listen: (channel, onPayload) => client.listen(channel, onPayload).then((end) => () => end()),
      tryLock: lockWithin(new Set()),
      close: async () => {
        await client.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function openPostgres(url: string, migrate: boolean): Promise<OpenDatabase> {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = drizzlePg({ client: pool });
  let unguarded: string | null = null;
  try {
    await assertReachable(pool);
    if (migrate) unguarded = await migrateAlone(pool, () => prepareReaderRole(db as Database));
  } catch (error) {
    await pool.end();
    throw error;
  }
  const listeners = new Set<() => Promise<void>>();
  return {
    db: db as Database,
    engine: 'postgres',
    unguarded,
    listen: async (channel, onPayload) => {
      const end = await listenPg(url, channel, onPayload);
      const stop = async () => {
        listeners.delete(stop);
        await end();
      };
      listeners.add(stop);
      return stop;
    },
    tryLock: (key) => lockOnPg(pool, key),
    close: async () => {
      await Promise.all([...listeners].map((stop) => stop()));
      await pool.end();
    },
  };
}

/** An embedded database has one process, and all of its statements one session: the lock is the process's own. */
const lockWithin = (held: Set<number>) => async (key: number) => {
  if (held.has(key)) return null;
  held.add(key);
  return async () => void held.delete(key);
};

async function lockOnPg(pool: pg.Pool, key: number): Promise<(() => Promise<void>) | null> {
  const client = await pool.connect();
  const { rows } = await client.query('select pg_try_advisory_lock($1) as got', [key]);
  if (rows[0]?.got !== true) {
    client.release();
    return null;
  }
  return async () => {
    try {
      await client.query('select pg_advisory_unlock($1)', [key]);
      client.release();
    } catch {
      // The connection is broken: the lock goes with it.
      client.release(true);
    }
  };
}

/** A query's own error would not say that the server could not be reached. */
async function assertReachable(pool: pg.Pool): Promise<void> {
  try {
    (await pool.connect()).release();
  } catch (error) {
    const why = error instanceof Error ? error.message || error.name : String(error);
    throw new Error(`the database at DATABASE_URL cannot be used (${why})`, { cause: error });
  }
}

/** Of several servers that start together one migrates, and does what follows; the others wait for it. */
async function migrateAlone<T>(pool: pg.Pool, then: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migratePg(drizzlePg({ client }), { migrationsFolder: MIGRATIONS });
    return await then();
  } finally {
    // A lock of the session goes with its connection.
    client.release(true);
  }
}
