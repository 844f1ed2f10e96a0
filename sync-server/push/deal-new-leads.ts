// New leads that whoever may assign pushes for nobody go by the rules of the workspace. That is the server's to know: the laptop's write
// counts as stored, and the person comes as a later write of its own.
import type { Lead } from '#domain/lead/lead.ts';
import { may } from '#domain/user/rights.ts';
import { auditOfWrite } from '../audit/audit-of-write.ts';
import type { Act } from '../audit/write-audited.ts';
import type { WriteTx } from '../feed/write-documents.ts';
import { createDealer } from '../leads/deal-leads.ts';
import type { LeadStore } from '../leads/lead-store.ts';
import type { Known } from './known.ts';
import type { Carried } from './push.ts';

/** Puts the people into what is carried out. Gives the words of the rule by lead, for its history. */
export async function dealNewLeads(
  tx: WriteTx,
  { ids }: Pick<LeadStore, 'ids'>,
  { actor, requestId }: Act,
  { settings }: Known,
  before: Known['leads'],
  carried: Carried,
): Promise<Map<string, string>> {
  const notes = new Map<string, string>();
  if (!may(actor, 'leads.assign')) return notes;
  const dealer = createDealer(tx.sql, settings);
  for (const [key, write] of carried.writes) {
    if (write.collection !== 'leads' || before.has(write.document.id)) continue;
    const dealt = isOpen(write.document) ? await dealer.deal(write.document) : null;
    if (!dealt) continue;
    const stamp = { assignee_id: dealt.to.id, write_id: ids.next(), updated_at: tx.now };
    const given = { ...write, document: { ...write.document, ...stamp } };
    const line = auditOfWrite(actor.id, given, write, requestId);
    carried.audit.push({ ...line, action: 'assign', details: { ...line.details, note: dealt.note } });
    carried.writes.set(key, given);
    notes.set(given.document.id, dealt.note);
  }
  return notes;
}

const isOpen = (lead: Lead): boolean => lead.assignee_id === null && lead.deleted_at === null;
