// What an import of many leads needs to be undone: which leads it made, which it changed, and how these were before.
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Lead } from '#domain/lead/lead.ts';
import { instant } from '../columns.ts';

export interface ImportCounts {
  created: number;
  updated: number;
  duplicate: number;
  invalid: number;
}

export const imports = pgTable(
  'imports',
  {
    id: uuid().primaryKey(),
    at: instant().notNull(),
    by_id: uuid().notNull(),
    file_name: text().notNull(),
    /** Of the rows that are done. */
    counts: jsonb().$type<ImportCounts>().notNull(),
    /** Null while it runs, and for ever where the server stopped in the middle. */
    finished_at: instant(),
    undone_at: instant(),
  },
  (t) => [index('imports_at').on(t.at)],
);

/** A lead that an import wrote. `before` is null where it made the lead. */
export const import_rows = pgTable(
  'import_rows',
  {
    import_id: uuid().notNull(),
    row: integer().notNull(),
    lead_id: uuid().notNull(),
    before: jsonb().$type<Lead>(),
    after: jsonb().$type<Lead>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.import_id, t.row] }), index('import_rows_lead').on(t.lead_id)],
);
