// One look at the jobs: those that are due are run, one after the other, by one process of all.
import { sql } from 'drizzle-orm';
import type { Clock } from '#domain/time.ts';
import type { Database } from '../db/database.ts';
import type { OpenDatabase } from '../db/open.ts';
import { job_runs } from '../db/tables/records.ts';
import { errorFacts, type Log } from '../log.ts';
import type { Job } from './job.ts';

/** The advisory lock of whoever runs jobs. */
export const JOBS_LOCK = 7302;

export interface JobDeps {
  db: Database;
  clock: Clock;
  log: Log;
  tryLock: OpenDatabase['tryLock'];
}

/** Runs the jobs that are due, unless another process is at it. False then. `stop` ends it between two jobs. */
export async function runDueJobs(deps: JobDeps, jobs: readonly Job[], stop?: AbortSignal): Promise<boolean> {
  const unlock = await deps.tryLock(JOBS_LOCK);
  if (!unlock) return false;
  try {
    const last = new Map((await deps.db.select().from(job_runs)).map((run) => [run.name, run.started_at]));
    for (const job of jobs) {
      if (stop?.aborted) break;
      if (isDue(job, last.get(job.name), deps.clock.now())) await runJob(deps, job);
    }
    return true;
  } finally {
    await unlock();
  }
}

/** A clock that was set back does not keep a job waiting. */
function isDue(job: Job, last: string | undefined, now: string): boolean {
  if (last === undefined) return true;
  const passed = Date.parse(now) - Date.parse(last);
  return passed < 0 || passed >= job.every_seconds * 1000;
}

async function runJob(deps: JobDeps, job: Job): Promise<void> {
  const started_at = deps.clock.now();
  await keep(deps.db, { name: job.name, started_at, finished_at: null, done: null, error: null });
  try {
    const done = await job.run();
    await keep(deps.db, { name: job.name, started_at, finished_at: deps.clock.now(), done, error: null });
    deps.log.info('job_done', { job: job.name, ...done });
  } catch (error) {
    const facts = errorFacts(error);
    const name = error instanceof Error ? error.name : 'Error';
    await keep(deps.db, {
      name: job.name,
      started_at,
      finished_at: deps.clock.now(),
      done: null,
      error: name,
    });
    deps.log.error('job_failed', { job: job.name, ...facts });
  }
}

async function keep(db: Database, run: typeof job_runs.$inferInsert): Promise<void> {
  const { name, ...rest } = run;
  await db
    .insert(job_runs)
    .values({ name, ...rest })
    .onConflictDoUpdate({
      target: job_runs.name,
      set: Object.fromEntries(
        Object.keys(rest).map((column) => [column, sql`excluded.${sql.identifier(column)}`]),
      ),
    });
}
