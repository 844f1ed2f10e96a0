// The server as a real process with its database in a folder, killed under load at random moments: whatever it has
// acknowledged is there when it is back. CALLBOOK_KILLS says how often; 10 unless it is set.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const KILLS = Number(process.env['CALLBOOK_KILLS']) || 10;
const ADMIN = { email: 'boss@callbook.test', password: 'correct horse battery' };

const running = new Set<ChildProcess>();
const folders: string[] = [];
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

interface Running {
  child: ChildProcess;
  url: string;
}

async function startServer(folder: string): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sync-server/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: folder,
      RATE_LIMIT: 'off',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const told: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => void told.push(String(chunk)));
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(line);
    const { event, url } = JSON.parse(line) as { event: string; url?: string };
    if (event === 'listening' && url) {
      child.stdout.resume();
      return { child, url };
    }
  }
  const [code, signal] = await ended;
  throw new Error(`the server has ended before it listened (${code ?? signal}): ${told.join('\n')}`);
}

async function kill({ child }: Running): Promise<void> {
  running.delete(child);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const post = (url: string, body: unknown, token?: string) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });

async function signIn(url: string): Promise<string> {
  const response = await post(`${url}/api/auth/login`, ADMIN);
  return ((await response.json()) as { access_token: string }).access_token;
}

const leadRow = () => {
  const at = new Date().toISOString();
  const head = { id: randomUUID(), write_id: randomUUID(), created_at: at, updated_at: at };
  return { base: null, document: { ...head, kind: 'organization', name: 'Load', state: 'PENDING' } };
};

/** Pushes without pause until the connection ends; notes what was acknowledged. */
async function load(url: string, token: string, acknowledged: Set<string>): Promise<void> {
  try {
    for (;;) {
      const rows = Array.from({ length: 5 }, leadRow);
      const response = await post(`${url}/api/sync/leads/push`, { rows }, token);
      const { results } = (await response.json()) as { results: { id: string; outcome: string }[] };
      for (const { id, outcome } of results) if (outcome === 'ok') acknowledged.add(id);
    }
  } catch (fault) {
    if (!(fault instanceof TypeError) && !(fault instanceof SyntaxError)) throw fault;
  }
}

async function allIds(url: string, token: string): Promise<Set<string>> {
  const ids = new Set<string>();
  let checkpoint = '';
  for (;;) {
    const query = new URLSearchParams({ checkpoint, limit: '1000' });
    const response = await fetch(`${url}/api/sync/leads/pull?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = (await response.json()) as { documents: { id: string }[]; checkpoint: string };
    for (const { id } of page.documents) ids.add(id);
    if (page.documents.length < 1000) return ids;
    checkpoint = page.checkpoint;
  }
}

it(
  `18 the server is killed at random ${KILLS} times under load: every acknowledged write is there`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'callbook-kills-'));
    folders.push(folder);
    const acknowledged = new Set<string>();
    for (let n = 0; n < KILLS; n += 1) {
      const server = await startServer(folder);
      const token = await signIn(server.url);
      const before = acknowledged.size;
      const loads = [1, 2, 3].map(() => load(server.url, token, acknowledged));
      await expect.poll(() => acknowledged.size, { timeout: 60_000, interval: 1 }).toBeGreaterThan(before);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
      await kill(server);
      await Promise.all(loads);
    }
    const server = await startServer(folder);
    const there = await allIds(server.url, await signIn(server.url));
    expect([...acknowledged].filter((id) => !there.has(id))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS * 5);
    // A second process on the folder is refused while the first lives.
    await expect(startServer(folder)).rejects.toThrow(/ended before/);
    await kill(server);
  },
  120_000 + KILLS * 30_000,
);
