// The sync server's program without its process: the app as it ships, on a given database client and clock.
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import type { User } from '#domain/user/user.ts';
import { createApp } from '../../../sync-server/app.ts';
import { startSession } from '../../../sync-server/auth/refresh-tokens.ts';
import { readConfig } from '../../../sync-server/config.ts';
import type { Database } from '../../../sync-server/db/database.ts';
import type { OpenDatabase } from '../../../sync-server/db/open.ts';
import { createDeps, type Deps } from '../../../sync-server/deps.ts';
import { type Compacted, compact } from '../../../sync-server/feed/compact.ts';
import { beginNewEpoch } from '../../../sync-server/feed/new-epoch.ts';
import { inWriteTransaction } from '../../../sync-server/feed/write-documents.ts';
import { createLog } from '../../../sync-server/log.ts';
import { ensureSettings } from '../../../sync-server/settings/settings.ts';
import { storeAccount } from '../../../sync-server/users/store-user.ts';

export interface ServerGiven {
  engine: OpenDatabase['engine'];
  /** A client of PGlite's shape, or a pool of node-postgres' shape. */
  client: object;
  listen: OpenDatabase['listen'];
  /** What could not be foreseen, one line each. */
  fault(line: string): void;
  env: Record<string, string>;
}

export interface ServerPart {
  fetch(request: Request): Promise<Response>;
  /** Stores a person. */
  addUser(user: User): Promise<void>;
  /** A sign-in of a person on a new device. */
  signIn(user_id: string): Promise<{ access_token: string; refresh_token: string }>;
  deps: Deps;
  /** The job that lets the feed forget. */
  compact(): Promise<Compacted>;
  /** What its owner does after a backup was put back. */
  beginNewEpoch(): Promise<unknown>;
}

export interface ServerProgram {
  startServer(given: ServerGiven): Promise<ServerPart>;
}

/** Starts the server on a database that has its tables. */
export async function startServer(given: ServerGiven): Promise<ServerPart> {
  const config = readConfig({ RATE_LIMIT: 'off', LOG_LEVEL: 'warn', ...given.env });
  if (!config.ok) throw new Error(config.error);
  const database: OpenDatabase = {
    db: databaseOn(given),
    engine: given.engine,
    unguarded: null,
    listen: given.listen,
    // No jobs run here by themselves; a lock is free whenever it is asked for.
    tryLock: async () => async () => undefined,
    close: async () => undefined,
  };
  const clock = { now: () => new Date().toISOString() };
  const log = createLog(config.value.LOG_LEVEL, given.fault, clock.now);
  const stopping = new AbortController();
  const deps = await createDeps({ config: config.value, database, clock, log, stopping: stopping.signal });
  await ensureSettings(deps);
  const app = createApp(deps);
  const address = { incoming: { socket: { remoteAddress: '192.0.2.1' } } };
  return {
    deps,
    compact: () => compact(deps),
    beginNewEpoch: () => beginNewEpoch(deps),
    fetch: async (request) => app.fetch(request, address as never),
    addUser: (user) =>
      inWriteTransaction(deps, (tx) => storeAccount(tx, { user, password_hash: 'no password opens this' })),
    signIn: async (user_id) => {
      const session = await startSession(deps.db, deps.ids, clock.now(), { user_id, device_name: null });
      const access_token = await deps.accessTokens.issue({ user_id, session_id: session.session_id });
      return { access_token, refresh_token: session.refresh_token };
    },
  };
}

const databaseOn = ({ engine, client }: ServerGiven): Database =>
  (engine === 'pglite'
    ? drizzlePglite({ client: client as never })
    : drizzlePg({ client: client as never })) as unknown as Database;
