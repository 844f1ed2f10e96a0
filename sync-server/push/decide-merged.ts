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
  if (collection === 'leads') return refuseEdit(current);
  if (current || row.document._deleted) return null;
  const lead = known.standingLead(String(row.document['lead_id']).toLowerCase());
  const chain = lead ? known.mergedInto(lead) : [];
  const survivor = chain.at(-1);
  if (!lead || !survivor) return null;
  if (!isMoved(collection)) return refuseEdit({ document: lead, deleted: false });
  const verdict = decideWrite(context, null, row, { lead_id: survivor.id });
  if (verdict.kind !== 'stored') return verdict;
  const arrived = {
    write: verdict.writes[0] as MovedWrite,
    from: [lead, ...chain.slice(0, -1)].map(({ id }) => id),
  };
  const writes = [...verdict.writes, ...followUp(context, survivor, verdict.writes)];
  return { kind: 'stored', writes, arrived, ...(seesLead(actor, survivor) ? {} : { unseen: true as const }) };
}

function refuseEdit(current: StoredAny | null): RowVerdict | null {
  if (!current?.document.merged_into_id) return null;
  const refused = refuseMerged(current.document as Lead);
  return refused && reject(refused, current);
}
