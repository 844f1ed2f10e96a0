// The plans of many leads at an instant, from a fixed number of queries: the leads, and the few events that still matter.
import { and, eq, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { countsAsContact, isFailedAttempt } from '#domain/interaction/contact.ts';
import { INTERACTION_TYPES, OUTCOMES } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { PlanEvent } from '#domain/plan/lead.ts';
import { type Plan, plan } from '#domain/plan/plan.ts';
import { planLeadOf } from '#domain/plan/plan-lead.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Queryable } from '../db/database.ts';
import { instantText, queries, rowsAsJson } from '../db/rows-as-json.ts';
import { interactions, leads, plan_events } from '../db/tables/documents.ts';
import { readDocumentsThat } from '../feed/write-documents.ts';

export interface PlannedLead {
  lead: Lead;
  plan: Plan;
}

/** The instant that is asked about, and the zone of the person who asks. */
export interface Viewpoint {
  at: string;
  time_zone: string;
}

// What counts is the domain's to say: the columns' values are asked of it.
const live = { voided_at: null };
const COUNTED = OUTCOMES.filter((outcome) => countsAsContact({ ...live, type: 'CALL', outcome }));
const FAILED = OUTCOMES.filter((outcome) => isFailedAttempt({ ...live, type: 'CALL', outcome }));
const CALLS = INTERACTION_TYPES.filter((type) => countsAsContact({ ...live, type, outcome: 'CONNECTED' }));

/** The plans of all leads that fit `where` (a condition on `leads`), by lead id. Three queries, however many leads. */
export async function readPlans(
  q: Queryable,
  where: SQL,
  settings: Settings,
  { at, time_zone }: Viewpoint,
): Promise<PlannedLead[]> {
  const found = await readDocumentsThat(q, 'leads', where);
  const events = await readEventsThatMatter(q, where, at);
  return found.map((lead) => ({
    lead,
    plan: plan(planLeadOf(lead, settings, time_zone), events.get(lead.id) ?? [], at, time_zone),
  }));
}

/** Per lead: the last call that counts at `at`, and the calls, tries and acts from then on. */
async function readEventsThatMatter(q: Queryable, where: SQL, at: string): Promise<Map<string, PlanEvent[]>> {
  const events = new Map<string, PlanEvent[]>();
  const rows = [...(await readCalls(q, where, at)), ...(await readActs(q, where, at))];
  for (const { lead_id, ...event } of rows) {
    const known = events.get(lead_id);
    if (known) known.push(event);
    else events.set(lead_id, [event]);
  }
  return events;
}

function lastCounted(at: string) {
  return queries
    .select({ last_at: sql<string | null>`max(${interactions.occurred_at})`.as('last_at') })
    .from(interactions)
    .where(and(eq(interactions.lead_id, leads.id), isCall(COUNTED), lte(interactions.occurred_at, at)))
    .as('counted');
}

const isCall = (outcomes: (typeof OUTCOMES)[number][]): SQL | undefined =>
  and(
    eq(interactions.deleted, false),
    isNull(interactions.voided_at),
    inArray(interactions.type, CALLS),
    inArray(interactions.outcome, outcomes),
  );

async function readCalls(q: Queryable, where: SQL, at: string) {
  const counted = lastCounted(at);
  const since = or(isNull(counted.last_at), gte(interactions.occurred_at, counted.last_at));
  const { id, lead_id, type, outcome } = interactions;
  const occurred_at = instantText(interactions.occurred_at).as('occurred_at');
  const calls = queries
    .select({ id, lead_id, type, outcome, occurred_at, voided_at: sql<null>`null`.as('voided_at') })
    .from(leads)
    .leftJoinLateral(counted, sql`true`)
    .innerJoin(interactions, eq(interactions.lead_id, leads.id))
    .where(and(where, isCall([...COUNTED, ...FAILED]), lte(interactions.occurred_at, at), since));
  return rowsAsJson(q, calls);
}

async function readActs(q: Queryable, where: SQL, at: string) {
  const counted = lastCounted(at);
  const since = or(isNull(counted.last_at), gte(plan_events.occurred_at, counted.last_at));
  const { id, lead_id, kind, on, poc_id } = plan_events;
  const until = instantText<string | null>(plan_events.until).as('until');
  const occurred_at = instantText(plan_events.occurred_at).as('occurred_at');
  const acts = queries
    .select({ id, lead_id, kind, until, on, poc_id, occurred_at })
    .from(leads)
    .leftJoinLateral(counted, sql`true`)
    .innerJoin(plan_events, eq(plan_events.lead_id, leads.id))
    .where(and(where, eq(plan_events.deleted, false), lte(plan_events.occurred_at, at), since));
  return rowsAsJson(q, acts);
}
