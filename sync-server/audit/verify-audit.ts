// The proof that nothing in the audit was changed: every line follows from the one before, what is personal fits its
// digest, and what was erased was erased by an act that stands in the audit itself.

import { asc, eq, gt } from 'drizzle-orm';
import type { AuditProof } from '#domain/audit/audit-line.ts';
import type { Queryable } from '../db/database.ts';
import { audit_logs, audit_personal } from '../db/tables/records.ts';
import { erasedDigest, FIRST_HASH, hashOf } from './audit-hash.ts';
import { digestOf } from './personal.ts';

type Line = typeof audit_logs.$inferSelect;
type Own = typeof audit_personal.$inferSelect | null;

const LINES_AT_ONCE = 1000;
/** What `erase` says of the lines that it emptied: their numbers and digests. */
export type ErasedLines = [seq: number, digest: string][];

/** Follows the chain of hashes from the first line to the last, or to the first break. */
export async function verifyAudit(q: Queryable): Promise<AuditProof> {
  let previous = FIRST_HASH;
  let seq = 0;
  let checked = 0;
  let erased = 0;
  const unvouched = new Map<number, string>();
  const broken = (at: number): AuditProof => ({ ok: false, checked, first_broken: at, erased });
  for (;;) {
    const lines = await readLines(q, seq);
    for (const { line, own } of lines) {
      checked += 1;
      if (line.previous_hash !== previous || !holds(line, own)) return broken(line.seq);
      if (isErased(line, own)) {
        erased += 1;
        unvouched.set(line.seq, erasedDigest(line));
      }
      if (line.action === 'erase') forgiveErased(unvouched, line);
      previous = line.hash;
      seq = line.seq;
    }
    if (lines.length < LINES_AT_ONCE) break;
  }
  const [first] = unvouched.keys();
  return first === undefined ? { ok: true, checked, first_broken: null, erased } : broken(first);
}

const readLines = (q: Queryable, after: number): Promise<{ line: Line; own: Own }[]> =>
  q
    .select({ line: audit_logs, own: audit_personal })
    .from(audit_logs)
    .leftJoin(audit_personal, eq(audit_personal.seq, audit_logs.seq))
    .where(gt(audit_logs.seq, after))
    .orderBy(asc(audit_logs.seq))
    .limit(LINES_AT_ONCE);

/** Whether the line fits its own hash; of an erased line of version 1 only its place in the chain can tell. */
function holds(line: Line, own: Own): boolean {
  if (own !== null) return hashOf(line) === line.hash && digestOf(own) === line.personal_digest;
  if (line.version === 1 && line.erased_at !== null) return true;
  return hashOf(line) === line.hash;
}

const isErased = (line: Line, own: Own): boolean =>
  own === null && (line.personal_digest !== null || (line.version === 1 && line.erased_at !== null));

function forgiveErased(unvouched: Map<number, string>, { details }: Line): void {
  for (const [seq, digest] of (details['lines'] ?? []) as ErasedLines)
    if (unvouched.get(seq) === digest) unvouched.delete(seq);
}
