// Joins two leads: everything of the other hangs on the survivor from then on, and can be given back.
import { decideMerge, type MergeChoices } from '#domain/lead/decide-merge.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Act, writeAudited } from '../audit/write-audited.ts';
import { merges } from '../db/tables/merges.ts';
import { moveLeads } from '../feed/feed-rows.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { readSettings } from '../settings/settings.ts';
import type { LeadStore } from './lead-store.ts';
import {
  childrenOf,
  MOVED_COLLECTIONS,
  type MovedCollection,
  noteMoves,
  underLead,
} from './merge-children.ts';
import { mergeSingle } from './merge-singles.ts';
import { readVisibleLead } from './visible-leads.ts';

/** The survivor, and how many documents of each kind came to it. */
export interface MergedLead {
  lead: Lead;
  moved: Record<MovedCollection, number>;
}

/**
 * Merges `otherId` into `id`. Refusals: `not_found` (either is not seen), `merged`, `not_allowed`, `invalid`,
 * `unknown_state`, `impossible_transition`.
 */
export function applyMerge(
  store: Pick<LeadStore, 'db' | 'clock' | 'ids'>,
  act: Act,
  id: string,
  { otherId, choices }: { otherId: string; choices: MergeChoices },
): Promise<Result<MergedLead, Refusal>> {
  return inWriteTransaction(store, async (tx) => {
    const survivor = await readVisibleLead(tx.sql, act.actor, id);
    const other = await readVisibleLead(tx.sql, act.actor, otherId);
    if (!survivor || !other) return refuse(refusal('not_found'));
    const settings = await readSettings(tx.sql);
    const stamp = () => ({ write_id: store.ids.next(), updated_at: tx.now });
    const decided = decideMerge({ survivor, other, choices, actor: act.actor, settings, stamp });
    if (!decided.ok) return decided;
    const after = decided.value;
    const customer = await mergeSingle(tx, store, 'customers', { survivor, other, anew: after.customer });
    const metric = await mergeSingle(tx, store, 'metrics', { survivor, other, anew: null });
    const there = await childrenOf(tx, other.id);
    const hasPrimary = (await childrenOf(tx, survivor.id)).some(
      ({ document }) => 'is_primary' in document && document.is_primary,
    );
    const primary = there.find(({ document }) => 'is_primary' in document && document.is_primary);
    const moved = underLead(
      tx,
      store,
      survivor.id,
      there,
      (poc) => !hasPrimary && poc === primary?.document.id,
    );
    const counts = Object.fromEntries(
      MOVED_COLLECTIONS.map((name) => [name, moved.filter(({ collection }) => collection === name).length]),
    ) as MergedLead['moved'];
    const merge_id = store.ids.next();
    await tx.sql.insert(merges).values({
      ...{ id: merge_id, survivor_id: survivor.id, other_id: other.id, at: tx.now, by_id: act.actor.id },
      ...{ survivor_before: survivor, survivor_after: after.lead },
      ...{ customer: customer.kept, metric: metric.kept },
    });
    await noteMoves(tx, merge_id, there);
    await writeDocuments(tx, moved, act.actor.id);
    const details = { merge_id, other_id: other.id, moved: counts };
    await writeAudited(tx, act, [
      { ...leadWrite(after.lead, survivor), action: 'merge', details },
      { ...leadWrite(after.other, other), action: 'merge', details: { merge_id, into_id: survivor.id } },
      ...customer.changes,
      ...metric.changes,
    ]);
    await moveLeads(tx.sql, [after.lead, after.other].map(movedLead));
    return ok({ lead: after.lead, moved: counts });
  });
}

export const leadWrite = (document: Lead, before: Lead) => ({
  write: { collection: 'leads' as const, document },
  before: { document: before },
});

/** For the feed: what hangs on the lead now stands in the scopes of its assignee, and of nobody else. */
export const movedLead = ({ id, assignee_id }: Lead) => ({ lead_id: id, assignee_id });
