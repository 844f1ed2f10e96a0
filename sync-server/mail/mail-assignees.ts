// Tells people of the leads that somebody else gave them. What one request gives to one person is one mail.
import type { Lead } from '#domain/lead/lead.ts';
import { readDocuments, type WriteTx } from '../feed/write-documents.ts';
import { assignedLeadsMail, leadMail } from './lead-mails.ts';
import { readLetters } from './letters.ts';
import type { Outbox } from './outbox.ts';

export interface MailAssigneesDeps {
  outbox: Outbox;
  config: { PUBLIC_URL: string };
}

/** A lead in its new hands, and what was added for them. */
export interface GivenLead {
  lead: Lead;
  note: string | null;
}

/** Queues the mails as part of the transaction that gives the leads. Whoever takes a lead himself gets none; `actorId` is null where a rule gives it. */
export async function mailAssignees(
  tx: WriteTx,
  { outbox, config }: MailAssigneesDeps,
  actorId: string | null,
  given: readonly GivenLead[],
): Promise<void> {
  const byAssignee = groupedByAssignee(given);
  if (actorId !== null) byAssignee.delete(actorId);
  if (byAssignee.size === 0) return;
  const people = await readDocuments(tx.sql, 'users', [...byAssignee.keys(), ...(actorId ? [actorId] : [])]);
  const letters = await readLetters(tx.sql);
  const by = people.get(actorId ?? '')?.document.name ?? null;
  for (const [id, theirs] of byAssignee) {
    const assignee = people.get(id)?.document;
    const [only, ...others] = theirs;
    if (!assignee || !only) continue;
    const { time_zone, name, email } = assignee;
    const facts = { public_url: config.PUBLIC_URL, time_zone, assignee: name, by, note: only.note, letters };
    const isOne = others.length === 0;
    const text = isOne
      ? leadMail('assigned', only.lead, facts)
      : assignedLeadsMail(
          theirs.map(({ lead }) => lead),
          facts,
        );
    await outbox.queue(tx, {
      ...text,
      template: 'assigned',
      to: email,
      lead_id: isOne ? only.lead.id : null,
    });
  }
}

function groupedByAssignee(given: readonly GivenLead[]): Map<string, GivenLead[]> {
  const groups = new Map<string, GivenLead[]>();
  for (const one of given) {
    const { assignee_id } = one.lead;
    if (assignee_id !== null) groups.set(assignee_id, [...(groups.get(assignee_id) ?? []), one]);
  }
  return groups;
}
