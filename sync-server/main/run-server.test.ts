import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { StartRefused } from '../start-refused.ts';
import { newPostgresDatabase } from '../testing/test-database.ts';
import { PASSWORD } from '../testing/test-people.ts';
import { type RunningServer, runServer } from './run-server.ts';

describe('the server', () => {
  let folder: string;
  let running: RunningServer[];
  let events: Record<string, unknown>[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callbook-run-'));
    running = [];
    events = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((server) => server.stop()));
    await rm(folder, { recursive: true });
  });

  const start = async (env: Record<string, string> = {}) => {
    const config = readConfig({ DATA_DIR: join(folder, 'data'), PORT: '0', ...env });
    if (!config.ok) throw new Error(config.error);
    const server = await runServer(
      config.value,
      createLog('info', (line) => events.push(JSON.parse(line))),
    );
    running.push(server);
    return server;
  };
  const refusalOf = async (env: Record<string, string>) => {
    const error = await start(env).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartRefused);
    const { message } = error as StartRefused;
    expect(message).not.toContain('\n');
    return message;
  };

  it('starts on an empty folder, says where it listens, serves, stops, and finds its work again', async () => {
    const first = await start({ ADMIN_EMAIL: 'boss@example.com', ADMIN_PASSWORD: PASSWORD });
    expect(events.find(({ event }) => event === 'listening')).toMatchObject({
      url: first.url,
      engine: 'pglite',
    });
    const login = (url: string) =>
      fetch(`${url}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'boss@example.com', password: PASSWORD }),
      });
    const { access_token } = (await (await login(first.url)).json()) as { access_token: string };
    await first.stop();
    await expect(fetch(first.url)).rejects.toThrow();
    const second = await start();
    const me = await fetch(`${second.url}/api/auth/me`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(me.status).toBe(200);
  });

  it('sweeps away the drafts that a process left long ago, at its start and by a job', async () => {
    const drafts = join(folder, 'data/files/drafts');
    const leave = async (name: string, minutesAgo: number) => {
      await mkdir(drafts, { recursive: true });
      await writeFile(join(drafts, name), 'half a file');
      const at = new Date(Date.now() - minutesAgo * 60_000);
      await utimes(join(drafts, name), at, at);
    };
    await leave('old', 61);
    await leave('another process is at it', 1);
    await start();
    expect(await readdir(drafts)).toEqual(['another process is at it']);
    await vi.waitFor(() =>
      expect(events).toContainEqual(expect.objectContaining({ event: 'job_done', job: 'purge', drafts: 0 })),
    );
  });

  it('ends open streams when it stops', async () => {
    const server = await start({
      DATABASE_URL: await newPostgresDatabase(),
      ADMIN_EMAIL: 'boss@example.com',
      ADMIN_PASSWORD: PASSWORD,
    });
    expect(events.find(({ event }) => event === 'listening')).toMatchObject({ engine: 'postgres' });
    const body = new URLSearchParams({ username: 'boss@example.com', password: PASSWORD });
    const reply = await fetch(`${server.url}/api/auth/token`, { method: 'POST', body });
    const { access_token } = (await reply.json()) as { access_token: string };
    const stream = await fetch(`${server.url}/api/sync/stream`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(stream.status).toBe(200);
    const read = stream.text();
    await Promise.all([server.stop(), server.stop()]);
    expect(typeof (await read)).toBe('string');
    expect(events.filter(({ event }) => event === 'stopped')).toHaveLength(1);
  });

  it('refuses a port that is taken, and gives its folder free again', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    try {
      expect(await refusalOf({ PORT: String(port) })).toMatch(
        /^PORT: \d+ on 127\.0\.0\.1 is taken: .+set PORT/,
      );
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
    await expect(start()).resolves.toHaveProperty('url');
  });

  it('refuses a folder that another server uses', async () => {
    await start();
    expect(await refusalOf({})).toMatch(/in use by process \d+.+DATA_DIR/);
  });

  it.each(['/proc/nope/data', '/dev/null/data'])('refuses the folder %s at once', async (DATA_DIR) => {
    expect(await refusalOf({ DATA_DIR })).toMatch(/^DATA_DIR: .+ cannot be written \(E\w+\)/);
  });

  it('refuses a file in place of the folder', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await refusalOf({ DATA_DIR: join(folder, 'file') })).toMatch(/cannot be written \(ENOTDIR\)/);
  });

  it.skipIf(process.getuid?.() === 0)('refuses a folder that it may not write', async () => {
    await mkdir(join(folder, 'data'));
    await chmod(join(folder, 'data'), 0o500);
    expect(await refusalOf({})).toMatch(/cannot be written \(EACCES\)/);
  });

  it('refuses a broken database folder and says what helps', async () => {
    await mkdir(join(folder, 'data/db'), { recursive: true });
    await writeFile(join(folder, 'data/db/PG_VERSION'), 'junk');
    expect(await refusalOf({})).toMatch(/database in .+ cannot be opened .+backup/);
  });

  it('refuses a damaged secret', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data/jwt-secret'), 'x');
    expect(await refusalOf({})).toMatch(/jwt-secret is damaged/);
  });

  it('refuses a database server that is not there, without its password', async () => {
    const line = await refusalOf({ DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:1/callbook' });
    expect(line).toMatch(
      /^DATABASE_URL: the database callbook on 127\.0\.0\.1:1 cannot be used \(ECONNREFUSED\)/,
    );
    expect(line).not.toContain('hunter2');
  });

  it('refuses an address that is not of this machine', async () => {
    expect(await refusalOf({ HOST: '203.0.113.7' })).toMatch(
      /^HOST: 203\.0\.113\.7 is no address of this machine/,
    );
  });
});
