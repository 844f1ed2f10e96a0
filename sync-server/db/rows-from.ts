// Many rows in one parameter: the statement stays as long as its table is wide, however many rows it writes. A list of
// values grows by a parameter a field, which costs more to build and to read than the rows themselves.
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/**
 * `(columns) select … ` for an insert into `table`, in the order of the rows. All rows have the fields of the first one;
 * `extra` adds columns that the database computes.
 */
export function rowsFrom(table: PgTable, rows: readonly object[], extra: Record<string, SQL> = {}): SQL {
  const all = getTableColumns(table);
  const columns = Object.keys(rows[0] ?? {}).flatMap((field) => all[field] ?? []);
  // As plain text: the names are the schema's own, and a part of a statement each would take longer than the rows.
  const names = columns.map(({ name }) => `"${name}"`);
  const types = columns.map((column) => `"${column.name}" ${column.getSQLType()}`);
  const into = [...names, ...Object.keys(extra).map((name) => `"${name}"`)].join(', ');
  const from = sql.join([sql.raw(names.join(', ')), ...Object.values(extra)], sql`, `);
  const typed = sql.raw(types.join(', '));
  return sql`(${sql.raw(into)}) select ${from} from json_to_recordset(${JSON.stringify(rows)}::json) as rows(${typed})`;
}

/** The statement that inserts rows into a table; there must be one at least. */
export const insertRows = (table: PgTable, rows: readonly object[]): SQL =>
  sql`insert into ${table} ${rowsFrom(table, rows)}`;
