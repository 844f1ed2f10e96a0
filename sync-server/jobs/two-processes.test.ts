import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import { openDatabase } from '../db/open.ts';
import { job_runs, outbox } from '../db/tables/records.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { newPostgresDatabase } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { createJobs } from './jobs.ts';
import { runDueJobs } from './run-due-jobs.ts';

describe('two servers on one database', () => {
  const clock = createTestClock();
  let servers: TestServer[];
  beforeEach(async () => {
    const url = await newPostgresDatabase();
    const open = () => openDatabase({ folder: null, url });
    const one = await startTestServer({ database: await open(), clock });
    servers = [one, await startTestServer({ database: await open(), clock, people: false })];
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
  });

  it('remind of a promise once and tell of its breach once, though both look at the same moment', async () => {
    const [one] = servers;
    if (!one) throw new Error('no server');
    for (const name of ['Ada', 'Ben']) {
      await one.json<Lead>('/api/leads', { as: one.actors.kam1, json: { name } });
    }
    const look = () => Promise.all(servers.map(({ deps }) => runDueJobs(deps, createJobs(deps))));
    for (const minutes of [100, 5, 16, 5]) {
      clock.advance(minutes * 60);
      expect(await look()).toContain(true);
    }
    const mails = await one.deps.db.select({ template: outbox.template, to: outbox.to }).from(outbox);
    expect(mails.map(({ template, to }) => `${template} ${to}`).sort()).toEqual([
      'sla_breach kam1@callbook.test',
      'sla_breach manager@callbook.test',
      'sla_reminder kam1@callbook.test',
    ]);
    const runs = await one.deps.db.select().from(job_runs);
    expect(runs.map(({ name, error }) => [name, error]).sort()).toEqual([
      ['compact', null],
      ['purge', null],
      ['sla_breaches', null],
      ['sla_reminders', null],
    ]);
  });
});
