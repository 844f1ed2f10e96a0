// The database: reachable, its tables as this version wants them, the guards in place. Nothing is changed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { COLLECTIONS } from '#domain/sync/collections.ts';
import type { Config } from '../config.ts';
import { FolderInUse } from '../db/data-dir-lock.ts';
import { type Database, rowsOf } from '../db/database.ts';
import { migrationState } from '../db/migration-state.ts';
import { type OpenDatabase, openDatabase } from '../db/open.ts';
import { checkClock } from './check-clock.ts';
import { type Finding, reasonOf } from './finding.ts';

const part = 'database';

/** What was found of the database and, where it can be asked, of the clock. */
export async function checkDatabase(config: Pick<Config, 'DATA_DIR' | 'DATABASE_URL'>): Promise<Finding[]> {
  const folder = join(config.DATA_DIR, 'db');
  if (config.DATABASE_URL === null && !existsSync(folder)) {
    return [{ part, state: 'ok', words: `embedded; ${folder} will be made at the first start` }];
  }
  const place = config.DATABASE_URL === null ? folder : placeOf(config.DATABASE_URL);
  let open: OpenDatabase;
  try {
    open = await openDatabase({ folder, url: config.DATABASE_URL ?? undefined, migrate: false });
  } catch (error) {
    return [unopened(place, error, config.DATABASE_URL !== null)];
  }
  try {
    return [await checkTables(open, place), await checkClock(open)];
  } catch (error) {
    return [{ part, state: 'wrong', words: `${place} does not answer (${reasonOf(error)})` }];
  } finally {
    await open.close();
  }
}

function unopened(place: string, error: unknown, isServer: boolean): Finding {
  if (error instanceof FolderInUse) {
    const words = `${place} is held by process ${error.pid}, a running server: it was not looked into; stop the server to have it checked`;
    return { part, state: 'note', words };
  }
  const help = isServer
    ? 'start PostgreSQL, or correct the address, the user and the password in DATABASE_URL'
    : 'put a backup back (npm run restore), or move the folder away to begin anew';
  return { part, state: 'wrong', words: `${place} cannot be opened (${reasonOf(error)}): ${help}` };
}

/** The tables and guards of an open database; `place` names it for people. */
export async function checkTables({ db, engine }: OpenDatabase, place: string): Promise<Finding> {
  const { applied, known, unknown } = await migrationState(db);
  const seen = `${engine === 'pglite' ? 'embedded in' : 'PostgreSQL,'} ${place}`;
  if (unknown > 0) {
    const words = `${seen} was written by a newer version (${unknown} migrations unknown here): install that one`;
    return { part, state: 'wrong', words };
  }
  if (applied === 0)
    return { part, state: 'ok', words: `${seen} is empty; the first start makes the tables` };
  if (applied < known) {
    const words = `${seen}: ${known - applied} of ${known} migrations wait; the next start makes them (back up before)`;
    return { part, state: 'note', words };
  }
  const missing = await missingGuards(db);
  if (missing.length > 0) {
    const words = `${seen}: the guards of ${missing.join(', ')} are gone or switched off: put a backup back, or ask whoever switched them off`;
    return { part, state: 'wrong', words };
  }
  return { part, state: 'ok', words: `${seen}: ${known} migrations made, guards in place` };
}

/** Replicated tables whose guard is missing or disabled. See the migration `guards`. */
async function missingGuards(db: Database): Promise<string[]> {
  const rows = rowsOf(
    await db.execute(sql`
      select relname from pg_trigger join pg_class on pg_class.oid = tgrelid
      where tgname = 'guard_write_path' and tgenabled in ('O', 'A')`),
  );
  const guarded = new Set(rows.map(({ relname }) => relname));
  return [...COLLECTIONS, 'feed'].filter((name) => !guarded.has(name));
}

/** Host and database of an address, never its password. */
function placeOf(address: string): string {
  const { host, pathname } = new URL(address);
  return `${pathname.slice(1)} on ${host}`;
}
