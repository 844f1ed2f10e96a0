// Takes what is personal out of the audit's lines. What is left of each is told, so that the line of the erasing can speak
// for it.
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { erasedDigest } from '../audit/audit-hash.ts';
import { splitDetails } from '../audit/personal.ts';
import type { ErasedLines } from '../audit/verify-audit.ts';
import { among } from '../db/among.ts';
import { inParts } from '../db/in-parts.ts';
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
    // A line of version 2 has nothing personal in itself, so that it stays as it was hashed.
    const details = line.version === 1 ? kept : line.details;
    if (line.version === 1)
      await tx.sql.update(audit_logs).set({ details }).where(eq(audit_logs.seq, line.seq));
    emptied.push([line.seq, erasedDigest({ ...line, details })]);
  }
  for (const part of inParts(emptied.map(([seq]) => seq))) {
    await tx.sql.update(audit_logs).set({ erased_at: tx.now }).where(inArray(audit_logs.seq, part));
    await tx.sql.delete(audit_personal).where(inArray(audit_personal.seq, part));
  }
  return emptied;
}
