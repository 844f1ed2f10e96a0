// What people set about an account: rhythm, target, pauses, a rating of their own. Computed numbers are never written.
import { metricIdOf } from '#domain/ids.ts';
import { refuseMerged } from '#domain/lead/decide-merge.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import { type Metric, metricSchema } from '#domain/metric/metric.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Act, writeAudited } from '../audit/write-audited.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction, readDocuments } from '../feed/write-documents.ts';
import { newDocument, patched, refuseStale, saysTheSame } from '../http/patch.ts';
import { readAccountLead } from './read-account.ts';

const INPUTS = ['expected_interval_days', 'monthly_target_minor', 'pauses', 'override'];

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
    const metricId = metricIdOf(lead.id);
    const stored = (await readDocuments(tx.sql, 'metrics', [metricId])).get(metricId);
    const before = stored && !stored.deleted ? stored.document : null;
    const stale = before && refuseStale(seen, before, body);
    if (stale) return refuse(stale);
    const inputs = Object.fromEntries(Object.entries(body).filter(([field]) => INPUTS.includes(field)));
    const head = { id: metricId, lead_id: lead.id };
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
