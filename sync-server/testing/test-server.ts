// A whole server for a test: an empty database of its own, a clock that stands still, four people signed in, no port
// unless one is asked for.
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { createApp } from '../app.ts';
import { createPasswords } from '../auth/passwords.ts';
import { readConfig } from '../config.ts';
import type { OpenDatabase } from '../db/open.ts';
import { createDeps, type Deps } from '../deps.ts';
import type { Routes } from '../http/app-env.ts';
import { createLog } from '../log.ts';
import { ensureSettings } from '../settings/settings.ts';
import { openReusedDatabase } from './reused-database.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import type { Engine } from './test-database.ts';
import { type Name, seedPeople, type TestActor } from './test-people.ts';

/** argon2id as cheap as it gets: tests are about what is asked, not about what it costs. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

export interface TestServerOptions {
  /** Default pglite. */
  engine?: Engine;
  /** In place of an empty one: a database that other servers of the test have opened too. */
  database?: OpenDatabase;
  /** Environment beside the test's own: RATE_LIMIT=off, LOG_LEVEL=debug, a fresh DATA_DIR, a JWT_SECRET. */
  env?: Record<string, string>;
  clock?: TestClock;
  /** False: a workspace in which nobody has registered yet. */
  people?: boolean;
}

export interface TestRequest {
  method?: string;
  /** Sends this person's access token. */
  as?: Pick<TestActor, 'access_token'>;
  /** Sent as application/json. */
  json?: unknown;
  /** Sent as it is: FormData, URLSearchParams, text, bytes, a stream. */
  body?: NonNullable<RequestInit['body']>;
  headers?: Record<string, string>;
  /** The network address that the request seems to come from. */
  address?: string;
}

export interface TestReply<T> {
  status: number;
  headers: Headers;
  body: T;
}

export interface TestServer {
  app: Routes;
  deps: Deps;
  database: OpenDatabase;
  clock: TestClock;
  actors: Record<Name, TestActor>;
  /** Lines of the log so far, parsed. */
  logged: Record<string, unknown>[];
  /** Asks the app directly. The method is POST where there is a body, else GET. */
  request(path: string, options?: TestRequest): Promise<Response>;
  /** The same with the answer's JSON, in the shape that the test expects; {} where there is none. */
  json<T = Record<string, unknown>>(path: string, options?: TestRequest): Promise<TestReply<T>>;
  /** Listens on a free port of 127.0.0.1; gives the address without a slash at the end. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** Starts it. Close it when the test ends. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'callbook-test-'));
  const config = testConfig(dataDir, options.env ?? {});
  const database = options.database ?? (await openReusedDatabase(options.engine ?? 'pglite'));
  const clock = options.clock ?? createTestClock();
  const logged: Record<string, unknown>[] = [];
  const stopping = new AbortController();
  const log = createLog(config.LOG_LEVEL, (line) => void logged.push(JSON.parse(line)), clock.now);
  const passwords = createPasswords(CHEAP);
  const deps = await createDeps({ config, database, clock, log, passwords, stopping: stopping.signal });
  await ensureSettings(deps);
  const actors = options.people === false ? ({} as Record<Name, TestActor>) : await seedPeople(deps);
  const app = createApp(deps);
  const ports: ReturnType<typeof serve>[] = [];
  const request = async (path: string, asked: TestRequest = {}) => app.request(path, ...toRequest(asked));
  return {
    app,
    deps,
    database,
    clock,
    actors,
    logged,
    request,
    json: async <T>(path: string, asked: TestRequest = {}) => replyOf<T>(await request(path, asked)),
    listen: () =>
      new Promise((resolve) => {
        ports.push(
          serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (at) => resolve(addressOf(at))),
        );
      }),
    close: async () => {
      stopping.abort();
      await Promise.all(ports.map(closed));
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The configuration of a test; throws when its environment is refused. */
function testConfig(dataDir: string, env: Record<string, string>) {
  const config = readConfig({
    DATA_DIR: dataDir,
    JWT_SECRET: 'GvX2-for-tests-only-tQ9zLw7Rk3mB8nYp4sD6',
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'debug',
    ...env,
  });
  if (config.ok) return config.value;
  throw new Error(config.error);
}

function toRequest(asked: TestRequest): [RequestInit, object] {
  const body = asked.json === undefined ? asked.body : JSON.stringify(asked.json);
  const headers = new Headers(asked.headers);
  if (asked.json !== undefined && !headers.has('content-type'))
    headers.set('content-type', 'application/json');
  if (asked.as) headers.set('authorization', `Bearer ${asked.as.access_token}`);
  const method = asked.method ?? (body === undefined ? 'GET' : 'POST');
  const init: RequestInit = { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) };
  return [init, { incoming: { socket: { remoteAddress: asked.address ?? '192.0.2.1' } } }];
}

async function replyOf<T>(response: Response): Promise<TestReply<T>> {
  const text = await response.text();
  const body = JSON.parse(text === '' ? '{}' : text) as T;
  return { status: response.status, headers: response.headers, body };
}

const addressOf = ({ port }: AddressInfo): string => `http://127.0.0.1:${port}`;

function closed(server: ReturnType<typeof serve>): Promise<void> {
  if ('closeAllConnections' in server) server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
