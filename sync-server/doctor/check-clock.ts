// The clock of this machine against the database server's own, and against what was written last.
import { sql } from 'drizzle-orm';
import { rowsOf } from '../db/database.ts';
import type { OpenDatabase } from '../db/open.ts';
import type { Finding } from './finding.ts';

const MOST_APART_MS = 5000;

/** `now`: this machine's clock in epoch milliseconds. */
export async function checkClock({ db, engine }: OpenDatabase, now = Date.now): Promise<Finding> {
  const part = 'clock';
  const asked = now();
  const [row] = rowsOf(await db.execute(sql`select extract(epoch from clock_timestamp()) * 1000 as ms`));
  const apart = Math.round(Number(row?.['ms']) - (asked + now()) / 2);
  if (engine === 'postgres' && Math.abs(apart) > MOST_APART_MS) {
    const words = `differs from the database server's by ${Math.round(Math.abs(apart) / 1000)} s: have both set by a time server`;
    return { part, state: 'wrong', words };
  }
  const last = await lastWrite(db);
  if (last !== null && last - now() > MOST_APART_MS) {
    const words = `is behind what was written last (${new Date(last).toISOString()}): set it, by a time server best`;
    return { part, state: 'wrong', words };
  }
  const beside =
    engine === 'postgres' ? `${Math.abs(apart)} ms from the database server's` : 'not behind the last write';
  return { part, state: 'ok', words: `${new Date(now()).toISOString()}, ${beside}` };
}

async function lastWrite(db: OpenDatabase['db']): Promise<number | null> {
  const [there] = rowsOf(await db.execute(sql`select to_regclass('audit_logs') is not null as there`));
  if (there?.['there'] !== true) return null;
  const [row] = rowsOf(
    await db.execute(sql`select extract(epoch from max(at)) * 1000 as ms from audit_logs`),
  );
  return row?.['ms'] === null ? null : Number(row?.['ms']);
}
