// A PostgreSQL server of the version of this machine's own pg_dump, which refuses to dump a newer one.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './postgres.ts';

const INSTALLED = '/usr/lib/postgresql';

/** Starts it in a folder of its own; null where this machine has no server beside its pg_dump. */
export async function startPostgresOfPgDump(): Promise<{ url: string; stop(): Promise<void> } | null> {
  const bin = newestBin();
  const account = accountOfServer();
  if (bin === null || account === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'callbook-pgdump-'));
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? account.uid);
  const data = join(folder, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'callbook', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    {
      ...account,
      stdio: 'ignore',
      cwd: folder,
    },
  );
  const port = await freePort();
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1', '-c', 'fsync=off'],
    { ...account, stdio: 'ignore', cwd: folder },
  );
  const ended = once(server, 'exit');
  const url = `postgres://callbook:callbook@127.0.0.1:${port}`;
  await answers(`${url}/postgres`);
  return {
    url,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function newestBin(): string | null {
  if (!existsSync(INSTALLED)) return null;
  const found = readdirSync(INSTALLED)
    .map((version) => join(INSTALLED, version, 'bin'))
    .filter((bin) => ['initdb', 'postgres', 'pg_dump'].every((name) => existsSync(join(bin, name))));
  return found.toSorted().at(-1) ?? null;
}

/** PostgreSQL does not run as root: then its own account has to do. Null where there is none. */
function accountOfServer(): { uid?: number; gid?: number } | null {
  if (process.getuid?.() !== 0) return {};
  try {
    const idOf = (flag: string) =>
      Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Waits until the server takes connections. */
async function answers(url: string): Promise<void> {
  for (const until = Date.now() + 60_000; ; ) {
    const client = new pg.Client({ connectionString: url });
    const up = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (up) return;
    if (Date.now() > until) throw new Error('PostgreSQL did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
