// Empty databases for tests: embedded in memory, and on the real PostgreSQL server of the run.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../db/open.ts';

export const ENGINES = ['pglite', 'postgres'] as const;
export type Engine = (typeof ENGINES)[number];

/** A new empty database with all tables. Close it when the test ends. */
export async function openTestDatabase(engine: Engine): Promise<OpenDatabase> {
  return openDatabase(
    engine === 'pglite' ? { folder: null } : { folder: null, url: await newPostgresDatabase() },
  );
}

/** Address of a new, empty database on the run's PostgreSQL server. */
export async function newPostgresDatabase(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return `${server}/${name}`;
}
