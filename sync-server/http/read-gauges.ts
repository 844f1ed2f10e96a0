// The figures that are read from the database at the moment of asking: the outbox by status, and the last run of each job.
import { sql } from 'drizzle-orm';
import { type Database, rowsOf } from '../db/database.ts';
import { job_runs } from '../db/tables/records.ts';

export interface Gauge {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** Of a workspace, whichever process is asked. A job that has never ended has no figure. */
export async function readGauges(db: Database): Promise<Gauge[]> {
  const mails = rowsOf(await db.execute(sql`select status, count(*)::int as n from outbox group by status`));
  const outbox = ['queued', 'sent', 'failed'].map((status) => ({
    name: 'callbook_outbox_messages',
    labels: { status },
    value: Number(mails.find((row) => row['status'] === status)?.['n'] ?? 0),
  }));
  const jobs = (await db.select().from(job_runs)).flatMap(({ name: job, finished_at, error }) =>
    finished_at === null
      ? []
      : [
          {
            name: 'callbook_job_last_run_timestamp_seconds',
            labels: { job },
            value: Date.parse(finished_at) / 1000,
          },
          { name: 'callbook_job_last_run_failed', labels: { job }, value: error === null ? 0 : 1 },
        ],
  );
  return [...outbox, ...jobs];
}
