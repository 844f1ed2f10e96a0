// A row about a lead that was merged into another. An edit of the lead itself is refused by that name; what was logged or
// added for it is stored with the survivor. Pure.
import { refuseMerged } from '#domain/lead/decide-merge.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { seesLead } from '#domain/sync/scope.ts';
import { isMoved, type MovedWrite } from '../leads/merge-children.ts';
import { decideWrite, type Row, type RowContext, type RowVerdict, reject } from './decide-row.ts';
import { followUp } from './follow-up.ts';
import type { StoredAny } from './known.ts';

/** The verdict, or null where no merge bears on the row: it is judged as always then. */
export function decideMerged(context: RowContext, current: StoredAny | null, row: Row): RowVerdict | null {
  const { collection, known, actor } = context;
  if (collection === 'leads') return current && refuseEdit(current.document as Lead, current);
  if (current || row.document._deleted) return null;
  const lead = known.standingLead(String(row.document['lead_id']).toLowerCase());
  const chain = lead ? known.mergedInto(lead) : [];
  const survivor = chain.at(-1);
  if (!lead || !survivor) return null;
  if (!isMoved(collection)) return refuseEdit(lead, null);
  const verdict = decideWrite(context, null, row, { lead_id: survivor.id });
  if (verdict.kind !== 'stored') return verdict;
  const arrived = {
    write: verdict.writes[0] as MovedWrite,
    from: [lead, ...chain.slice(0, -1)].map(({ id }) => id),
  };
  const writes = [...verdict.writes, ...followUp(context, survivor, verdict.writes)];
  return { kind: 'stored', writes, arrived, ...(seesLead(actor, survivor) ? {} : { unseen: true as const }) };
}

/** The refusal of what was written for a merged lead; `current` is what stands of the document that was written. */
function refuseEdit(lead: Lead, current: StoredAny | null): RowVerdict | null {
  const refused = lead.merged_into_id ? refuseMerged(lead) : null;
  return refused && reject(refused, current);
}
