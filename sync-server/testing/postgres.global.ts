// Starts one real PostgreSQL for a run of the server's tests, and stops it afterwards.
import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the PostgreSQL server, without a database name. */
    postgresUrl: string;
  }
}

export default async function postgresOfTheRun(project: TestProject): Promise<() => Promise<void>> {
  // Nothing of a test has to outlive a power cut.
  const server = await startPostgres({ flags: ['-c', 'fsync=off'] });
  project.provide('postgresUrl', server.url);
  return server.stop;
}
