// The server's database behind a gate: each statement is an event of the run, a transaction can be cut off in its middle,
// and what was notified is told once it is committed. PGlite runs one transaction at a time; PostgreSQL as many as ask.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Chance } from './chance.ts';
import { type Ask, preparedOn } from './prepared-pglite.ts';
import type { Owner, Scheduler } from './scheduler.ts';

export const MIGRATIONS = join(import.meta.dirname, '../../sync-server/db/migrations');

export type Rows = Record<string, unknown>[];

/** A real database of the run, one at a time. */
export interface Engine {
  kind: 'pglite' | 'postgres';
  /** A statement of the harness itself, beside the gate. */
  sql(text: string, params?: unknown[]): Promise<Rows>;
  /** Several statements at once. */
  exec(text: string): Promise<void>;
  /** Empties all tables. */
  reset(): Promise<void>;
  close(): Promise<void>;
  pglite?: Ask;
  pool?: pg.Pool;
}

/** The server's side of the gate. */
export interface Gate {
  client: object;
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  /** Ends the connection as a killed process does: what was not committed is undone. */
  kill(): Promise<void>;
}

/** What the gate tells the run. */
export interface GateDeps {
  scheduler: Scheduler;
  owner: Owner;
  chance: Chance;
  engine: Engine;
  /** Longest wait before a statement, in milliseconds. */
  slow_ms: number;
  /** Changes a statement on its way; an ablation's hook. */
  rewrite?(text: string): string;
  /** After each commit that wrote leads or users: before anything else can happen. */
  committed(): Promise<void>;
}

type Run = (...args: unknown[]) => Promise<unknown>;

const NOTIFIES = /pg_notify\(/i;
/** The channel is a parameter; the payload is one too, or stands there. */
const NOTIFY = /pg_notify\(\$(\d+), (?:\$(\d+)|'([^']*)')\)/i;
const WRITES_SCOPE = /\b(insert into|update|delete from)\s+"?(leads|users)\b/i;

/** What one transaction, or one statement alone, has done so far. */
interface Done {
  notified: { channel: string; payload: string }[];
  scope: boolean;
}

/** What a statement notifies, wherever in it that stands. Throws where it is not understood: it would be heard by nobody. */
function notificationOf(text: string, params: unknown[]): Done['notified'][number] {
  const [, channel, number, literal] = NOTIFY.exec(text) ?? [];
  if (channel === undefined) throw new Error(`a notification that the run does not understand: ${text}`);
  const given = (at: string) => String(params[Number(at) - 1]);
  return { channel: given(channel), payload: number === undefined ? (literal ?? '') : given(number) };
}

class Crashed extends Error {
  constructor() {
    super('the server was killed');
  }
}

/** All that listen, of all lives of the server. */
export type Listeners = Set<{ owner: Owner; channel: string; tell(payload: string): void }>;

export function createGate(deps: GateDeps, listeners: Listeners): Gate {
  const { scheduler, owner, chance, engine } = deps;
  const pauses = chance.fork('statements');
  const own = new Set<typeof listeners extends Set<infer L> ? L : never>();
  const pause = async () => {
    if (deps.slow_ms > 0 && pauses.happens(0.3))
      await scheduler.pause(owner, pauses.next() * deps.slow_ms, 'statement');
    if (owner.gone) throw new Crashed();
  };
  const note = (done: Done, text: string, params: unknown[]) => {
    if (NOTIFIES.test(text)) done.notified.push(notificationOf(text, params));
    if (WRITES_SCOPE.test(text)) done.scope = true;
  };
  const after = async (done: Done) => {
    if (done.scope) await scheduler.track(deps.committed());
    for (const { channel, payload } of done.notified)
      for (const one of listeners)
        if (one.channel === channel)
          scheduler.plan(one.owner, pauses.next() * 3, 'notified', () => one.tell(payload));
  };
  const steps = { pause, note, after, rewrite: deps.rewrite ?? ((text: string) => text) };
  const opened = engine.pglite
    ? openPglite(engine.pglite, steps)
    : openPostgres(engine.pool as pg.Pool, scheduler, steps);
  return {
    client: opened.client,
    listen: async (channel, tell) => {
      const one = { owner, channel, tell };
      listeners.add(one);
      own.add(one);
      return async () => void listeners.delete(one);
    },
    kill: async () => {
      for (const one of own) listeners.delete(one);
      await scheduler.track(opened.abort());
    },
  };
}

interface Steps {
  pause(): Promise<void>;
  note(done: Done, text: string, params: unknown[]): void;
  after(done: Done): Promise<void>;
  rewrite(text: string): string;
}
interface Opened {
  client: object;
  /** Undoes what is open. */
  abort(): Promise<void>;
}

function openPglite(real: Ask, steps: Steps): Opened {
  let open = false;
  let turn: Promise<void> = Promise.resolve();
  const takeTurn = async (): Promise<() => void> => {
    const before = turn;
    let end = (): void => undefined;
    turn = new Promise<void>((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  };
  const asked =
    (done: Done): Run =>
    async (text, params = [], options) => {
      await steps.pause();
      const rows = real(steps.rewrite(text as string), params as unknown[], options as object);
      steps.note(done, text as string, params as unknown[]);
      return rows;
    };
  const client = {
    query: async (...args: unknown[]) => {
      const end = await takeTurn();
      const done: Done = { notified: [], scope: false };
      try {
        const rows = await asked(done)(...args);
        await steps.after(done);
        return rows;
      } finally {
        end();
      }
    },
    transaction: async (work: (tx: object) => Promise<unknown>) => {
      const end = await takeTurn();
      const done: Done = { notified: [], scope: false };
      try {
        await steps.pause();
        real('begin');
        open = true;
        const result = await work({ query: asked(done) });
        await steps.pause();
        real('commit');
        open = false;
        await steps.after(done);
        return result;
      } catch (fault) {
        if (open) real('rollback');
        open = false;
        throw fault;
      } finally {
        end();
      }
    },
  };
  return {
    client,
    abort: async () => {
      if (open) real('rollback');
      open = false;
    },
  };
}

interface Text {
  text: string;
}

function openPostgres(pool: pg.Pool, scheduler: Scheduler, steps: Steps): Opened {
  const out = new Map<pg.PoolClient, { open: boolean }>();
  const ask = async (to: pg.Pool | pg.PoolClient, done: Done, query: Text | string, params: unknown[]) => {
    const text = typeof query === 'string' ? query : query.text;
    const sent = steps.rewrite(text);
    const rows = await scheduler.track(
      to.query(typeof query === 'string' ? sent : { ...query, text: sent }, params),
    );
    steps.note(done, text, params);
    return rows;
  };
  // Its name is what Drizzle knows a pool by.
  class GatedPool {
    async query(query: Text | string, params: unknown[] = []) {
      await steps.pause();
      const done: Done = { notified: [], scope: false };
      const rows = await ask(pool, done, query, params);
      await steps.after(done);
      return rows;
    }
    async connect() {
      const real = await scheduler.track(pool.connect());
      const state = { open: false };
      out.set(real, state);
      let done: Done = { notified: [], scope: false };
      return {
        query: async (query: Text | string, params: unknown[] = []) => {
          const text = (typeof query === 'string' ? query : query.text).trim().toLowerCase();
          if (text !== 'rollback') await steps.pause();
          if (text.startsWith('begin')) {
            state.open = true;
            done = { notified: [], scope: false };
          }
          const rows = await ask(real, done, query, params);
          if (text === 'commit' || text === 'rollback') state.open = false;
          if (text === 'commit') await steps.after(done);
          return rows;
        },
        release: () => {
          if (out.delete(real)) real.release();
        },
      };
    }
  }
  return {
    client: new GatedPool(),
    abort: async () => {
      for (const [real, { open }] of out) {
        if (open) await real.query('rollback');
        real.release();
      }
      out.clear();
    },
  };
}

const TABLES = `select tablename from pg_tables where schemaname = 'public'`;
const SEQUENCES = `select sequencename from pg_sequences where schemaname = 'public' order by sequencename`;

/** Statements of the database's owner: the guards of the write path stand aside, as in the restore of a backup. */
const asOwner = (statements: string[]): string =>
  ['set session_replication_role = replica', ...statements, 'reset session_replication_role'].join('; ');

function resetOf(sql: Engine['sql'], exec: Engine['exec']): Engine['reset'] {
  let empties: string | null = null;
  return async () => {
    if (empties === null) {
      const tables = (await sql(TABLES)).map((row) => String(row['tablename']));
      const sequences = (await sql(SEQUENCES)).map((row) => String(row['sequencename']));
      // Small tables: deleting takes less than the new files of a truncation.
      empties = asOwner([
        ...tables.map((name) => `delete from "${name}"`),
        ...sequences.map((name) => `alter sequence "${name}" restart`),
      ]);
    }
    await exec(empties);
  };
}

/** An empty database in memory with all tables; from a file that `keepMemoryDatabase` wrote, where there is one. */
export async function openMemoryEngine(kept?: string): Promise<Engine> {
  const pglite = kept ? await fromFile(kept) : await newMemoryDatabase();
  const ask = preparedOn(pglite);
  const sql: Engine['sql'] = async (text, params = []) => ask(text, params).rows as Rows;
  const exec: Engine['exec'] = async (text) => void (await pglite.exec(text));
  return {
    kind: 'pglite',
    pglite: ask,
    sql,
    exec,
    reset: resetOf(sql, exec),
    close: () => pglite.close(),
  };
}

/** Statements around the write path: what a damage or its owner does to a database. */
export const asIfDamaged = (engine: Engine, ...statements: string[]): Promise<void> =>
  engine.exec(asOwner(statements));

/** Makes a backup; the returned function puts it back. Only while no transaction is open. */
export async function backUp(engine: Engine): Promise<() => Promise<void>> {
  const tables = (await engine.sql(TABLES)).map((row) => String(row['tablename']));
  const copies = tables.map((name) => `create table backup."${name}" as table public."${name}"`);
  await engine.exec(['drop schema if exists backup cascade', 'create schema backup', ...copies].join('; '));
  const numbers = await engine.sql(
    `select sequencename as name, coalesce(last_value, 1) as value, last_value is not null as used
     from pg_sequences where schemaname = 'public'`,
  );
  return () =>
    asIfDamaged(
      engine,
      ...tables.map((name) => `delete from public."${name}"`),
      ...tables.map(
        (name) => `insert into public."${name}" overriding system value select * from backup."${name}"`,
      ),
      ...numbers.map(({ name, value, used }) => `select setval('"${name}"', ${value}, ${used})`),
      'drop schema backup cascade',
    );
}

async function fromFile(path: string) {
  const { PGlite } = await import('@electric-sql/pglite');
  return PGlite.create({ loadDataDir: new Blob([await readFile(path)]) });
}

async function newMemoryDatabase() {
  const { PGlite } = await import('@electric-sql/pglite');
  const { drizzle } = await import('drizzle-orm/pglite');
  const { migrate } = await import('drizzle-orm/pglite/migrator');
  const pglite = await PGlite.create();
  await migrate(drizzle({ client: pglite }), { migrationsFolder: MIGRATIONS });
  const tables = await pglite.query<{ tablename: string }>(TABLES);
  // Nothing here has to survive a power cut.
  const links = await pglite.query<Link>(LINKS);
  const names = referencingFirst(
    tables.rows.map(({ tablename }) => tablename),
    links.rows,
  );
  await pglite.exec(names.map((name) => `alter table "${name}" set unlogged`).join('; '));
  return pglite;
}

interface Link {
  from: string;
  to: string;
}
const LINKS = `select f.relname as "from", t.relname as "to" from pg_constraint c
  join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
  where c.contype = 'f' and f.oid <> t.oid`;

/** A table comes after those that point to it: no logged table may point to an unlogged one. */
function referencingFirst(names: readonly string[], links: readonly Link[]): string[] {
  const ordered: string[] = [];
  const left = new Set(names);
  while (left.size > 0) {
    const next = [...left].filter((name) => !links.some(({ from, to }) => to === name && left.has(from)));
    if (next.length === 0) throw new Error(`tables point to each other: ${[...left].join(', ')}`);
    for (const name of next) left.delete(name);
    ordered.push(...next);
  }
  return ordered;
}

/** Writes an empty database with all tables to a file: to read it takes a fifth of making it. */
export async function keepMemoryDatabase(path: string): Promise<void> {
  const pglite = await newMemoryDatabase();
  const dump = await pglite.dumpDataDir('none');
  await writeFile(path, Buffer.from(await dump.arrayBuffer()));
  await pglite.close();
}

/** The database at this address of a PostgreSQL server, with all tables. */
export async function openPostgresEngine(url: string): Promise<Engine> {
  const { default: postgres } = await import('pg');
  const { drizzle } = await import('drizzle-orm/node-postgres');
  const { migrate } = await import('drizzle-orm/node-postgres/migrator');
  const pool = new postgres.Pool({ connectionString: url, max: 20 });
  const own = new postgres.Pool({ connectionString: url, max: 2 });
  await migrate(drizzle({ client: own }), { migrationsFolder: MIGRATIONS });
  const sql: Engine['sql'] = async (text, params = []) => (await own.query(text, params)).rows as Rows;
  const exec: Engine['exec'] = async (text) => void (await own.query(text));
  return {
    kind: 'postgres',
    pool,
    sql,
    exec,
    reset: resetOf(sql, exec),
    close: async () => {
      await pool.end();
      await own.end();
    },
  };
}
