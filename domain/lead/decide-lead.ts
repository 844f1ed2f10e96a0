// What may be done to a lead, and what follows from it: new leads, changes, the pipeline, the won customer.
import { type Customer, customerOfWonLead } from '../customer/customer.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import { categoryOf, type Settings } from '../settings/settings.ts';
import { type SlaTerms, slaDueAt } from '../sla/sla.ts';
import { type Actor, refuseAssign } from '../sync/scope.ts';
import { may } from '../user/rights.ts';
import { customIssues } from './custom-field.ts';
import type { Lead } from './lead.ts';

/** What a decision about a lead leaves behind: the lead, and the customer when the lead is a won one. */
export interface LeadDecision {
  lead: Lead;
  customer: Customer | null;
}

/** The settings that say where a lead may stand and what it has to say. */
export type Pipeline = Pick<Settings, 'states' | 'custom_fields' | 'transitions'>;

/**
 * A new lead. Whose maker may not assign, it is his own. A deadline starts only for a lead in a `new` state.
 * Refusals: `unknown_state`, `not_allowed` (a KAM gives it to somebody else), `invalid` (an own field of the workspace).
 */
export function decideNewLead(
  lead: Lead,
  actor: Actor,
  settings: Pipeline & SlaTerms,
): Result<LeadDecision, Refusal> {
  const assignee_id = lead.assignee_id ?? (may(actor, 'leads.assign') ? null : actor.id);
  const refused =
    refuseState(lead.state, settings) ??
    refuseAssign(actor, actor.id, assignee_id) ??
    refuseCustom(null, lead, settings);
  if (refused) return refuse(refused);
  const answered = categoryOf(settings, lead.state) !== 'new';
  const sla_due_at = lead.sla_due_at ?? (answered ? null : slaDueAt(lead, settings, actor.time_zone));
  return ok(withWon({ ...lead, assignee_id, sla_due_at }, lead.updated_at, settings));
}

/**
 * A change of `before` into `after`. Refusals: `unknown_state`, `impossible_transition` (out of a won state or against the
 * workspace's table, without the right to `stages.force`), `not_allowed` (a KAM gives the lead away), `invalid` (an own field).
 */
export function decideLeadChange(
  before: Lead,
  after: Lead,
  actor: Actor,
  settings: Pipeline,
): Result<LeadDecision, Refusal> {
  const refused =
    (after.state === before.state ? null : refuseTransition(before.state, after.state, actor, settings)) ??
    refuseAssign(actor, before.assignee_id, after.assignee_id) ??
    refuseCustom(before, after, settings);
  if (refused) return refuse(refused);
  const moved = reopened(before, answeredByStage(before, after, settings), settings);
  const stillWon = categoryOf(settings, before.state) === 'won';
  const wonBefore = stillWon ? before.won_at : null;
  return ok(withWon(moved, wonBefore ?? after.updated_at, settings));
}

/** A lead that leaves the `new` states has been answered: its deadline is met at the latest then. */
function answeredByStage(before: Lead, after: Lead, settings: Pipeline): Lead {
  const open = after.sla_due_at !== null && after.sla_met_at === null;
  const left = categoryOf(settings, before.state) === 'new' && categoryOf(settings, after.state) !== 'new';
  return open && left ? { ...after, sla_met_at: after.updated_at } : after;
}

/** A lost lead that is taken up again is a new lead from that moment on. Source: due calls, R15. */
function reopened(before: Lead, after: Lead, settings: Pipeline): Lead {
  const now = categoryOf(settings, after.state);
  const back = categoryOf(settings, before.state) === 'lost' && (now === 'new' || now === 'working');
  return back ? { ...after, reopened_at: after.updated_at } : after;
}

/** The lead with its `won_at`, and its customer, where its state is a won one. A given `won_at` is kept. */
function withWon(lead: Lead, now: string, settings: Pipeline): LeadDecision {
  if (categoryOf(settings, lead.state) !== 'won') return { lead, customer: null };
  const won_at = lead.won_at ?? now;
  return { lead: { ...lead, won_at }, customer: customerOfWonLead({ ...lead, won_at }) };
}

const refuseState = (state: string, settings: Pipeline): Refusal | null =>
  categoryOf(settings, state) === null
    ? refusal('unknown_state', { detail: `There is no state ${state}.` })
    : null;

function refuseTransition(from: string, to: string, actor: Actor, settings: Pipeline): Refusal | null {
  const unknown = refuseState(to, settings);
  if (unknown) return unknown;
  const leavesWon = categoryOf(settings, from) === 'won' && categoryOf(settings, to) !== 'won';
  if (may(actor, 'stages.force') || (!leavesWon && isInTable(from, to, settings))) return null;
  return refusal('impossible_transition', { detail: `Only an admin moves a lead from ${from} to ${to}.` });
}

const isInTable = (from: string, to: string, { transitions }: Pipeline): boolean =>
  (from === 'PENDING' && to === 'REACHED_OUT') ||
  (transitions?.find((row) => row.from === from)?.to.includes(to) ?? true);

function refuseCustom(before: Lead | null, after: Lead, { custom_fields }: Pipeline): Refusal | null {
  const errors = customIssues(custom_fields, before?.custom ?? null, after.custom);
  return errors.length > 0 ? refusal('invalid', { errors }) : null;
}
