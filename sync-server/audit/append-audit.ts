// Adds lines to the audit: append-only, each carrying the hash of the one before, so that a change of the past shows.
import { desc, type SQL, sql } from 'drizzle-orm';
import { inParts } from '../db/in-parts.ts';
import { insertRows } from '../db/rows-from.ts';
import { audit_logs, audit_personal } from '../db/tables/records.ts';
import type { WriteTx } from '../feed/write-documents.ts';
import { type Origin, originOf } from '../http/origin.ts';
import { FIRST_HASH, hashOf } from './audit-hash.ts';
import { digestOf, splitDetails } from './personal.ts';

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
  /** Where it was asked for in another request than the one under way. */
  origin?: Pick<Origin, 'device_id' | 'app_version'>;
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
  const lines = entries.map((entry) => {
    const line = lineOf(entry, tx.now, previous_hash);
    previous_hash = line.row.hash;
    return line;
  });
  for (const part of inParts(lines)) await tx.sql.execute(insertOf(part));
}

function lineOf({ origin, ...entry }: AuditEntry, at: string, previous_hash: string) {
  const { kept, personal } = splitDetails(entry.entity, entry.details);
  const row = {
    ...entry,
    details: kept,
    ...(origin ?? originOf(entry.actor_id)),
    at,
    version: 2,
    personal_digest: personal && digestOf(personal),
    previous_hash,
  };
  return { row: { ...row, hash: hashOf(row) }, personal };
}

/** The lines, and what is personal in them under the numbers that they get. */
function insertOf(lines: ReturnType<typeof lineOf>[]): SQL {
  const insert = insertRows(
    audit_logs,
    lines.map(({ row }) => row),
  );
  const personal = lines.flatMap(({ row, personal: own }) => (own ? [{ hash: row.hash, ...own }] : []));
  if (personal.length === 0) return insert;
  return sql`
    with lines as (${insert} returning seq, hash)
    insert into ${audit_personal} (seq, salt, content)
    select lines.seq, own.salt, own.content from lines
    join json_to_recordset(${JSON.stringify(personal)}::json) as own(hash text, salt text, content jsonb)
      on own.hash = lines.hash`;
}
