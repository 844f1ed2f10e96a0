// What an application becomes: a PENDING lead, its primary point of contact, and the prospect's words as a note.
import type { Ids } from '../ids.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Lead } from '../lead/lead.ts';
import type { Poc } from '../poc/poc.ts';
import { type SlaTerms, slaDueAt } from '../sla/sla.ts';
import { campaignOf } from './campaign.ts';
import type { Intake } from './intake.ts';

/** What the server knows about an application beyond what the prospect said. */
export interface IntakeFacts {
  /** Instant of receipt: the lead's times and the start of its deadline. */
  now: string;
  /** `form`: a page or another form; `api`: a program. */
  source: 'form' | 'api';
  resume: NonNullable<Lead['resume']>;
  assignee_id: string | null;
  /** A living lead with the same e-mail address. Staff see it; the prospect is never told. */
  possible_duplicate_of: string | null;
  settings: SlaTerms;
  /** Zone of whoever is to answer: a prospect who names none is taken to live in it. */
  time_zone: string;
}

export interface IntakeDocuments {
  lead: Lead;
  poc: Poc;
  /** Null when the prospect wrote no message. */
  note: Interaction | null;
}

/** What the prospect is told: his own words, the id and the state. */
export interface IntakeReply {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  state: string;
  created_at: string;
  updated_at: string;
}

/** The documents of a new application. The state is PENDING whatever was sent. */
export function leadFromIntake(intake: Intake, facts: IntakeFacts, ids: Ids): IntakeDocuments {
  const { now } = facts;
  const head = () => ({ id: ids.next(), write_id: ids.next(), created_at: now, updated_at: now });
  const promised: Omit<Lead, 'sla_due_at'> = {
    ...head(),
    ...unset,
    ...identity(intake),
    source: facts.source,
    assignee_id: facts.assignee_id,
    custom: {
      ...campaignOf(intake),
      ...(facts.possible_duplicate_of === null ? {} : { possible_duplicate_of: facts.possible_duplicate_of }),
    },
    resume: facts.resume,
  };
  const lead = { ...promised, sla_due_at: slaDueAt(promised, facts.settings, facts.time_zone) };
  const { name, email, phone, time_zone } = lead;
  const poc: Poc = {
    ...head(),
    lead_id: lead.id,
    name,
    role: null,
    email,
    phone,
    time_zone,
    is_primary: true,
  };
  return {
    lead,
    poc,
    note: intake.message === null ? null : { ...head(), ...noteOf(lead, poc, intake.message) },
  };
}

/** The public answer about a new lead, exactly these fields. */
export function intakeReply(id: string, intake: Intake, now: string): IntakeReply {
  const { first_name, last_name, email } = intake;
  return { id, first_name, last_name, email, state: 'PENDING', created_at: now, updated_at: now };
}

/** What a prospect quotes to be found: the end of the lead's id, which is random. */
export const referenceOf = (leadId: string): string => leadId.slice(-12).toUpperCase();

const identity = ({ first_name, last_name, email, phone, company, time_zone }: Intake) => ({
  kind: 'person' as const,
  name: nameOf(first_name, last_name),
  first_name,
  last_name,
  email,
  phone,
  company,
  time_zone,
  state: 'PENDING',
});

/** First and last name; together they may be longer than a name, so the end is cut, a whole character at a time. */
function nameOf(first: string, last: string): string {
  const characters = [...`${first} ${last}`];
  while (characters.join('').length > 200) characters.pop();
  return characters.join('').trim();
}

const unset = {
  city: null,
  country: null,
  address: null,
  tags: [],
  tier: null,
  call_hours: null,
  closed_dates: [],
  cadence: null,
  do_not_call: false,
  revive_on: null,
  won_at: null,
  reopened_at: null,
  value_minor: null,
  currency: null,
  sla_met_at: null,
  sla_breached_at: null,
  deleted_at: null,
  merged_into_id: null,
};

const noteOf = (lead: Lead, poc: Poc, note: string) => ({
  lead_id: lead.id,
  poc_id: poc.id,
  type: 'NOTE' as const,
  direction: 'in' as const,
  outcome: null,
  occurred_at: lead.created_at,
  duration_s: null,
  note,
  amount_minor: null,
  currency: null,
  call_id: null,
  created_by: null,
  voided_at: null,
});
