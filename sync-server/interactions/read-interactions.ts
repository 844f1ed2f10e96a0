// Interactions as a person sees them: one by its id, and the list in pages, newest first.
import { and, count, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { Interaction, InteractionType, Outcome } from '#domain/interaction/interaction.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { interactions } from '../db/tables/documents.ts';
import { documentOf } from '../feed/document-tables.ts';
import { shownTo } from '../leads/shown-children.ts';

export interface InteractionQuery {
  lead_id?: string | undefined;
  type?: InteractionType | undefined;
  outcome?: Outcome | undefined;
  created_by?: string | undefined;
  /** Instants, [from, to). */
  from?: string | undefined;
  to?: string | undefined;
  page_size: number;
  after_id?: string | undefined;
}

/** The interaction, or null when there is none, or this person does not see its lead. */
export async function readVisibleInteraction(
  q: Queryable,
  actor: Actor,
  id: string,
): Promise<Interaction | null> {
  const [row] = await q
    .select()
    .from(interactions)
    .where(and(eq(interactions.id, id), shownTo(actor, interactions)));
  return row ? documentOf('interactions', row) : null;
}

/**
 * By when they took place, the newest first: one row more than the page has, and how many there are in all. Voided ones
 * are among them. An unknown `after_id` ends the list.
 */
export async function listInteractions(
  q: Queryable,
  actor: Actor,
  query: InteractionQuery,
): Promise<{ rows: Interaction[]; total: number }> {
  const wanted = and(shownTo(actor, interactions), ...conditionsOf(query));
  const [counted] = await q.select({ total: count() }).from(interactions).where(wanted);
  const rows = await selectInteractions(q, actor, query);
  return { rows: rows.map((row) => documentOf('interactions', row)), total: counted?.total ?? 0 };
}

/** The rows of a page, and one more where there is another page. */
export const selectInteractions = (q: Queryable, actor: Actor, query: InteractionQuery) =>
  q
    .select()
    .from(interactions)
    .where(
      and(
        shownTo(actor, interactions),
        ...conditionsOf(query),
        query.after_id === undefined ? undefined : after(query.after_id),
      ),
    )
    .orderBy(desc(interactions.occurred_at), desc(interactions.id))
    .limit(query.page_size + 1);

function conditionsOf({
  lead_id,
  type,
  outcome,
  created_by,
  from,
  to,
}: InteractionQuery): (SQL | undefined)[] {
  return [
    lead_id === undefined ? undefined : eq(interactions.lead_id, lead_id),
    type && eq(interactions.type, type),
    outcome && eq(interactions.outcome, outcome),
    created_by === undefined ? undefined : eq(interactions.created_by, created_by),
    from === undefined ? undefined : gte(interactions.occurred_at, from),
    to === undefined ? undefined : lt(interactions.occurred_at, to),
  ];
}

const after = (id: string): SQL =>
  sql`(${interactions.occurred_at}, ${interactions.id}) < (select i.occurred_at, i.id from ${interactions} i where i.id = ${id})`;
