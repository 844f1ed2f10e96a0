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
import { type GivenLead, mailAssignees } from '../mail/mail-assignees.ts';
import type { LeadStore } from './lead-store.ts';

/** Why nobody can be given a lead under this id, or null: he must be an active user. */
export async function refuseUnknownAssignee(q: Queryable, userId: string | null): Promise<Refusal | null> {
  if (userId === null) return null;
  const user = (await readDocuments(q, 'users', [userId])).get(userId)?.document;
  return user?.is_active ? null : refusal('unknown_assignee', { detail: 'There is no such active user.' });
}

/** A lead that went from one person to another. */
export interface MovedLead extends GivenLead {
  from_id: string | null;
}

/**
 * Records changes of hands as part of the transaction that writes the leads, and mails the new assignees unless they did
 * it themselves: one mail each. Gives the changes that follow: the customers go along.
 */
export async function recordAssignments(
  tx: WriteTx,
  store: LeadStore,
  act: Act,
  all: readonly MovedLead[],
): Promise<Change[]> {
  const moved = movedOf(all);
  const follows = await noteAssignments(tx, store, act, moved);
  await mailAssignees(tx, store, act.actor.id, moved);
  return follows;
}

/** Those that went to somebody else, or to nobody. */
export const movedOf = (all: readonly MovedLead[]): MovedLead[] =>
  all.filter(({ from_id, lead }) => from_id !== lead.assignee_id);

/** The same without the mails, for an act of several transactions that mails when all is done. */
export async function noteAssignments(
  tx: WriteTx,
  store: Pick<LeadStore, 'ids'>,
  act: Act,
  moved: readonly MovedLead[],
): Promise<Change[]> {
  const follows: Change[] = [];
  for (const { from_id, lead, note } of moved) {
    const to_id = lead.assignee_id;
    const row = { lead_id: lead.id, from_id, to_id, by_id: act.actor.id, at: tx.now, note };
    await tx.sql.insert(assignments).values({ id: store.ids.next(), ...row });
    follows.push(...(await customerFollows(tx, store, lead)));
  }
  return follows;
}

async function customerFollows(tx: WriteTx, { ids }: Pick<LeadStore, 'ids'>, lead: Lead): Promise<Change[]> {
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
