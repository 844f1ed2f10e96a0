// A document as JSON made by the database: a pull passes it on as text, and neither its values nor the document are built
// in between. The same content as documentOf gives, from the same schema and table.
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { allSchemas, COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import { documentTables } from './document-tables.ts';

/** The JSON text of a row of the collection's table as a standing document: its own fields, and `_deleted`. */
export const documentJson = (collection: Collection): SQL<string> =>
  sql.raw(TEXTS[collection]) as SQL<string>;

function textOf(collection: Collection): string {
  const table = documentTables[collection];
  const columns: Record<string, PgColumn> = getTableColumns(table);
  const fields = Object.keys(allSchemas[collection].shape).flatMap((field) => {
    const column = columns[field];
    return column ? [`${valueOfColumn(column, getTableName(table))} as "${field}"`] : [];
  });
  return `(select row_to_json(document)::text from (select ${fields.join(', ')}, false as _deleted) document)`;
}

/** An instant as `instant` in db/columns reads it; JSON of the database would keep its own spelling and zone. */
function valueOfColumn(column: PgColumn, table: string): string {
  const value = `"${table}"."${column.name}"`;
  return column.getSQLType().startsWith('timestamp')
    ? `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : value;
}

/** Written once: it is the same in every statement, and longer than the rest of most. */
const TEXTS = Object.fromEntries(COLLECTIONS.map((name) => [name, textOf(name)])) as Record<
  Collection,
  string
>;
