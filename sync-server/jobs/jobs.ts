// The jobs of the server. A new one is added here.
import type { Deps } from '../deps.ts';
import { compact } from '../feed/compact.ts';
import { purgeLeads } from '../leads/purge-leads.ts';
import type { Job } from './job.ts';
import { purgeRepeats } from './purge-repeats.ts';

const HOUR = 3600;

export const createJobs = (deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'files'>): Job[] => [
  {
    name: 'purge',
    every_seconds: HOUR,
    run: async () => ({ ...(await purgeLeads(deps)), ...(await purgeRepeats(deps)) }),
  },
  { name: 'compact', every_seconds: 24 * HOUR, run: async () => ({ ...(await compact(deps)) }) },
];
