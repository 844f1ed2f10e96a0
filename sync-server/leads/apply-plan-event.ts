// A promised callback or a snooze: one more event of the lead, never an edit.
import { refuseMerged } from '#domain/lead/decide-merge.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import { type PlanEventDocument, planEventSchema } from '#domain/plan-event/plan-event.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Act, writeAudited } from '../audit/write-audited.ts';
import { inWriteTransaction, readDocuments } from '../feed/write-documents.ts';
import { newDocument } from '../http/patch.ts';
import { refuseForeignPoc } from '../pocs/refuse-foreign-poc.ts';
import type { LeadStore } from './lead-store.ts';
import { readVisibleLead } from './visible-leads.ts';

/**
 * Sets a promise or a snooze at `occurred_at` (default now). A repeat of the same id and write id gives what is there.
 * Refusals: `not_found`, `invalid`, `duplicate` (the id is taken).
 */
export function applyPlanEvent(
  store: Pick<LeadStore, 'db' | 'clock' | 'ids'>,
  act: Act,
  leadId: string,
  kind: PlanEventDocument['kind'],
  body: Fields,
): Promise<Result<PlanEventDocument, Refusal>> {
  return inWriteTransaction(store, async (tx) => {
    const lead = await readVisibleLead(tx.sql, act.actor, leadId);
    if (!lead) return refuse(refusal('not_found'));
    const merged = refuseMerged(lead);
    if (merged) return refuse(merged);
    const event = newDocument(
      planEventSchema,
      body,
      { lead_id: leadId, kind, created_by: act.actor.id, occurred_at: tx.now },
      { ids: store.ids, now: tx.now, kept: ['lead_id', 'kind', 'created_by'] },
    );
    if (!event.ok) return event;
    const foreign = await refuseForeignPoc(tx.sql, event.value);
    if (foreign) return refuse(foreign);
    const stored = (await readDocuments(tx.sql, 'plan_events', [event.value.id])).get(event.value.id);
    if (stored) {
      const repeat = stored.document.write_id === event.value.write_id && stored.document.lead_id === leadId;
      return repeat ? ok(stored.document) : refuse(refusal('duplicate', { detail: 'This id is taken.' }));
    }
    await writeAudited(tx, act, [
      { write: { collection: 'plan_events', document: event.value }, before: null },
    ]);
    return ok(event.value);
  });
}
