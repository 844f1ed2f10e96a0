// Many rows as one text that the database writes. The engines' clients build every value of a row by itself, which with
// thousands of rows takes longer than finding them; a JSON parser takes a tenth of it.
import { type SQL, sql } from 'drizzle-orm';
import { type PgColumn, QueryBuilder } from 'drizzle-orm/pg-core';
import { type Queryable, rowsOf } from './database.ts';

/** Writes queries that are part of another one. */
export const queries = new QueryBuilder();

/** A query of `queries`, with the type of its rows. */
interface Query<Row> {
  readonly _: { readonly result: Row[] };
  getSQL(): SQL;
}

/**
 * The rows of a query, in its order, with the names that the query gives its columns. Values are as JSON has them: numbers,
 * texts, booleans, null; an instant has to be asked for as `instantText`.
 */
export async function rowsAsJson<Row>(q: Queryable, query: Query<Row>): Promise<Row[]> {
  const [row] = rowsOf(
    await q.execute(
      sql`select coalesce(json_agg(row_to_json(found)), '[]')::text as text from (${query.getSQL()}) found`,
    ),
  );
  return JSON.parse(String(row?.['text'])) as Row[];
}

/** An instant of a column as ISO text with milliseconds; JSON of the database would keep its own spelling and zone. */
export const instantText = <Text extends string | null = string>(column: PgColumn | SQL): SQL<Text> =>
  sql<Text>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
