// The one database type that all server code takes: Drizzle on PostgreSQL's dialect, whichever engine runs it.

import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from 'drizzle-orm/pg-core';

/** A database to query or to open a transaction on. */
export type Database = PgDatabase<
  PgQueryResultHKT,
  Record<string, never>,
  ExtractTablesWithRelations<Record<string, never>>
>;

/** An open transaction. */
export type Transaction = PgTransaction<
  PgQueryResultHKT,
  Record<string, never>,
  ExtractTablesWithRelations<Record<string, never>>
>;

/** Where a query may run: on the database or inside a transaction. */
export type Queryable = Database | Transaction;

/** The rows of a statement run with `execute`; both engines answer with an object that holds them. */
export function rowsOf(result: unknown): Record<string, unknown>[] {
  const rows = typeof result === 'object' && result !== null && 'rows' in result ? result.rows : null;
  if (!Array.isArray(rows)) throw new TypeError('the database answered without rows');
  return rows;
}
