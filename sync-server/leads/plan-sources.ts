// What the plans of many leads are made from, in few queries: the leads, and the few events that still matter.
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { countsAsContact, isFailedAttempt } from '#domain/interaction/contact.ts';
import { INTERACTION_TYPES, OUTCOMES } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { PlanEvent } from '#domain/plan/lead.ts';
import { among } from '../db/among.ts';
import { type Queryable, rowsOf } from '../db/database.ts';
import { instantText } from '../db/rows-as-json.ts';
import { interactions, leads, plan_events } from '../db/tables/documents.ts';
import { readDocumentsThat } from '../feed/write-documents.ts';

// What counts is the domain's to say: the columns' values are asked of it.
const live = { voided_at: null };
const COUNTED = OUTCOMES.filter((outcome) => countsAsContact({ ...live, type: 'CALL', outcome }));
const FAILED = OUTCOMES.filter((outcome) => isFailedAttempt({ ...live, type: 'CALL', outcome }));
const CALLS = INTERACTION_TYPES.filter((type) => countsAsContact({ ...live, type, outcome: 'CONNECTED' }));

/** A lead, and those of its events that its plan depends on. */
export interface PlanSource {
  lead: Lead;
  events: PlanEvent[];
}

/** So many leads are read at a time: the embedded database answers nobody else meanwhile. */
const LEADS_A_READ = 250;

/**
 * The leads with these ids and what their plans need at `at` or at any later instant, in two queries: all that happened
 * from the last call before `at` on, expected events too.
 */
export async function readPlanSources(
  q: Queryable,
  ids: readonly string[],
  at: string,
): Promise<PlanSource[]> {
  const found = await readDocumentsThat(q, 'leads', among(leads.id, ids));
  const events = await readEventsThatMatter(q, ids, at);
  return found.map((lead) => ({ lead, events: events.get(lead.id) ?? [] }));
}

/** The same of many leads, some at a time. */
export async function* planSourcesInParts(q: Queryable, ids: readonly string[], at: string) {
  for (let from = 0; from < ids.length; from += LEADS_A_READ)
    yield await readPlanSources(q, ids.slice(from, from + LEADS_A_READ), at);
}

interface LeadEvents {
  lead_id: string;
  calls: PlanEvent[];
  acts: PlanEvent[];
}

/**
 * Per lead: the last call that counts at `at`, and the calls, tries and acts from then on. Asked lead by lead within the one
 * statement: a planner that knows nothing of the tables yet, as that of the embedded database, would walk through all.
 */
async function readEventsThatMatter(
  q: Queryable,
  ids: readonly string[],
  at: string,
): Promise<Map<string, PlanEvent[]>> {
  const [row] = rowsOf(
    await q.execute(sql`
      select coalesce(json_agg(row_to_json(found)), '[]')::text as text from (
        select wanted.id as lead_id, ${listOf(callJson, interactions, and(isCall([...COUNTED, ...FAILED]), since(interactions)))} as calls,
          ${listOf(actJson, plan_events, and(eq(plan_events.deleted, false), since(plan_events)))} as acts
        from unnest(${`{${ids.join()}}`}::uuid[]) as wanted (id),
          lateral (
            select max(${interactions.occurred_at}) as last_at from ${interactions}
            where ${interactions.lead_id} = wanted.id and ${isCall(COUNTED)} and ${interactions.occurred_at} <= ${at}
          ) counted
      ) found`),
  );
  const found = JSON.parse(String(row?.['text'])) as LeadEvents[];
  return new Map(found.map(({ lead_id, calls, acts }) => [lead_id, [...calls, ...acts]]));
}

type EventTable = typeof interactions | typeof plan_events;

const listOf = (json: SQL, table: EventTable, where: SQL | undefined): SQL =>
  sql`(select coalesce(json_agg(${json}), '[]') from ${table} where ${table.lead_id} = wanted.id and ${where})`;

const since = ({ occurred_at }: EventTable): SQL =>
  sql`(counted.last_at is null or ${occurred_at} >= counted.last_at)`;

const isCall = (outcomes: (typeof OUTCOMES)[number][]): SQL | undefined =>
  and(
    eq(interactions.deleted, false),
    isNull(interactions.voided_at),
    inArray(interactions.type, CALLS),
    inArray(interactions.outcome, outcomes),
  );

const callJson = sql`json_build_object('id', ${interactions.id}, 'type', ${interactions.type}, 'outcome', ${interactions.outcome},
  'occurred_at', ${instantText(interactions.occurred_at)}, 'voided_at', null)`;

const actJson = sql`json_build_object('id', ${plan_events.id}, 'kind', ${plan_events.kind}, 'on', ${plan_events.on},
  'until', ${instantText(plan_events.until)}, 'poc_id', ${plan_events.poc_id},
  'occurred_at', ${instantText(plan_events.occurred_at)})`;
