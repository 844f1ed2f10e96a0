// What hangs on leads, as a person sees it: hidden with its lead, and with it out of his sight.

import type { SQL } from 'drizzle-orm';
import { and, eq, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Actor } from '#domain/sync/scope.ts';
import { leads } from '../db/tables/documents.ts';
import { visibleTo } from './visible-leads.ts';

/** The condition on a table of children that a row is there and stands under a lead that this person sees. */
export const shownTo = (actor: Actor, table: { lead_id: PgColumn; deleted: PgColumn }): SQL =>
  and(
    eq(table.deleted, false),
    sql`exists (select 1 from ${leads} where ${leads.id} = ${table.lead_id} and ${visibleTo(actor)})`,
  ) ?? sql`false`;
