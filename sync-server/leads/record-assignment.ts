// What a change of hands leaves behind: a row of history, the mail to the new assignee, and the customer that follows.
import { and, eq, sql } from 'drizzle-orm';
import type { Lead } from '#domain/lead/lead.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import type { Act, Change } from '../audit/write-audited.ts';
import type { Queryable } from '../db/database.ts';
import { customers } from '../db/tables/documents.ts';
import { assignments } from '../db/tables/records.ts';
import { documentOf } from '../feed/document-tables.ts';
import { readDocuments, type WriteTx } from '../feed/write-documents.ts';
import { leadMail } from '../mail/lead-mails.ts';
import type { LeadStore } from './lead-store.ts';

/** Why nobody can be given a lead under this id, or null: he must be an active user. */
export async function refuseUnknownAssignee(q: Queryable, userId: string | null): Promise<Refusal | null> {
  if (userId === null) return null;
  const user = (await readDocuments(q, 'users', [userId])).get(userId)?.document;
  return user?.is_active ? null : refusal('unknown_assignee', { detail: 'There is no such active user.' });
}

/**
 * Records that `lead` went from one person to another, as part of the transaction that writes it, and mails the new
 * assignee unless he did it himself. Gives the changes that follow: the customer goes along.
 */
export async function recordAssignment(
  tx: WriteTx,
  store: LeadStore,
  act: Act,
  moved: { from_id: string | null; lead: Lead; note: string | null },
): Promise<Change[]> {
  const { from_id, lead, note } = moved;
  if (from_id === lead.assignee_id) return [];
  await tx.sql.insert(assignments).values({
    id: store.ids.next(),
    lead_id: lead.id,
    from_id,
    to_id: lead.assignee_id,
    by_id: act.actor.id,
    at: tx.now,
    note,
  });
  await mailAssignee(tx, store, act, lead, note);
  return customerFollows(tx, store, lead);
}

async function mailAssignee(
  tx: WriteTx,
  { outbox, config }: LeadStore,
  { actor }: Act,
  lead: Lead,
  note: string | null,
): Promise<void> {
  if (lead.assignee_id === null || lead.assignee_id === actor.id) return;
  const people = await readDocuments(tx.sql, 'users', [lead.assignee_id, actor.id]);
  const assignee = people.get(lead.assignee_id)?.document;
  if (!assignee) return;
  const { time_zone, name, email } = assignee;
  const by = people.get(actor.id)?.document.name ?? null;
  const text = leadMail('assigned', lead, {
    public_url: config.PUBLIC_URL,
    time_zone,
    assignee: name,
    by,
    note,
  });
  await outbox.queue(tx, { ...text, template: 'assigned', to: email, lead_id: lead.id });
}

async function customerFollows(tx: WriteTx, { ids }: LeadStore, lead: Lead): Promise<Change[]> {
  const rows = await tx.sql
    .select()
    .from(customers)
    .where(and(eq(customers.lead_id, lead.id), sql`not ${customers.deleted}`));
  return rows
    .filter((row) => row.assignee_id !== lead.assignee_id)
    .map((row) => {
      const before = documentOf('customers', row);
      const head = { write_id: ids.next(), updated_at: tx.now };
      const document = { ...before, ...head, assignee_id: lead.assignee_id };
      return { write: { collection: 'customers', document }, before: { document: before } };
    });
}
