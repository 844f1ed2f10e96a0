// "One of these ids" with one parameter, however many they are: a list of parameters costs more to write, to read and to
// plan than the look-up itself.
import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** The condition that a column of type uuid holds one of `ids`, which must be UUIDs. */
export const among = (column: PgColumn | SQL, ids: readonly string[]): SQL =>
  sql`${column} = any(${`{${ids.join()}}`}::uuid[])`;
