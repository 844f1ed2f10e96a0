// One lead with all that its page opens with: its plan, where its promise stands, its contacts, and how much there is.
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Lead } from '#domain/lead/lead.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { Poc } from '#domain/poc/poc.ts';
import { type Sla, slaOf } from '#domain/sla/sla.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { interactions, plan_events, pocs } from '../db/tables/documents.ts';
import { assignments } from '../db/tables/records.ts';
import { documentOf } from '../feed/document-tables.ts';
import { readSettings } from '../settings/settings.ts';
import { readPlanSources } from './plan-sources.ts';
import { planOf, type Viewpoint } from './read-plans.ts';
import { readVisibleLead } from './visible-leads.ts';

export interface LeadCard extends Lead {
  plan: Plan;
  sla: Sla | null;
  /** The primary one first, then oldest first. */
  pocs: Poc[];
  counts: {
    pocs: number;
    interactions: number;
    calls: number;
    orders: number;
    plan_events: number;
    assignments: number;
  };
}

/** The card, or null when this person sees no such lead. */
export async function readLeadCard(
  q: Queryable,
  actor: Actor,
  id: string,
  view: Viewpoint,
): Promise<LeadCard | null> {
  const lead = await readVisibleLead(q, actor, id);
  if (!lead) return null;
  const settings = await readSettings(q);
  const [source] = await readPlanSources(q, [id], view.at);
  const contacts = await q
    .select()
    .from(pocs)
    .where(and(eq(pocs.lead_id, id), eq(pocs.deleted, false)))
    .orderBy(desc(pocs.is_primary), asc(pocs.created_at), asc(pocs.id));
  return {
    ...lead,
    plan: source ? planOf(source, settings, view) : { bucket: 'NONE' },
    sla: slaOf(lead, view.at, settings.sla_reminder_minutes),
    pocs: contacts.map((row) => documentOf('pocs', row)),
    counts: { pocs: contacts.length, ...(await countsOf(q, id)) },
  };
}

async function countsOf(q: Queryable, id: string): Promise<Omit<LeadCard['counts'], 'pocs'>> {
  const held = (condition: SQL): SQL<number> =>
    sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const [counted] = await q
    .select({
      interactions: held(sql`true`),
      calls: held(sql`${interactions.type} in ('CALL', 'VISIT', 'VIDEO', 'MEETING')`),
      orders: held(sql`${interactions.type} = 'ORDER'`),
      plan_events:
        sql<number>`(select count(*) from ${plan_events} where ${plan_events.lead_id} = ${id} and not ${plan_events.deleted})`.mapWith(
          Number,
        ),
      assignments:
        sql<number>`(select count(*) from ${assignments} where ${assignments.lead_id} = ${id})`.mapWith(
          Number,
        ),
    })
    .from(interactions)
    .where(
      and(
        eq(interactions.lead_id, id),
        eq(interactions.deleted, false),
        sql`${interactions.voided_at} is null`,
      ),
    );
  return counted ?? { interactions: 0, calls: 0, orders: 0, plan_events: 0, assignments: 0 };
}
