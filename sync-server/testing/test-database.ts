// Databases for tests: embedded in memory, and on the real PostgreSQL server of the run.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../db/open.ts';
import { pgliteImage } from './pglite-image.ts';

export const ENGINES = ['pglite', 'postgres'] as const;
export type Engine = (typeof ENGINES)[number];
/** The database on the run's server that has all tables, and nothing in them. */
export const TABLES = 'callbook_tables';

/** A new empty database with all tables. Close it when the test ends. */
export async function openTestDatabase(engine: Engine): Promise<OpenDatabase> {
  return engine === 'pglite'
    ? openDatabase({ folder: null, image: await pgliteImage() })
    : openDatabase({ folder: null, url: await newDatabase(`template ${TABLES}`) });
}

/** Address of a new database without tables on the run's PostgreSQL server. */
export const newPostgresDatabase = (): Promise<string> => newDatabase('');

async function newDatabase(how: string): Promise<string> {
  const server = inject('postgresUrl');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name} ${how}`);
  return `${server}/${name}`;
}

/** Runs one statement on the server at this address. */
export async function run(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
