import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../db/open.ts';
import { job_runs } from '../db/tables/records.ts';
import { createLog } from '../log.ts';
import { openReusedDatabase } from '../testing/reused-database.ts';
import { createTestClock, type TestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { Job } from './job.ts';
import { createJobRunner } from './job-runner.ts';
import { runDueJobs } from './run-due-jobs.ts';

describe.each(ENGINES)('jobs on %s', (engine) => {
  let open: OpenDatabase;
  let logged: Record<string, unknown>[];
  let ran: string[];
  let clock: TestClock;
  beforeEach(async () => {
    open = await openReusedDatabase(engine);
    clock = createTestClock();
    logged = [];
    ran = [];
  });
  afterEach(() => open.close());

  const deps = () => ({
    ...open,
    clock,
    log: createLog('info', (line) => void logged.push(JSON.parse(line)), clock.now),
    config: { JOBS_INTERVAL_SECONDS: 3600 },
  });
  const aJob = (name: string, every_seconds: number, run?: () => Promise<Record<string, number>>): Job => ({
    name,
    every_seconds,
    run: async () => {
      ran.push(name);
      return run ? run() : { rows: 3 };
    },
  });

  it('run when they are due, and leave word of their last run', async () => {
    const jobs = [aJob('often', 60), aJob('seldom', 3600)];
    expect(await runDueJobs(deps(), jobs)).toBe(true);
    const now = clock.now();
    expect(await open.db.select().from(job_runs)).toContainEqual({
      name: 'often',
      started_at: now,
      finished_at: now,
      done: { rows: 3 },
      error: null,
    });
    clock.advance(59);
    await runDueJobs(deps(), jobs);
    expect(ran).toEqual(['often', 'seldom']);
    clock.advance(1);
    await runDueJobs(deps(), jobs);
    expect(ran).toEqual(['often', 'seldom', 'often']);
    clock.advance(-100_000);
    await runDueJobs(deps(), jobs);
    expect(ran.slice(3)).toEqual(['often', 'seldom']);
  });

  it('that fail keep no other from running, and say so', async () => {
    const broken = aJob('broken', 60, () => Promise.reject(new TypeError('no')));
    await runDueJobs(deps(), [broken, aJob('sound', 60)]);
    expect(ran).toEqual(['broken', 'sound']);
    expect(await open.db.select().from(job_runs)).toContainEqual(
      expect.objectContaining({ name: 'broken', done: null, error: 'TypeError' }),
    );
    expect(logged.map(({ event }) => event)).toEqual(['job_failed', 'job_done']);
  });

  it('are run by one process at a time', async () => {
    const second: boolean[] = [];
    const outer = aJob('outer', 60, async () => {
      second.push(await runDueJobs(deps(), [aJob('inner', 60)]));
      return {};
    });
    expect(await runDueJobs(deps(), [outer])).toBe(true);
    expect([second, ran]).toEqual([[false], ['outer']]);
    expect(await runDueJobs(deps(), [aJob('inner', 60)])).toBe(true);
    expect(ran).toEqual(['outer', 'inner']);
  });

  it('begin with the server, and end before it does', async () => {
    const runner = createJobRunner(deps(), [aJob('first', 60), aJob('second', 60)]);
    runner.start();
    await expect.poll(() => ran).toEqual(['first', 'second']);
    await runner.stop();
    const stopped = createJobRunner(deps(), [aJob('never', 60)]);
    await stopped.stop();
    stopped.start();
    await stopped.stop();
    expect(ran).toEqual(['first', 'second']);
  });

  it('outlast a database that does not answer', async () => {
    const runner = createJobRunner({ ...deps(), tryLock: () => Promise.reject(new Error('gone')) }, []);
    runner.start();
    await expect.poll(() => logged.map(({ event }) => event)).toEqual(['jobs_failed']);
    await runner.stop();
  });
});
