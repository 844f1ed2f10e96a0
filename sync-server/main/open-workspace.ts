// Opens the workspace's database, or says in one line why not and what helps.
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { FolderInUse } from '../db/data-dir-lock.ts';
import { type OpenDatabase, openDatabase } from '../db/open.ts';
import { codeOf, StartRefused } from '../start-refused.ts';

/** The database of this configuration, up to date. Throws StartRefused. */
export async function openWorkspace(
  config: Pick<Config, 'DATA_DIR' | 'DATABASE_URL'>,
): Promise<OpenDatabase> {
  const folder = join(config.DATA_DIR, 'db');
  try {
    return await openDatabase({ folder, url: config.DATABASE_URL ?? undefined });
  } catch (error) {
    if (error instanceof FolderInUse) throw new StartRefused(error.message, { cause: error });
    throw new StartRefused(
      config.DATABASE_URL === null ? broken(folder, error) : unreachable(config.DATABASE_URL, error),
      {
        cause: error,
      },
    );
  }
}

const broken = (folder: string, error: unknown): string =>
  `the database in ${folder} cannot be opened (${reasonOf(error)}): put a backup of the folder back, or move it away ` +
  'to start with an empty workspace';

/** Names the server and the database, never the password. */
function unreachable(address: string, error: unknown): string {
  const { host, pathname } = new URL(address);
  return (
    `DATABASE_URL: the database ${pathname.slice(1)} on ${host} cannot be used (${reasonOf(error)}): ` +
    'start PostgreSQL, or correct the address, the user and the password'
  );
}

/** A short word for the cause: the innermost error's code, else its first line. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error) return reasonOf(inner);
  return codeOf(error) ?? error.message.split('\n')[0]?.slice(0, 200) ?? error.name;
}
