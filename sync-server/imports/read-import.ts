// A file that was sent in as rows of fields: read, its columns named, its cells taken apart.

import { type Column, columnsOf } from '#domain/imports/columns.ts';
import { customFromText } from '#domain/lead/custom-field.ts';
import { type FieldIssue, type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Queryable } from '../db/database.ts';
import { readSettings } from '../settings/settings.ts';
import type { ImportRow } from './import-leads.ts';
import { peopleOf } from './read-row-context.ts';
import { readTable, type TableForm } from './read-table.ts';
import { fieldsOf } from './row-fields.ts';

/** Fields of which one has to be there, so that a row can name its lead. */
const NAMING = ['id', 'name', 'first_name', 'last_name', 'company'];

/** Refusals: `invalid` (the file, its encoding, the mapping), `too_large`. */
export async function readImport(
  q: Queryable,
  bytes: Uint8Array,
  form: TableForm & { mapping: Record<string, string | null> },
): Promise<Result<{ columns: Column[]; rows: ImportRow[] }, Refusal>> {
  const table = await readTable(bytes, form);
  if (!table.ok) return table;
  const { header, rows } = table.value;
  const { currency, custom_fields } = await readSettings(q);
  const own = custom_fields ?? [];
  const { columns, errors } = columnsOf(header, form.mapping, own);
  if (errors.length > 0) return refuse(refusal('invalid', { errors }));
  if (!columns.some(({ field }) => field !== null && NAMING.includes(field))) return refuse(nameless(header));
  const people = new Map((await peopleOf(q)).map(({ id, email }) => [email, id]));
  const terms = {
    currency,
    personId: (email: string) => people.get(email),
    customValue: (key: string, value: string) => {
      const field = own.find((one) => one.key === key);
      return field ? customFromText(field, value) : value;
    },
  };
  return ok({
    columns,
    rows: rows.map((cells, at) => ({ row: at + 1, ...fieldsOf(columns, cells, terms) })),
  });
}

function nameless(header: string[]): Refusal {
  const message = `has no column that names a lead (${NAMING.join(', ')}); it has: ${header.join(', ')}`;
  const errors: FieldIssue[] = [{ path: 'file', message }];
  return refusal('invalid', { errors });
}
