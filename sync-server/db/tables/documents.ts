// The replicated nouns, one typed table each. They are written through feed/write only, never directly.
import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Cadence, CallHours } from '#domain/lead/cadence.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Metric, Override } from '#domain/metric/metric.ts';
import type { PlanEventDocument } from '#domain/plan-event/plan-event.ts';
import { documentColumns, instant, minor } from '../columns.ts';

const PHONE_TAIL = `right(regexp_replace(split_part(phone, 'x', 1), '[^0-9]', '', 'g'), 9)`;
const PHONE_KEY = `(case when length(${PHONE_TAIL}) >= 6 then ${PHONE_TAIL} end)`;
const plainKey = (column: string) => `lower(regexp_replace(trim(${column}), '\\s+', ' ', 'g'))`;
const NAME_CITY_KEY = `(${plainKey('name')} || chr(31) || ${plainKey('city')})`;

/** What leads are found by, for the index and for whoever searches; `search_words` is the migration's. */
export const LEAD_WORDS = `array_to_tsvector(search_words(${[
  'name',
  'first_name',
  'last_name',
  'email',
  'company',
  'city',
]
  .map((column) => `coalesce(${column}, '')`)
  .join(` || ' ' || `)}, phone))`;

export const leads = pgTable(
  'leads',
  {
    ...documentColumns,
    kind: text().$type<Lead['kind']>().notNull(),
    name: text().notNull(),
    first_name: text(),
    last_name: text(),
    email: text(),
    phone: text(),
    company: text(),
    city: text(),
    country: text(),
    address: text(),
    tags: jsonb().$type<string[]>().notNull(),
    source: text(),
    tier: text().$type<NonNullable<Lead['tier']>>(),
    state: text().notNull(),
    assignee_id: uuid(),
    time_zone: text(),
    call_hours: jsonb().$type<CallHours>(),
    closed_dates: jsonb().$type<string[]>().notNull(),
    cadence: jsonb().$type<Cadence>(),
    do_not_call: boolean().notNull(),
    revive_on: date({ mode: 'string' }),
    won_at: instant(),
    reopened_at: instant(),
    value_minor: minor(),
    currency: text(),
    custom: jsonb().$type<Lead['custom']>().notNull(),
    resume: jsonb().$type<NonNullable<Lead['resume']>>(),
    sla_due_at: instant(),
    sla_met_at: instant(),
    sla_breached_at: instant(),
    deleted_at: instant(),
    merged_into_id: uuid(),
  },
  (t) => [
    index('leads_assignee').on(t.assignee_id, t.state),
    index('leads_state').on(t.state),
    index('leads_source').on(t.source),
    index('leads_sla').on(t.sla_due_at).where(sql`sla_met_at is null`),
    // What the job that finds breaches has still to look at.
    index('leads_sla_kept')
      .on(t.sla_due_at)
      .where(sql`sla_breached_at is null and (sla_met_at is null or sla_met_at > sla_due_at)`),
    index('leads_email').on(sql`lower(email)`),
    index('leads_sla_due').on(t.sla_due_at),
    index('leads_search').using('gin', sql.raw(LEAD_WORDS)),
    index('leads_tags').using('gin', sql`tags jsonb_path_ops`),
    index('leads_custom').using('gin', sql`custom jsonb_path_ops`),
    // What likely duplicates are found by; the same expressions as in leads/find-duplicates.
    index('leads_phone').on(sql.raw(PHONE_KEY)),
    index('leads_name_city').on(sql.raw(NAME_CITY_KEY)),
  ],
);

export const pocs = pgTable(
  'pocs',
  {
    ...documentColumns,
    lead_id: uuid().notNull(),
    name: text().notNull(),
    role: text(),
    email: text(),
    phone: text(),
    time_zone: text(),
    is_primary: boolean().notNull(),
  },
  (t) => [index('pocs_lead').on(t.lead_id)],
);

export const interactions = pgTable(
  'interactions',
  {
    ...documentColumns,
    lead_id: uuid().notNull(),
    poc_id: uuid(),
    type: text().$type<Interaction['type']>().notNull(),
    direction: text().$type<NonNullable<Interaction['direction']>>(),
    outcome: text().$type<NonNullable<Interaction['outcome']>>(),
    occurred_at: instant().notNull(),
    duration_s: integer(),
    note: text(),
    amount_minor: minor(),
    currency: text(),
    call_id: uuid(),
    created_by: uuid(),
    voided_at: instant(),
  },
  (t) => [
    index('interactions_lead').on(t.lead_id, t.occurred_at),
    index('interactions_orders').on(t.lead_id).where(sql`type in ('ORDER', 'RETURN')`),
    index('interactions_by').on(t.created_by, t.occurred_at),
  ],
);

export const plan_events = pgTable(
  'plan_events',
  {
    ...documentColumns,
    lead_id: uuid().notNull(),
    kind: text().$type<PlanEventDocument['kind']>().notNull(),
    until: instant(),
    on: date({ mode: 'string' }),
    poc_id: uuid(),
    occurred_at: instant().notNull(),
    created_by: uuid(),
  },
  (t) => [index('plan_events_lead').on(t.lead_id, t.occurred_at)],
);

export const customers = pgTable(
  'customers',
  {
    ...documentColumns,
    lead_id: uuid(),
    name: text().notNull(),
    since_on: date({ mode: 'string' }).notNull(),
    assignee_id: uuid(),
  },
  (t) => [uniqueIndex('customers_lead').on(t.lead_id).where(sql`not deleted`)],
);

export const metrics = pgTable(
  'metrics',
  {
    ...documentColumns,
    lead_id: uuid().notNull(),
    expected_interval_days: integer(),
    monthly_target_minor: minor(),
    pauses: jsonb().$type<Metric['pauses']>().notNull(),
    override: jsonb().$type<Override>(),
  },
  (t) => [index('metrics_lead').on(t.lead_id)],
);
