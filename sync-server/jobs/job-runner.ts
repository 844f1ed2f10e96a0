// Looks at the jobs at once and then every JOBS_INTERVAL_SECONDS, until the server stops.
import { errorFacts } from '../log.ts';
import type { Job } from './job.ts';
import { type JobDeps, runDueJobs } from './run-due-jobs.ts';

export interface JobRunner {
  start(): void;
  /** Begins no further job; waits for the one that runs. */
  stop(): Promise<void>;
}

export function createJobRunner(
  deps: JobDeps & { config: { JOBS_INTERVAL_SECONDS: number } },
  jobs: readonly Job[],
): JobRunner {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const look = () => {
    running ??= runDueJobs(deps, jobs, stopping.signal)
      .then(
        () => undefined,
        (error: unknown) => deps.log.error('jobs_failed', errorFacts(error)),
      )
      .finally(() => {
        running = null;
      });
  };

  return {
    start: () => {
      look();
      timer = setInterval(look, deps.config.JOBS_INTERVAL_SECONDS * 1000).unref();
    },
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
}
