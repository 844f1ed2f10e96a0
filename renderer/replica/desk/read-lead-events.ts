// Reads one lead's own events by its index, and nobody else's.
import type { ReplicaCollections } from '../collections.ts';
import type { LeadEvents } from './entries.ts';

/** All interactions and plan events of a lead that are not deleted. */
export async function readLeadEvents(
  { interactions, plan_events }: Pick<ReplicaCollections, 'interactions' | 'plan_events'>,
  leadId: string,
): Promise<LeadEvents> {
  const selector = { lead_id: leadId };
  const [history, acts] = await Promise.all([
    interactions.find({ selector }).exec(),
    plan_events.find({ selector }).exec(),
  ]);
  return {
    interactions: history.map((document) => document.toMutableJSON()),
    plan_events: acts.map((document) => document.toMutableJSON()),
  };
}
