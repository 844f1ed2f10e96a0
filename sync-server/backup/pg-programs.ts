// pg_dump and pg_restore, where this machine has them. Their own words reach the person where they fail.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { codeOf, StartRefused } from '../start-refused.ts';

/** Writes the database at `url` into a file in PostgreSQL's own format. Throws StartRefused. */
export const pgDump = (url: string, path: string): Promise<void> =>
  runProgram('pg_dump', url, ['--format=custom', '--no-owner', '--no-privileges', `--file=${path}`]);

/** Puts such a file into the empty database at `url`, all or nothing. Throws StartRefused. */
export const pgRestore = (url: string, path: string): Promise<void> =>
  runProgram('pg_restore', url, [
    '--no-owner',
    '--no-privileges',
    '--exit-on-error',
    '--single-transaction',
    path,
  ]);

async function runProgram(program: string, address: string, args: string[]): Promise<void> {
  const url = new URL(address);
  // Arguments can be seen by everybody on the machine, the environment cannot.
  const PGPASSWORD = decodeURIComponent(url.password);
  url.password = '';
  const child = spawn(program, [...args, `--dbname=${url}`], {
    env: { ...process.env, ...(PGPASSWORD === '' ? {} : { PGPASSWORD }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close').catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new StartRefused(
      `${program} is not on this machine: install PostgreSQL's client programs (postgresql-client), of the database ` +
        "server's version or newer, or use your database provider's own backups",
    );
  });
  if (code === 0) return;
  const line = said.trim().split('\n').slice(0, 3).join(' ').slice(0, 500);
  const help = /version mismatch/.test(said)
    ? `: install PostgreSQL's client programs of the database server's version`
    : '';
  throw new StartRefused(`${program} failed (${line})${help}`);
}
