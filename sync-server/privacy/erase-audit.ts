// Takes what is personal out of the audit's lines. What is left of each is told, so that the line of the erasing can speak
// for it.
import { asc, eq, sql } from 'drizzle-orm';
import { erasedDigest } from '../audit/audit-hash.ts';
import { splitDetails } from '../audit/personal.ts';
import type { ErasedLines } from '../audit/verify-audit.ts';
import { among } from '../db/among.ts';
import { audit_logs, audit_personal } from '../db/tables/records.ts';
import type { WriteTx } from '../feed/write-documents.ts';

/** Empties the lines about these documents that still hold something. */
export async function eraseAudit(tx: WriteTx, documentIds: readonly string[]): Promise<ErasedLines> {
  const lines = await tx.sql
    .select()
    .from(audit_logs)
    .where(sql`${among(audit_logs.entity_id, documentIds)} and ${audit_logs.erased_at} is null`)
    .orderBy(asc(audit_logs.seq));
  const emptied: ErasedLines = [];
  for (const line of lines) {
    const { kept, personal } = splitDetails(line.entity, line.details);
    if (line.personal_digest === null && personal === null) continue;
    // A line of version 2 has nothing personal in itself, so that this leaves it as it was hashed.
    const rest = { ...line, details: line.version === 1 ? kept : line.details, erased_at: tx.now };
    const { details, erased_at } = rest;
    await tx.sql.update(audit_logs).set({ details, erased_at }).where(eq(audit_logs.seq, line.seq));
    await tx.sql.delete(audit_personal).where(eq(audit_personal.seq, line.seq));
    emptied.push([line.seq, erasedDigest(rest)]);
  }
  return emptied;
}
