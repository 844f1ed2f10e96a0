// Which table holds which collection, and how a row becomes a document and back.
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Collection, DocumentOf } from '#domain/sync/collections.ts';
import { allSchemas } from '#domain/sync/collections.ts';
import { customers, interactions, leads, metrics, plan_events, pocs } from '../db/tables/documents.ts';
import { settings, users } from '../db/tables/workspace.ts';

/** The columns that every document table has. */
export interface DocumentTable extends PgTable {
  id: PgColumn;
  write_id: PgColumn;
  received_at: PgColumn;
  deleted: PgColumn;
}

export const documentTables = {
  leads,
  pocs,
  interactions,
  plan_events,
  customers,
  metrics,
  users,
  settings,
} as const;

/** Collections whose documents hang on a lead by `lead_id`. */
export const CHILD_COLLECTIONS = ['pocs', 'interactions', 'plan_events', 'customers', 'metrics'] as const;
export type ChildCollection = (typeof CHILD_COLLECTIONS)[number];

export const isChild = (collection: Collection): collection is ChildCollection =>
  (CHILD_COLLECTIONS as readonly string[]).includes(collection);

const fieldsOf: Record<Collection, string[]> = Object.fromEntries(
  Object.entries(allSchemas).map(([name, schema]) => [name, Object.keys(schema.shape)]),
) as Record<Collection, string[]>;

/** The document of a row: its own fields, without what only the server knows. */
export function documentOf<C extends Collection>(collection: C, row: Record<string, unknown>): DocumentOf<C> {
  return Object.fromEntries(
    fieldsOf[collection].map((field) => [field, row[field] ?? null]),
  ) as DocumentOf<C>;
}

/** For an upsert: every column but the key takes the value that was to be inserted. */
export function setAllFromExcluded(table: PgTable, fields: readonly string[]): SQL {
  const all = getTableColumns(table);
  const columns = fields.flatMap((field) => (field === 'id' ? [] : (all[field] ?? [])));
  return sql.raw(columns.map(({ name }) => `"${name}" = excluded."${name}"`).join(', '));
}
