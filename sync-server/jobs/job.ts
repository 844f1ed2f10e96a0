// What a job is: a piece of upkeep that is done once in a while, by one process at a time.

export interface Job {
  /** Under this name its last run stands in the table job_runs. */
  name: string;
  /** Seconds from one start to the next; the runner looks every JOBS_INTERVAL_SECONDS. */
  every_seconds: number;
  /** Does what is due now, and says how much by name. What it throws is logged; the next turn tries again. */
  run(): Promise<Record<string, number>>;
}
