// Starts one real PostgreSQL for a run of the server's tests, with one database that has all tables, and stops it
// afterwards. The same of PGlite is a file.
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../db/open.ts';
import { pgliteImage } from './pglite-image.ts';
import { startPostgres } from './postgres.ts';
import { run, TABLES } from './test-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the PostgreSQL server, without a database name. */
    postgresUrl: string;
  }
}

export default async function databasesOfTheRun(project: TestProject): Promise<() => Promise<void>> {
  // Nothing of a test has to outlive a power cut.
  const server = await startPostgres({ flags: ['-c', 'fsync=off'] });
  project.provide('postgresUrl', server.url);
  await makeTables(server.url);
  await pgliteImage();
  return server.stop;
}

async function makeTables(server: string): Promise<void> {
  await run(server, `create database ${TABLES}`);
  const { close } = await openDatabase({ folder: null, url: `${server}/${TABLES}` });
  await close();
}
