// The FastAPI peer as a process of its own, where Python has what it needs.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, run } from '../../scripts/run.mjs';
import type { Bench } from './bench.ts';
import type { Contender, Samples } from './figure.ts';
import type { Scope } from './scope.ts';
import { until } from './within.ts';

export const FASTAPI = 'FastAPI';

/** The peer beside ours: a fresh one, which `prepare` may fill. */
export function fastApiContender(
  bench: Pick<Bench, 'fastApi'>,
  { prepare, run }: { prepare?(url: string): Promise<void>; run(url: string, run: number): Promise<Samples> },
): Contender {
  let url = '';
  return {
    name: FASTAPI,
    kind: 'peer',
    prepare: async () => {
      url = await bench.fastApi();
      await prepare?.(url);
    },
    run: (at) => run(url, at),
  };
}

const PYTHONS = ['python3', '/usr/bin/python3'];
const STARTS_WITHIN_MS = 30_000;

/** Starts it with an empty database; its address. Rejects with the reason where it cannot be had. */
export async function startFastApi(scope: Scope): Promise<string> {
  const python = await pythonThatHasIt();
  const folder = await mkdtemp(join(tmpdir(), 'callbook-bench-fastapi-'));
  scope.atEnd(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const args = [
    '-m',
    'uvicorn',
    'service:app',
    '--port',
    String(port),
    '--log-level',
    'error',
    '--no-access-log',
  ];
  const child = spawn(python, args, {
    cwd: join(ROOT, 'bench/peers/fastapi'),
    env: { ...process.env, PEER_DATABASE: join(folder, 'leads.db'), PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  scope.atEnd(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  await until(STARTS_WITHIN_MS, 'the FastAPI peer', async () =>
    fetch(`${url}/api/leads?limit=1`).then(
      (answer) => answer.ok,
      () => false,
    ),
  );
  return url;
}

async function pythonThatHasIt(): Promise<string> {
  for (const python of PYTHONS) {
    const { code } = await run(python, ['-c', 'import fastapi, sqlalchemy, uvicorn'], { quiet: true }).catch(
      () => ({
        code: 1,
      }),
    );
    if (code === 0) return python;
  }
  throw new Error('not here; Debian has it: python3-fastapi, python3-sqlalchemy, uvicorn');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
