// A row about something that its writer does not see, or does not see any more. The work that he did while it was his is
// kept; everything else is `gone`, and no word of what is stored gets out. Pure.

import type { Lead } from '#domain/lead/lead.ts';
import { instantSchema } from '#domain/time.ts';
import type { Row, RowContext, RowVerdict } from './decide-row.ts';
import { followUp } from './follow-up.ts';
import type { StoredAny } from './known.ts';

const GONE: RowVerdict = { kind: 'gone' };

/**
 * A repeat of what its writer had stored is told so. A call that is new is stored when the lead was its author's to work
 * when it took place: `decide` says whether it is right. Both are answered without the document.
 */
export function decideUnseen(
  context: RowContext,
  current: StoredAny | null,
  row: Row,
  decide: () => RowVerdict,
): RowVerdict {
  if (current)
    return isRepeat(context, current, row) ? { kind: 'repeat', newer: current, unseen: true } : GONE;
  const lead = workedLead(context, row);
  if (!lead) return GONE;
  const verdict = decide();
  if (verdict.kind !== 'stored') return verdict;
  // A merge has followed its own call up already.
  const follows = verdict.arrived ? [] : followUp(context, lead, verdict.writes);
  return { ...verdict, writes: [...verdict.writes, ...follows], unseen: true };
}

function isRepeat({ known, actor }: RowContext, current: StoredAny, { document }: Row): boolean {
  const before = known.appliedTo(document.write_id);
  if (before) return before.document_id === document.id && before.actor_id === actor.id;
  return current.document.write_id === document.write_id && current.document.created_by === actor.id;
}

/** The lead of a new interaction, where it was this person's to work at the time; else null. */
function workedLead({ collection, known, actor }: RowContext, { document }: Row): Lead | null {
  if (collection !== 'interactions' || document._deleted) return null;
  const occurred = instantSchema.safeParse(document['occurred_at']);
  const lead = known.standingLead(String(document['lead_id']).toLowerCase());
  return lead && occurred.success && known.wasWorkedBy(lead, actor.id, occurred.data) ? lead : null;
}
