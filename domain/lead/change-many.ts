// One change that is made to many leads: what it makes of each of them, and where it is refused. A preview and the act
// itself ask the same.
import { sameValue } from '../merge/three-way.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { Actor } from '../sync/scope.ts';
import type { Cadence } from './cadence.ts';
import { decideLeadChange, type LeadDecision, type Pipeline } from './decide-lead.ts';
import { type Lead, leadSchema } from './lead.ts';

/** null is "none"; `cadence` null is the usual one of its tier. Tags that are added and removed are removed. */
export type ManyChange =
  | { kind: 'state'; state: string }
  | { kind: 'tier'; tier: Lead['tier'] }
  | { kind: 'assignee'; assignee_id: string | null }
  | { kind: 'tags'; add: readonly string[]; remove: readonly string[] }
  | { kind: 'cadence'; cadence: Cadence | null };

/**
 * What becomes of this lead at the instant `now`; null: it is so already. Refusals: those of `decideLeadChange`, and
 * `invalid` where a lead would have more tags than it may.
 */
export function decideManyChange(
  before: Lead,
  change: ManyChange,
  now: string,
  { actor, settings }: { actor: Actor; settings: Pipeline },
): Result<LeadDecision | null, Refusal> {
  const wanted = wantedOf(before, change);
  if (Object.entries(wanted).every(([name, value]) => sameValue(before[name as keyof Lead], value)))
    return ok(null);
  if (wanted.tags !== undefined && !leadSchema.shape.tags.safeParse(wanted.tags).success)
    return refuse(refusal('invalid', { errors: [{ path: 'tags', message: 'would be more than 50' }] }));
  return decideLeadChange(before, { ...before, ...wanted, updated_at: now }, actor, settings);
}

function wantedOf({ tags }: Lead, change: ManyChange): Partial<Lead> {
  switch (change.kind) {
    case 'state':
      return { state: change.state };
    case 'tier':
      return { tier: change.tier };
    case 'assignee':
      return { assignee_id: change.assignee_id };
    case 'cadence':
      return { cadence: change.cadence };
    case 'tags':
      return { tags: [...new Set([...tags, ...change.add])].filter((tag) => !change.remove.includes(tag)) };
  }
}
