// The audit as a file, read piece by piece while it is sent.
import type { Queryable } from '../db/database.ts';
import { type AuditFilter, type AuditLine, nextLines } from './read-audit.ts';

export type AuditFormat = 'csv' | 'jsonl';

const COLUMNS = [
  ...['seq', 'at', 'actor_id', 'device_id', 'app_version', 'action', 'entity', 'entity_id'],
  ...['details', 'version', 'erased_at', 'previous_hash', 'hash'],
] as (keyof AuditLine)[];

const LINES_AT_ONCE = 500;

/** All lines that fit, oldest first, as UTF-8. What comes while it is read is in it too. */
export function exportAudit(
  q: Queryable,
  filter: AuditFilter,
  format: AuditFormat,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const write = format === 'csv' ? csvLine : (line: AuditLine) => `${JSON.stringify(line)}\n`;
  let seq = 0;
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (format === 'csv') controller.enqueue(encoder.encode(`${COLUMNS.join(',')}\r\n`));
    },
    pull: async (controller) => {
      const lines = await nextLines(q, filter, seq, LINES_AT_ONCE);
      seq = lines.at(-1)?.seq ?? seq;
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.map(write).join('')));
      if (lines.length < LINES_AT_ONCE) controller.close();
    },
  });
}

const csvLine = (line: AuditLine): string =>
  `${COLUMNS.map((column) => {
    const value = line[column] ?? '';
    return csvCell(typeof value === 'object' ? JSON.stringify(value) : String(value));
  }).join(',')}\r\n`;

/** No cell is a formula to a spreadsheet. Source: RFC 4180; OWASP, CSV injection. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
