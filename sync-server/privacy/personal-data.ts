// Everything that the workspace holds of a person, as one document that he can be given.
import { asc, inArray, sql } from 'drizzle-orm';
import type { AuditLine } from '../audit/read-audit.ts';
import { linesThat } from '../audit/read-audit.ts';
import { among } from '../db/among.ts';
import type { Queryable } from '../db/database.ts';
import { assignments, audit_logs, files, outbox, submissions } from '../db/tables/records.ts';
import { type HeldDocuments, readHeld, type Subject } from './held-documents.ts';

export interface PersonalData extends HeldDocuments {
  subject: Subject;
  made_at: string;
  /** What he sent in, as he sent it. */
  applications: { content: Record<string, unknown>; received_at: string }[];
  files: { name: string; media_type: string | null; size: number | null; created_at: string; url: string }[];
  mails: {
    template: string;
    to: string;
    subject: string;
    body: string;
    status: string;
    created_at: string;
  }[];
  assignments: (typeof assignments.$inferSelect)[];
  audit: AuditLine[];
}

const MOST_LINES = 100_000;

/** Null where there is no such lead or contact. `publicUrl` is the address of the server, for the links to files. */
export async function readPersonalData(
  q: Queryable,
  subject: Subject,
  { now, publicUrl }: { now: string; publicUrl: string },
): Promise<PersonalData | null> {
  const held = await readHeld(q, subject);
  if (!held) return null;
  const { lead_ids, audited_ids } = held;
  const audit = await linesThat(q, among(audit_logs.entity_id, audited_ids), asc(audit_logs.seq), MOST_LINES);
  const about = { subject, made_at: now, ...held.documents, audit };
  if (lead_ids.length === 0) return { ...about, applications: [], files: [], mails: [], assignments: [] };
  const { content, received_at } = submissions;
  const { template, to, subject: line, body, status, created_at } = outbox;
  const kept = await q.select().from(files).where(inArray(files.lead_id, lead_ids));
  return {
    ...about,
    applications: await q
      .select({ content, received_at })
      .from(submissions)
      .where(inArray(submissions.lead_id, lead_ids)),
    files: kept.map((file) => ({
      ...{ name: file.name, media_type: file.media_type, size: file.size, created_at: file.created_at },
      url: file.url ?? `${publicUrl}/api/leads/${file.lead_id}/resume`,
    })),
    mails: await q
      .select({ template, to, subject: line, body, status, created_at })
      .from(outbox)
      .where(inArray(outbox.lead_id, lead_ids))
      .orderBy(sql`${created_at}`),
    assignments: await q.select().from(assignments).where(inArray(assignments.lead_id, lead_ids)),
    audit,
  };
}
