// Undoes a merge: the lead that was put aside stands again with all that came from it. What somebody has changed since
// is left as it is, and named.
import { and, eq, isNull } from 'drizzle-orm';
import { partedFields, refuseMergeBy } from '#domain/lead/decide-merge.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Act, writeAudited } from '../audit/write-audited.ts';
import { merge_moves, merges } from '../db/tables/merges.ts';
import { moveLeads } from '../feed/feed-rows.ts';
import { inWriteTransaction, type WriteTx, writeDocuments } from '../feed/write-documents.ts';
import { leadWrite, movedLead } from './apply-merge.ts';
import type { LeadStore } from './lead-store.ts';
import { childrenOf, underLead } from './merge-children.ts';
import { partSingle } from './merge-singles.ts';
import { readVisibleLead } from './visible-leads.ts';

/** What is not as it was: fields of the survivor, documents that were deleted or moved on. */
export interface ChangedSince {
  collection: string;
  id: string;
  fields: string[];
}

export interface PartedLeads {
  lead: Lead;
  survivor: Lead;
  changed: ChangedSince[];
}

/** Refusals: `not_found`, `impossible_transition` (not merged), `merged` (the survivor was merged on), `not_allowed`. */
export function applyUnmerge(
  store: Pick<LeadStore, 'db' | 'clock' | 'ids'>,
  act: Act,
  id: string,
): Promise<Result<PartedLeads, Refusal>> {
  return inWriteTransaction(store, async (tx) => {
    const other = await readVisibleLead(tx.sql, act.actor, id);
    if (!other) return refuse(refusal('not_found'));
    const [merge] = await tx.sql
      .select()
      .from(merges)
      .where(and(eq(merges.other_id, id), isNull(merges.undone_at)));
    if (!merge || other.merged_into_id === null)
      return refuse(refusal('impossible_transition', { detail: 'This lead is not merged into another.' }));
    const survivor = await readVisibleLead(tx.sql, act.actor, merge.survivor_id);
    if (!survivor) return refuse(refusal('not_found', { detail: 'The other lead is not there for you.' }));
    const refused = refuseMergeBy(act.actor, survivor, other) ?? refuseMergedOn(survivor);
    if (refused) return refuse(refused);
    return ok(await part(tx, store, act, { merge, survivor, other }));
  });
}

const refuseMergedOn = ({ merged_into_id }: Lead): Refusal | null =>
  merged_into_id === null
    ? null
    : refusal('merged', { detail: 'The other lead was merged on: undo that merge first.' });

async function part(
  tx: WriteTx,
  store: Pick<LeadStore, 'ids'>,
  act: Act,
  { merge, survivor, other }: { merge: typeof merges.$inferSelect; survivor: Lead; other: Lead },
): Promise<PartedLeads> {
  const stamp = () => ({ write_id: store.ids.next(), updated_at: tx.now });
  const { back, changed } = partedFields(merge.survivor_before, merge.survivor_after, survivor);
  const leads = {
    lead: { ...other, ...stamp(), merged_into_id: null },
    survivor: { ...survivor, ...back, ...stamp() },
  };
  const children = await returnChildren(tx, store, act, merge.id, survivor.id, other.id);
  const both = { survivor, other };
  const customer = await partSingle(tx, store, 'customers', {
    ...both,
    kept: merge.customer,
    // Somebody has moved the survivor on since: its customer is his to decide about.
    keep: changed.includes('state'),
  });
  const metric = await partSingle(tx, store, 'metrics', { ...both, kept: merge.metric, keep: false });
  const details = { merge_id: merge.id };
  await writeAudited(tx, act, [
    { ...leadWrite(leads.lead, other), action: 'unmerge', details },
    { ...leadWrite(leads.survivor, survivor), action: 'unmerge', details },
    ...customer.changes,
    ...metric.changes,
  ]);
  await tx.sql.update(merges).set({ undone_at: tx.now }).where(eq(merges.id, merge.id));
  await moveLeads(tx.sql, [leads.lead, leads.survivor].map(movedLead));
  const singles = [
    { collection: 'customers', id: customer.changed },
    { collection: 'metrics', id: metric.changed },
  ].flatMap(({ collection, id }) => (id === null ? [] : [{ collection, id, fields: [] }]));
  const fields = changed.length === 0 ? [] : [{ collection: 'leads', id: survivor.id, fields: changed }];
  return { ...leads, changed: [...fields, ...children, ...singles] };
}

/** Gives back what came by the merge and still hangs on the survivor; names what does not. */
async function returnChildren(
  tx: WriteTx,
  store: Pick<LeadStore, 'ids'>,
  act: Act,
  mergeId: string,
  survivorId: string,
  otherId: string,
): Promise<ChangedSince[]> {
  const moves = await tx.sql.select().from(merge_moves).where(eq(merge_moves.merge_id, mergeId));
  const key = (collection: string, id: string) => `${collection} ${id}`;
  const came = new Map(moves.map((move) => [key(move.collection, move.document_id), move]));
  const there = (await childrenOf(tx, survivorId)).filter(({ collection, document }) =>
    came.has(key(collection, document.id)),
  );
  const primary = (id: string) => came.get(key('pocs', id))?.was_primary === true;
  await writeDocuments(tx, underLead(tx, store, otherId, there, primary), act.actor.id);
  for (const { collection, document } of there) came.delete(key(collection, document.id));
  return [...came.values()].map(({ collection, document_id }) => ({
    collection,
    id: document_id,
    fields: ['deleted'],
  }));
}
