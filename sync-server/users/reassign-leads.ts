// Hands all leads of one person to another, as when he leaves: the leads, what their customers say, and the history.
import { and, eq } from 'drizzle-orm';
import type { Ids } from '#domain/ids.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { inParts } from '../db/in-parts.ts';
import { customers, leads } from '../db/tables/documents.ts';
import { assignments } from '../db/tables/records.ts';
import { documentOf } from '../feed/document-tables.ts';
import { type DocumentWrite, type WriteTx, writeDocuments } from '../feed/write-documents.ts';
import { type MailAssigneesDeps, mailAssignees } from '../mail/mail-assignees.ts';

/** Runs in the transaction that deactivates the person. The heir gets one mail. Gives the number of leads. */
export async function reassignLeads(
  tx: WriteTx,
  deps: MailAssigneesDeps & { ids: Ids },
  actor: Actor,
  { from, to }: { from: string; to: string },
): Promise<number> {
  const { ids } = deps;
  const stamp = () => ({ assignee_id: to, write_id: ids.next(), updated_at: tx.now });
  const held = await tx.sql
    .select()
    .from(leads)
    .where(and(eq(leads.assignee_id, from), eq(leads.deleted, false)));
  if (held.length === 0) return 0;
  const theirs = await tx.sql
    .select()
    .from(customers)
    .where(and(eq(customers.assignee_id, from), eq(customers.deleted, false)));
  const moved = held.map((row) => ({ ...documentOf('leads', row), ...stamp() }));
  const writes: DocumentWrite[] = [
    ...moved.map((document) => ({ collection: 'leads' as const, document })),
    ...theirs.map((row) => ({
      collection: 'customers' as const,
      document: { ...documentOf('customers', row), ...stamp() },
    })),
  ];
  await writeDocuments(tx, writes);
  const act = { from_id: from, to_id: to, by_id: actor.id, at: tx.now, note: null };
  const history = held.map(({ id }) => ({ ...act, id: ids.next(), lead_id: id }));
  for (const part of inParts(history)) await tx.sql.insert(assignments).values(part);
  await appendAudit(
    tx,
    held.map(({ id }) => ({
      actor_id: actor.id,
      action: 'assign',
      entity: 'lead',
      entity_id: id,
      details: { from, to },
    })),
  );
  const given = moved.flatMap((lead) => (lead.deleted_at === null ? [{ lead, note: null }] : []));
  await mailAssignees(tx, deps, actor.id, given);
  return held.length;
}
