// What hangs on a lead and goes with it into another: contacts, history and plans.
import { and, eq, sql } from 'drizzle-orm';
import type { Ids } from '#domain/ids.ts';
import { inParts } from '../db/in-parts.ts';
import { interactions, plan_events, pocs } from '../db/tables/documents.ts';
import { merge_moves } from '../db/tables/merges.ts';
import { documentOf } from '../feed/document-tables.ts';
import type { DocumentWrite, WriteTx } from '../feed/write-documents.ts';

/** Collections whose documents change their lead in a merge. Customer and metric are one a lead and do not. */
export const MOVED_COLLECTIONS = ['pocs', 'interactions', 'plan_events'] as const;
export type MovedCollection = (typeof MOVED_COLLECTIONS)[number];

export const isMoved = (name: string): name is MovedCollection =>
  (MOVED_COLLECTIONS as readonly string[]).includes(name);

const tables = { pocs, interactions, plan_events } as const;

export type MovedWrite = Extract<DocumentWrite, { collection: MovedCollection }>;

/** All that hangs on a lead and is not deleted, as it stands. */
export async function childrenOf(tx: WriteTx, leadId: string): Promise<MovedWrite[]> {
  const all: MovedWrite[] = [];
  for (const collection of MOVED_COLLECTIONS) {
    const table = tables[collection];
    const rows = await tx.sql
      .select()
      .from(table as typeof pocs)
      .where(and(eq(table.lead_id, leadId), sql`not ${table.deleted}`));
    all.push(...rows.map((row) => ({ collection, document: documentOf(collection, row) }) as MovedWrite));
  }
  return all;
}

/** The same documents under another lead, each as a new version. `primary` says which contact is the primary one there. */
export const underLead = (
  tx: WriteTx,
  { ids }: { ids: Ids },
  leadId: string,
  children: readonly MovedWrite[],
  primary: (id: string) => boolean,
): MovedWrite[] =>
  children.map(({ collection, document }) => {
    const head = { lead_id: leadId, write_id: ids.next(), updated_at: tx.now };
    const own = collection === 'pocs' ? { is_primary: primary(document.id) } : {};
    return { collection, document: { ...document, ...head, ...own } } as MovedWrite;
  });

/** Notes that these documents came by this merge. */
export async function noteMoves(tx: WriteTx, mergeId: string, moved: readonly MovedWrite[]): Promise<void> {
  const rows = moved.map(({ collection, document }) => ({
    merge_id: mergeId,
    collection,
    document_id: document.id,
    was_primary: 'is_primary' in document && document.is_primary,
  }));
  for (const part of inParts(rows)) await tx.sql.insert(merge_moves).values(part).onConflictDoNothing();
}
