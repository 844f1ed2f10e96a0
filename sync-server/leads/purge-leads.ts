// The end of a lead that was put aside: after 30 days it becomes a tombstone, with all that hangs on it, and what a
// prospect sent in is removed. Until then it can be restored.
import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm';
import type { Ids } from '#domain/ids.ts';
import type { Collection } from '#domain/sync/collections.ts';
import { deletedTombstone } from '#domain/sync/tombstone.ts';
import { addMinutes, type Clock } from '#domain/time.ts';
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts';
import { auditOfWrite } from '../audit/audit-of-write.ts';
import type { ErasedLines } from '../audit/verify-audit.ts';
import type { Database } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { import_rows } from '../db/tables/imports.ts';
import { sla_reminders, submissions } from '../db/tables/records.ts';
import { CHILD_COLLECTIONS, documentTables } from '../feed/document-tables.ts';
import {
  type DocumentWrite,
  inWriteTransaction,
  type WriteTx,
  writeDocuments,
} from '../feed/write-documents.ts';
import type { FileStore } from '../files/file-store.ts';
import { removeFiles } from '../files/same-bytes.ts';
import { eraseAudit } from '../privacy/erase-audit.ts';
import { eraseMails } from '../privacy/erase-mails.ts';

/** Days for which a lead that was put aside can be restored. */
export const RESTORABLE_DAYS = 30;
const LEADS_A_TRANSACTION = 100;

interface Store {
  db: Database;
  clock: Clock;
  ids: Ids;
  files: Pick<FileStore, 'remove'>;
}

/** Ends the leads whose time is over; says how many documents that were. One that was merged away stays. */
export async function purgeLeads(store: Store): Promise<{ leads: number; documents: number }> {
  const done = { leads: 0, documents: 0 };
  for (;;) {
    const part = await inWriteTransaction(store, (tx) => purgeSome(tx, store));
    done.leads += part.leads;
    done.documents += part.documents;
    if (part.leads < LEADS_A_TRANSACTION) return done;
  }
}

async function purgeSome(tx: WriteTx, { ids, files }: Pick<Store, 'ids' | 'files'>) {
  const ended = await tx.sql
    .select({ id: leads.id, assignee_id: leads.assignee_id, deleted_at: leads.deleted_at })
    .from(leads)
    .where(
      and(
        lte(leads.deleted_at, addMinutes(tx.now, -RESTORABLE_DAYS * 24 * 60)),
        isNull(leads.merged_into_id),
        eq(leads.deleted, false),
      ),
    )
    .orderBy(asc(leads.id))
    .limit(LEADS_A_TRANSACTION);
  if (ended.length === 0) return { leads: 0, documents: 0 };
  const leadIds = ended.map(({ id }) => id);
  const writes = [
    ...(await childrenOf(tx, leadIds)).map(({ collection, id, lead_id }) =>
      tombstone(collection, id, ids, { lead_id }),
    ),
    // Whose it was decides who hears of its end; that it is put aside keeps it out of every list.
    ...ended.map(({ id, assignee_id, deleted_at }) =>
      tombstone('leads', id, ids, { assignee_id, deleted_at }),
    ),
  ];
  await writeDocuments(tx, writes);
  const lines = await eraseAudit(
    tx,
    writes.map(({ document }) => document.id),
  );
  await appendAudit(tx, [...writes.map(auditOfPurge), ...(lines.length > 0 ? [auditOfEmptied(lines)] : [])]);
  await removeSubmissions(tx, files, leadIds);
  return { leads: ended.length, documents: writes.length };
}

async function childrenOf(tx: WriteTx, leadIds: string[]) {
  const found: { collection: Collection; id: string; lead_id: string | null }[] = [];
  for (const collection of CHILD_COLLECTIONS) {
    const table = documentTables[collection];
    const rows = await tx.sql
      .select({ id: table.id, lead_id: table.lead_id })
      .from(table)
      .where(and(inArray(table.lead_id, leadIds), eq(table.deleted, false)));
    found.push(...rows.map((row) => ({ collection, ...row })));
  }
  return found;
}

function tombstone(collection: Collection, id: string, ids: Ids, kept: object): DocumentWrite {
  const { _deleted, ...neutral } = deletedTombstone(collection, id, ids.next());
  return { collection, document: { ...neutral, ...kept }, deleted: _deleted } as unknown as DocumentWrite;
}

/** Says that it ended, and not what it was: the line stays. */
function auditOfPurge(write: DocumentWrite): AuditEntry {
  return { ...auditOfWrite(null, write, null, 'purge'), action: 'purge' };
}

/** Speaks for the lines that have lost what was personal in them. */
const auditOfEmptied = (lines: ErasedLines): AuditEntry => ({
  actor_id: null,
  action: 'erase',
  entity: 'lead',
  entity_id: null,
  details: { lines },
});

/** What prospects sent in, files included, the mails about them, and what was kept of deadlines. */
async function removeSubmissions(tx: WriteTx, store: Store['files'], leadIds: string[]): Promise<void> {
  await tx.sql.delete(sla_reminders).where(inArray(sla_reminders.lead_id, leadIds));
  await tx.sql.delete(import_rows).where(inArray(import_rows.lead_id, leadIds));
  await eraseMails(tx, leadIds, []);
  await tx.sql.delete(submissions).where(inArray(submissions.lead_id, leadIds));
  await removeFiles(tx, store, leadIds);
}
