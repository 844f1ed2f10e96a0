// What people set about an account: rhythm, target, pauses, a rating of their own. Computed numbers are never written.
import { metricIdOf } from '#domain/ids.ts';
import { refuseMerged } from '#domain/lead/decide-merge.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import { type Metric, metricSchema } from '#domain/metric/metric.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Act, writeAudited } from '../audit/write-audited.ts';
import type { Queryable } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction, readDocuments } from '../feed/write-documents.ts';
import { newDocument, patched, refuseStale, saysTheSame } from '../http/patch.ts';
import { readAccountLead } from './read-account.ts';

const INPUTS = ['expected_interval_days', 'monthly_target_minor', 'pauses', 'override'];

/** What people set about a lead's account; null when nobody has. */
export async function readMetric(q: Queryable, leadId: string): Promise<Metric | null> {
  const id = metricIdOf(leadId);
  const stored = (await readDocuments(q, 'metrics', [id])).get(id);
  return stored && !stored.deleted ? stored.document : null;
}

/**
 * Lays the inputs of a body over those of an account, named by its lead or customer; null clears, computed fields are
 * ignored. Refusals: `not_found`, `stale`, `invalid`.
 */
export function applyMetric(
  store: Pick<Deps, 'db' | 'clock' | 'ids'>,
  act: Act,
  id: string,
  { body, seen }: { body: Fields; seen: string | null },
): Promise<Result<Metric, Refusal>> {
  return inWriteTransaction(store, async (tx) => {
    const lead = await readAccountLead(tx.sql, act.actor, id);
    if (!lead) return refuse(refusal('not_found'));
    const merged = refuseMerged(lead);
    if (merged) return refuse(merged);
    const before = await readMetric(tx.sql, lead.id);
    // Where nothing is set, a caller who saw a version saw one that is gone.
    const unseen = seen === null ? null : refusal('stale');
    const stale = before ? refuseStale(seen, before, body) : unseen;
    if (stale) return refuse(stale);
    const inputs = Object.fromEntries(Object.entries(body).filter(([field]) => INPUTS.includes(field)));
    const head = { id: metricIdOf(lead.id), lead_id: lead.id };
    const after = before
      ? patched(metricSchema, before, inputs)
      : newDocument(metricSchema, inputs, head, { ids: store.ids, now: tx.now });
    if (!after.ok) return after;
    if (before && saysTheSame(before, after.value)) return ok(before);
    const document = { ...after.value, write_id: store.ids.next(), updated_at: tx.now };
    const write = { collection: 'metrics' as const, document };
    await writeAudited(tx, act, [{ write, before: before && { document: before } }]);
    return ok(document);
  });
}
