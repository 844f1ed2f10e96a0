// A row about something that its writer does not see, or does not see any more. The work that he did while it was his is
// kept; everything else is `gone`, and no word of what is stored gets out. Pure.

import { decideFollowUp } from '#domain/interaction/decide-interaction.ts';
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { instantSchema } from '#domain/time.ts';
import type { DocumentWrite } from '../feed/write-documents.ts';
import type { Row, RowContext, RowVerdict } from './decide-row.ts';
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
  const writes = [...verdict.writes, ...followUp(context, lead, verdict.writes)];
  return { kind: 'stored', writes, unseen: true };
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

// His laptop wrote this too, but his write of the lead no longer counts: the first call is still the first call.
function followUp(context: RowContext, lead: Lead, writes: DocumentWrite[]): DocumentWrite[] {
  const [own] = writes;
  if (own?.collection !== 'interactions' || lead.deleted_at !== null) return [];
  const fields = decideFollowUp(own.document as Interaction, lead, context.now, context.known.settings);
  if (Object.keys(fields).length === 0) return [];
  const document = { ...lead, ...fields, write_id: context.newId(), updated_at: context.now };
  return [{ collection: 'leads', document }];
}
