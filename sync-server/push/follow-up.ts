// What follows for a lead from a call that was stored, where the laptop's own write of the lead cannot count.
import { decideFollowUp } from '#domain/interaction/decide-interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { DocumentWrite } from '../feed/write-documents.ts';
import type { RowContext } from './decide-row.ts';

/** The lead's write: the first call is still the first call. None where nothing follows. */
export function followUp(context: RowContext, lead: Lead, writes: DocumentWrite[]): DocumentWrite[] {
  const [own] = writes;
  if (own?.collection !== 'interactions' || lead.deleted_at !== null) return [];
  const fields = decideFollowUp(own.document, lead, context.now, context.known.settings);
  if (Object.keys(fields).length === 0) return [];
  const document = { ...lead, ...fields, write_id: context.newId(), updated_at: context.now };
  return [{ collection: 'leads', document }];
}
