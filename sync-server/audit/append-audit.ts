// Adds lines to the audit: append-only, each carrying the hash of the one before, so that a change of the past shows.
import { createHash } from 'node:crypto';
import { desc, sql } from 'drizzle-orm';
import { inParts } from '../db/in-parts.ts';
import { rowsFrom } from '../db/rows-from.ts';
import { audit_logs } from '../db/tables/records.ts';
import type { WriteTx } from '../feed/write-documents.ts';

export interface AuditEntry {
  /** Who acted; null for the public and for the server itself. */
  actor_id: string | null;
  /** What was done: create, update, delete, assign, login, … */
  action: string;
  /** What it was done to: lead, poc, user, … */
  entity: string;
  entity_id: string | null;
  /** Before and after, request id, device time, and whatever else the action has to say. JSON. */
  details: Record<string, unknown>;
}

/** The hash before the first line. */
export const FIRST_HASH = '0'.repeat(64);

/** The hash of a line: SHA-256, hex, over the hash before it and its content as JSON with sorted keys. */
export function auditHash(previous: string, at: string, entry: AuditEntry): string {
  const { actor_id, action, entity, entity_id, details } = entry;
  const content = canonical([previous, at, actor_id, action, entity, entity_id, details]);
  return createHash('sha256').update(content).digest('hex');
}

/** Appends lines in order. Runs under the write lock, so that the chain has one end. */
export async function appendAudit(tx: WriteTx, entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const [last] = await tx.sql
    .select({ hash: audit_logs.hash })
    .from(audit_logs)
    .orderBy(desc(audit_logs.seq))
    .limit(1);
  let previous_hash = last?.hash ?? FIRST_HASH;
  const rows = entries.map((entry) => {
    const row = { ...entry, at: tx.now, previous_hash, hash: auditHash(previous_hash, tx.now, entry) };
    previous_hash = row.hash;
    return row;
  });
  for (const part of inParts(rows))
    await tx.sql.execute(sql`insert into ${audit_logs} ${rowsFrom(audit_logs, part)}`);
}

/** JSON with the keys of every object sorted: jsonb does not keep their order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
