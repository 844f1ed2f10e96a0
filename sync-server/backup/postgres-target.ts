// A PostgreSQL database made ready for a restore: empty, or with what it holds put aside under other names.
import pg from 'pg';
import { StartRefused } from '../start-refused.ts';

export interface Emptied {
  /** The schemas that hold what was there before. */
  schemas: string[];
  /** Puts everything back under its name; for a restore that failed. */
  undo(): Promise<void>;
}

/** The schemas of a workspace: its tables, and the list of its migrations. */
const SCHEMAS = ['public', 'drizzle'];

/** Throws StartRefused where a server is connected, or the database is not empty and `force` is not set. */
export async function emptyDatabase(url: string, force: boolean, stamp: string): Promise<Emptied> {
  return onDatabase(url, async (client) => {
    const { rows: others } = await client.query(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    if (others.length > 0) {
      throw new StartRefused(
        `${others.length} other connections use the database: stop the servers, then restore`,
      );
    }
    const { rows } = await client.query(
      'select distinct schemaname from pg_tables where schemaname = any($1) order by 1',
      [SCHEMAS],
    );
    const found = rows.map(({ schemaname }) => String(schemaname));
    if (found.length === 0) return { schemas: [], undo: async () => undefined };
    if (!force)
      throw new StartRefused('the database is not empty: restore with --force to put its tables aside');
    const pairs = found.map((name): [string, string] => [name, `${name}_before_${stamp}`]);
    await client.query(pairs.map(renaming).join(';'));
    if (found.includes('public')) await client.query('create schema public');
    return { schemas: pairs.map(([, aside]) => aside), undo: () => putBack(url, pairs) };
  });
}

const renaming = ([from, to]: [string, string]): string => `alter schema "${from}" rename to "${to}"`;

const putBack = (url: string, pairs: [string, string][]): Promise<void> =>
  onDatabase(url, async (client) => {
    await client.query(
      pairs
        .map(([name, aside]) => `drop schema if exists "${name}" cascade;${renaming([aside, name])}`)
        .join(';'),
    );
  });

async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect().catch((error: unknown) => {
    const why = error instanceof Error ? error.message || error.name : String(error);
    throw new StartRefused(`the database at DATABASE_URL cannot be used (${why})`, { cause: error });
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
