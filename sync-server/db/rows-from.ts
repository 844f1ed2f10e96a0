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
  const fields = Object.keys(rows[0] ?? {}).flatMap((field) => {
    const column = all[field];
    return column ? [{ name: sql.identifier(column.name), type: sql.raw(column.getSQLType()) }] : [];
  });
  const names = fields.map(({ name }) => name);
  const types = fields.map(({ name, type }) => sql`${name} ${type}`);
  const into = [...names, ...Object.keys(extra).map((column) => sql.identifier(column))];
  const from = [...names, ...Object.values(extra)];
  return sql`(${list(into)}) select ${list(from)} from json_to_recordset(${JSON.stringify(rows)}::json) as rows(${list(types)})`;
}

const list = (items: readonly unknown[]): SQL =>
  sql.join(
    items.map((item) => sql`${item}`),
    sql`, `,
  );
