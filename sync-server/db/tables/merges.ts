// What a merge of two leads needs to be undone: how the survivor was, what was put aside, and what went over.
import { boolean, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Customer } from '#domain/customer/customer.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Metric } from '#domain/metric/metric.ts';
import { instant } from '../columns.ts';

/** The one document of a kind that each of the two leads may have. */
export interface Single<T> {
  /** The other lead's, which was put aside. */
  aside: T | null;
  /** Write id of the survivor's, where the merge made it. */
  made: string | null;
}

export const merges = pgTable(
  'merges',
  {
    id: uuid().primaryKey(),
    survivor_id: uuid().notNull(),
    other_id: uuid().notNull(),
    at: instant().notNull(),
    by_id: uuid().notNull(),
    survivor_before: jsonb().$type<Lead>().notNull(),
    survivor_after: jsonb().$type<Lead>().notNull(),
    customer: jsonb().$type<Single<Customer>>().notNull(),
    metric: jsonb().$type<Single<Metric>>().notNull(),
    undone_at: instant(),
  },
  (t) => [index('merges_other').on(t.other_id)],
);

/** Documents that went from the other lead to the survivor; those that arrived after the merge too. */
export const merge_moves = pgTable(
  'merge_moves',
  {
    merge_id: uuid().notNull(),
    collection: text().$type<'pocs' | 'interactions' | 'plan_events'>().notNull(),
    document_id: uuid().notNull(),
    /** Whether it was the other lead's primary contact. */
    was_primary: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.merge_id, t.collection, t.document_id] })],
);
