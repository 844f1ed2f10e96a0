// Neutral documents that stand for what was deleted or has left a reader's scope: whole, schema-valid, and empty.
import { derivedId } from '../ids.ts';
import { BUILT_IN_STATES } from '../settings/settings.ts';
import type { Collection } from './collections.ts';
import type { Replicated } from './messages.ts';

const EPOCH = '1970-01-01T00:00:00.000Z';
const NOBODY = '00000000-0000-0000-0000-000000000000';

const CONTENT: Record<Collection, Record<string, unknown>> = {
  leads: {
    kind: 'organization',
    name: '-',
    first_name: null,
    last_name: null,
    email: null,
    phone: null,
    company: null,
    city: null,
    country: null,
    address: null,
    tags: [],
    source: null,
    tier: null,
    state: 'PENDING',
    assignee_id: null,
    time_zone: null,
    call_hours: null,
    closed_dates: [],
    cadence: null,
    do_not_call: false,
    revive_on: null,
    won_at: null,
    reopened_at: null,
    value_minor: null,
    currency: null,
    custom: {},
    resume: null,
    sla_due_at: null,
    sla_met_at: null,
    sla_breached_at: null,
    deleted_at: null,
    merged_into_id: null,
  },
  pocs: {
    lead_id: NOBODY,
    name: '-',
    role: null,
    email: null,
    phone: null,
    time_zone: null,
    is_primary: false,
  },
  interactions: {
    lead_id: NOBODY,
    poc_id: null,
    type: 'NOTE',
    direction: null,
    outcome: null,
    occurred_at: EPOCH,
    duration_s: null,
    note: null,
    amount_minor: null,
    currency: null,
    call_id: null,
    created_by: null,
    voided_at: null,
  },
  plan_events: {
    lead_id: NOBODY,
    kind: 'snooze',
    until: EPOCH,
    on: null,
    poc_id: null,
    occurred_at: EPOCH,
    created_by: null,
  },
  customers: { lead_id: NOBODY, name: '-', since_on: '1970-01-01', assignee_id: null },
  metrics: {
    lead_id: NOBODY,
    expected_interval_days: null,
    monthly_target_minor: null,
    pauses: [],
    override: null,
  },
  users: {
    email: 'nobody@callbook.invalid',
    name: '-',
    role: 'kam',
    is_active: false,
    time_zone: 'UTC',
    handover: null,
    working_hours: null,
  },
  settings: {
    states: BUILT_IN_STATES,
    currency: 'XXX',
    sla_minutes: 1,
    sla_rules: null,
    sla_reminder_minutes: 0,
    sla_met_by: 'attempt',
    reach_out_on_first_call: true,
    cadence_defaults: { A: null, B: null, C: null, default: null },
    assignment_rule: 'none',
    assignment_rules: null,
    language: null,
    custom_fields: null,
    transitions: null,
    lead_views: null,
    holidays: {},
    rates: [],
    performance: { default_interval_days: 30, activation_days: 30 },
  },
};

const head = (id: string, write_id: string) => ({ id, write_id, created_at: EPOCH, updated_at: EPOCH });

/** The tombstone of a deleted document: says nothing of what it held. Its `write_id` is that of the deletion. */
export const deletedTombstone = (collection: Collection, id: string, write_id: string): Replicated => ({
  ...head(id, write_id),
  ...structuredClone(CONTENT[collection]),
  _deleted: true,
});

/** The tombstone of a document that left the reader's scope. Every such document of an id is the same. */
export const goneTombstone = (collection: Collection, id: string): Replicated => ({
  ...deletedTombstone(collection, id, derivedId(`gone ${id}`)),
  gone: true,
});
