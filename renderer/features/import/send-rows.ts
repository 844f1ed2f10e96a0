// Sends the rows of a file to the server: tried as a whole, carried out in parts, so that it can be seen how far it is, and
// stopped between two of them.
import { type ImportOutcome, type ImportReply, importReplySchema } from '#domain/imports/import-reply.ts';
import type { Result } from '#domain/result.ts';
import type { Api, ApiRefusal } from '../../session/api.ts';
import type { Mapping } from './mapping.ts';
import { fileOf, type Table } from './table.ts';

export interface Choices {
  mapping: Mapping;
  kind: 'organization' | 'person';
  on_duplicate: 'skip' | 'update';
  source: string;
}

export type Counts = Readonly<Record<ImportOutcome, number>>;

/** What was written so far: by which it is undone, newest last. */
export interface Carried {
  ids: readonly string[];
  counts: Counts;
  rows: ImportReply['rows'];
  /** Rows that were sent. */
  sent: number;
}

export const ROWS_A_PART = 1000;
const WITHIN_MS = 180_000;

const NOTHING: Carried = {
  ids: [],
  counts: { created: 0, updated: 0, duplicate: 0, invalid: 0 },
  rows: [],
  sent: 0,
};

/** What would become of each row; nothing is written. */
export const tryRows = async (
  api: Api,
  table: Table,
  choices: Choices,
  signal: AbortSignal,
): Promise<Result<ImportReply, ApiRefusal>> =>
  api.call(importReplySchema, '/api/leads/import?dry_run=1', {
    ...{ method: 'POST', body: await formOf(table, table.rows, choices, table.file_name), signal },
    within_ms: WITHIN_MS,
  });

/** Writes part after part until all are, the signal stops it, or the server refuses: then what was written is in `carried`. */
export async function carryOut(
  api: Api,
  table: Table,
  choices: Choices,
  signal: AbortSignal,
  progress: (carried: Carried) => void,
): Promise<{ carried: Carried; refused: ApiRefusal | null }> {
  let carried = NOTHING;
  const { rows, file_name } = table;
  for (let at = 0; at < rows.length && !signal.aborted; at += ROWS_A_PART) {
    const part = rows.slice(at, at + ROWS_A_PART);
    const name =
      rows.length > ROWS_A_PART ? `${file_name}, rows ${at + 1} to ${at + part.length}` : file_name;
    const answer = await api.call(importReplySchema, '/api/leads/import', {
      ...{ method: 'POST', body: await formOf(table, part, choices, name), within_ms: WITHIN_MS },
    });
    if (!answer.ok) return { carried, refused: answer.error };
    carried = joined(carried, answer.value, at, part.length);
    progress(carried);
  }
  return { carried, refused: null };
}

function joined(before: Carried, reply: ImportReply, at: number, length: number): Carried {
  const { counts } = before;
  return {
    ids: reply.id === null ? before.ids : [...before.ids, reply.id],
    counts: {
      created: counts.created + reply.created,
      updated: counts.updated + reply.updated,
      duplicate: counts.duplicate + reply.duplicate,
      invalid: counts.invalid + reply.invalid,
    },
    rows: [...before.rows, ...reply.rows.map((row) => ({ ...row, row: row.row + at }))],
    sent: before.sent + length,
  };
}

async function formOf(table: Table, rows: Table['rows'], choices: Choices, name: string): Promise<FormData> {
  const form = new FormData();
  form.set('file', await fileOf(table, rows, name));
  form.set('mapping', JSON.stringify(choices.mapping));
  form.set('kind', choices.kind);
  form.set('on_duplicate', choices.on_duplicate);
  form.set('delimiter', ',');
  if (choices.source.trim() !== '') form.set('source', choices.source.trim());
  return form;
}
