// Everything that a part of the server may be given, built once. Parts ask for what they use; nothing here is global.
import { createIds, type Ids } from '#domain/ids.ts';
import type { Clock } from '#domain/time.ts';
import { type AccessTokens, createAccessTokens } from './auth/access-tokens.ts';
import { createLeases, type Leases } from './auth/leases.ts';
import { createPasswords, type Passwords } from './auth/passwords.ts';
import { signingSecret } from './auth/signing-secret.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { epochOf } from './db/facts.ts';
import type { OpenDatabase } from './db/open.ts';
import { createDeviceCursors, type DeviceCursors } from './feed/device-cursors.ts';
import { createStreams, type Streams } from './feed/stream.ts';
import { createFileStore, type FileStore } from './files/file-store.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { createLimits, type Limits } from './http/rate-limit.ts';
import { createKeptLeads, type KeptLeads } from './leads/kept-leads.ts';
import { createKeptPages, type KeptPages } from './leads/kept-pages.ts';
import type { Log } from './log.ts';
import { createOutbox, type Outbox } from './mail/outbox.ts';
import { createPasswordLinks, type PasswordLinks } from './mail/password-links.ts';
import { createSignIns, type SignIns } from './users/read-sign-in.ts';

export interface Deps {
  config: Config;
  db: Database;
  /** Hears what this or another process notifies; see db/open. */
  listen: OpenDatabase['listen'];
  tryLock: OpenDatabase['tryLock'];
  clock: Clock;
  ids: Ids;
  log: Log;
  files: FileStore;
  outbox: Outbox;
  /** Of this database when the server started; every checkpoint holds the one of its day. */
  epoch: string;
  streams: Streams;
  cursors: DeviceCursors;
  keptLeads: KeptLeads;
  keptPages: KeptPages;
  signIns: SignIns;
  accessTokens: AccessTokens;
  leases: Leases;
  passwords: Passwords;
  passwordLinks: PasswordLinks;
  limits: Limits;
  metrics: Metrics;
  /** Aborted when the server is asked to stop: what would stay open ends itself. */
  stopping: AbortSignal;
}

/** What is decided outside: by main.ts, or by a test. */
export interface Given {
  config: Config;
  database: OpenDatabase;
  clock: Clock;
  log: Log;
  stopping: AbortSignal;
  ids?: Ids;
  passwords?: Passwords;
}

/** Builds the rest around what is given. Throws one clear line where DATA_DIR holds a damaged secret. */
export async function createDeps(given: Given): Promise<Deps> {
  const { config, database, clock, log, stopping } = given;
  const { db, listen, tryLock } = database;
  const ids = given.ids ?? createIds();
  const secret = await signingSecret(config, db);
  const epoch = await epochOf(db, () => ids.next());
  return {
    config,
    db,
    listen,
    tryLock,
    clock,
    ids,
    log,
    files: createFileStore(config),
    outbox: createOutbox({ ids, config }),
    epoch,
    streams: await createStreams({ db, listen, stopping }),
    cursors: createDeviceCursors({ db, clock }),
    keptLeads: createKeptLeads({ db, clock }),
    keptPages: createKeptPages(db),
    signIns: createSignIns(db),
    accessTokens: createAccessTokens(secret, clock),
    leases: await createLeases({ q: db, clock, days: config.DEVICE_LEASE_DAYS }),
    passwords: given.passwords ?? createPasswords(),
    passwordLinks: createPasswordLinks(secret),
    limits: createLimits({ db, clock }, config),
    metrics: createMetrics(),
    stopping,
  };
}
