// The one database type that all server code takes: Drizzle on PostgreSQL's dialect, whichever engine runs it.
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from 'drizzle-orm/pg-core';
import type { ExtractTablesWithRelations } from 'drizzle-orm';

/** A database to query or to open a transaction on. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>, ExtractTablesWithRelations<Record<string, never>>>;

/** An open transaction. */
export type Transaction = PgTransaction<PgQueryResultHKT, Record<string, never>, ExtractTablesWithRelations<Record<string, never>>>;

/** Where a query may run: on the database or inside a transaction. */
export type Queryable = Database | Transaction;
