// The jobs of the server. A new one is added here.

import { purgePasswordLinks } from '../auth/set-password.ts';
import type { Deps } from '../deps.ts';
import { compact } from '../feed/compact.ts';
import { sweepDrafts } from '../files/sweep-drafts.ts';
import { purgeTries } from '../http/rate-limit.ts';
import { purgeLeads } from '../leads/purge-leads.ts';
import { findBreaches } from '../sla/find-breaches.ts';
import { remindOfDeadlines } from '../sla/remind.ts';
import type { Job } from './job.ts';
import { purgeRepeats } from './purge-repeats.ts';

const HOUR = 3600;

type JobsDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'files' | 'outbox' | 'config'>;

export const createJobs = (deps: JobsDeps): Job[] => [
  {
    name: 'purge',
    every_seconds: HOUR,
    run: async () => ({
      ...(await purgeLeads(deps)),
      ...(await purgeRepeats(deps)),
      ...(await purgeTries(deps)),
      ...(await purgePasswordLinks(deps)),
      drafts: await sweepDrafts(deps),
    }),
  },
  { name: 'compact', every_seconds: 24 * HOUR, run: async () => ({ ...(await compact(deps)) }) },
  // Due at each look of the runner. A whole interval would be missed by a timer that comes a little early.
  {
    name: 'sla_breaches',
    every_seconds: deps.config.JOBS_INTERVAL_SECONDS / 2,
    run: () => findBreaches(deps),
  },
  {
    name: 'sla_reminders',
    every_seconds: deps.config.JOBS_INTERVAL_SECONDS / 2,
    run: () => remindOfDeadlines(deps),
  },
];
