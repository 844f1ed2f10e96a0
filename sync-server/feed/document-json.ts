// A document as JSON made by the database: a pull passes it on as text, and neither its values nor the document are built
// in between. The same content as documentOf gives, from the same schema and table.
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { allSchemas, type Collection } from '#domain/sync/collections.ts';
import { documentTables } from './document-tables.ts';

/** The JSON text of a row of the collection's table as a standing document: its own fields, and `_deleted`. */
export function documentJson(collection: Collection): SQL<string> {
  const columns: Record<string, PgColumn> = getTableColumns(documentTables[collection]);
  const fields = Object.keys(allSchemas[collection].shape).flatMap((field) => {
    const column = columns[field];
    return column ? [sql`${asText(column)} as ${sql.identifier(field)}`] : [];
  });
  const document = sql.join([...fields, sql`false as _deleted`], sql`, `);
  return sql<string>`(select row_to_json(document)::text from (select ${document}) document)`;
}

/** An instant as `instant` in db/columns reads it; JSON of the database would keep its own spelling and zone. */
const asText = (column: PgColumn): SQL =>
  column.getSQLType().startsWith('timestamp')
    ? sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : sql`${column}`;
