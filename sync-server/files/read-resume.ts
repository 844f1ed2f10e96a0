// The résumé of a lead, for somebody who sees the lead.
import { desc, sql } from 'drizzle-orm';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Actor, seesLead } from '#domain/sync/scope.ts';
import type { Database, Queryable } from '../db/database.ts';
import { readFor } from '../db/reader-role.ts';
import { leads } from '../db/tables/documents.ts';
import { files } from '../db/tables/records.ts';
import { readDocuments } from '../feed/write-documents.ts';
import { resumeName } from './download-name.ts';
import type { FileStore } from './file-store.ts';
import { extensionOf } from './resume-type.ts';

/** A link as it was given, or a file with the name and media type under which it is handed out, read as it is asked for. */
export type Resume =
  | { kind: 'link'; url: string }
  | { kind: 'file'; name: string; media_type: string; size: number; content: AsyncIterable<Uint8Array> };

/**
 * The newest résumé of the lead. Refusal: `not_found` where the person does not see the lead or it has none. Throws when
 * the bytes of a known file are lost.
 */
export async function readResume(
  store: { db: Database; files: FileStore },
  actor: Actor,
  leadId: string,
): Promise<Result<Resume, Refusal>> {
  const found = await readFor(store.db, actor, (q) => findResume(q, actor, leadId));
  if (!found.ok) return found;
  const { row, email } = found.value;
  if (row.kind === 'link') return ok({ kind: 'link', url: row.url ?? '' });
  const key = row.storage_key ?? '';
  const there = await store.files.stat(key);
  if (!there) throw new Error(`the bytes of file ${row.id} are lost`);
  return ok({
    kind: 'file',
    name: resumeName(email, extensionOf(row.name) ?? 'txt'),
    media_type: row.media_type ?? 'application/octet-stream',
    size: there.size,
    content: store.files.read(key),
  });
}

/** Its row, and the address of the prospect. */
async function findResume(
  q: Queryable,
  actor: Actor,
  leadId: string,
): Promise<Result<{ row: typeof files.$inferSelect; email: string | null }, Refusal>> {
  const lead = (await readDocuments(q, 'leads', [leadId])).get(leadId);
  const hidden =
    !lead || lead.deleted || lead.document.deleted_at !== null || !seesLead(actor, lead.document);
  if (hidden) return refuse(refusal('not_found'));
  const [row] = await q
    .select()
    .from(files)
    // That of a lead which was merged into this one is its own too.
    .where(
      sql`${files.lead_id} = ${leadId} or ${files.lead_id} in (select ${leads.id} from ${leads} where ${leads.merged_into_id} = ${leadId})`,
    )
    .orderBy(desc(files.created_at), desc(files.id))
    .limit(1);
  if (!row) return refuse(refusal('not_found', { detail: 'This lead has no résumé.' }));
  return ok({ row, email: lead.document.email });
}
