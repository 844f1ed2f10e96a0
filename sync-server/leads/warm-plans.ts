// Works out in the background, when the server has started, what the first question for Today would else wait for.
import type { Clock } from '#domain/time.ts';
import { readSettings } from '../settings/settings.ts';
import { readDueLeads } from './due-leads.ts';
import { MAX_KEPT } from './kept-leads.ts';
import { type PlanStore, readLeadIds } from './read-plans.ts';
import { isLive } from './visible-leads.ts';

const LEADS_A_STEP = 500;

/** Plans all leads that can be kept, some at a time. Ends early, and without an error, when the server is asked to stop. */
export async function warmPlans(
  { clock, ...store }: PlanStore & { clock: Clock },
  stopping: AbortSignal,
): Promise<void> {
  const settings = await readSettings(store.db);
  const ids = (await readLeadIds(store.db, isLive)).slice(0, MAX_KEPT);
  for (let from = 0; from < ids.length && !stopping.aborted; from += LEADS_A_STEP) {
    const view = { at: clock.now(), time_zone: 'UTC' };
    await readDueLeads(store, ids.slice(from, from + LEADS_A_STEP), settings, view);
  }
}
