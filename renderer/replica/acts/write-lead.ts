// Adding, changing and removing a lead. What follows from a change (the answered promise, the customer of a won lead) is
// written in the same act, as the server would decide it.
import { decideLeadChange, decideNewLead, type LeadDecision } from '#domain/lead/decide-lead.ts';
import { type Lead, leadSchema } from '#domain/lead/lead.ts';
import { refuse } from '#domain/result.ts';
import { categoryOf } from '#domain/settings/settings.ts';
import { stateWord } from '../../ui/field-words.ts';
import { say } from '../../words/say.ts';
import {
  type ActDeps,
  changesBetween,
  checked,
  finished,
  insertAll,
  insertUnlessThere,
  newHead,
  readLead,
  unknownLead,
  writeChanges,
} from './act-deps.ts';
import type { ActResult, LeadChanges, LeadForm } from './act-types.ts';
import type { Step } from './steps.ts';

/** A new lead; a KAM's is his own. Refusals: `invalid`, `unknown_state`, `not_allowed`. */
export async function addLead(deps: ActDeps, form: LeadForm): ActResult {
  const blank = { kind: 'organization', state: 'PENDING' };
  const made = checked(leadSchema, { ...blank, ...form, ...newHead(deps) });
  if (!made.ok) return made;
  const decided = decideNewLead(made.value, deps.actor(), deps.settings());
  if (!decided.ok) return decided;
  const { lead, customer } = decided.value;
  await insertAll(deps.collections.leads, [lead]);
  const won = await addCustomer(deps, customer);
  return finished(deps, {
    lead_id: lead.id,
    id: lead.id,
    say: say('{name} added.', { name: lead.name }),
    steps: [{ kind: 'born', collection: 'leads', id: lead.id }, won],
  });
}

/** Refusals: `unknown_lead`, `invalid`, `unknown_state`, `impossible_transition`, `not_allowed`. */
export async function editLead(
  deps: ActDeps,
  leadId: string,
  changes: LeadChanges,
  words = say('Changed.'),
): ActResult {
  const before = await readLead(deps, leadId);
  if (!before) return refuse(unknownLead());
  const after = checked(leadSchema, { ...before, ...changes, updated_at: deps.clock.now() });
  if (!after.ok) return after;
  const decided = decideLeadChange(before, after.value, deps.actor(), deps.settings());
  if (!decided.ok) return decided;
  const { lead, customer } = decided.value;
  const changed = await writeChanges<Lead>(deps, 'leads', leadId, changesBetween(before, lead));
  const won = await addCustomer(deps, customer);
  return finished(deps, { lead_id: leadId, id: leadId, say: words, steps: [changed, won] });
}

/** Moves a lead to a state of the pipeline. Refusals as of `editLead`. */
export function moveLead(deps: ActDeps, leadId: string, state: string): ActResult {
  const won = categoryOf(deps.settings(), state) === 'won';
  return editLead(
    deps,
    leadId,
    { state },
    won ? say('Won. It is a customer now.') : say('Moved to {state}.', { state: stateWord(state) }),
  );
}

/** Deletes a lead so that it can be restored. Refusal: `unknown_lead`. */
export async function removeLead(deps: ActDeps, leadId: string): ActResult {
  const lead = await readLead(deps, leadId);
  if (!lead) return refuse(unknownLead());
  const steps = [await writeChanges<Lead>(deps, 'leads', leadId, { deleted_at: deps.clock.now() })];
  return finished(deps, {
    lead_id: leadId,
    id: leadId,
    say: say('{name} deleted.', { name: lead.name }),
    steps,
  });
}

/** The customer of a won lead, where it is not there yet. */
async function addCustomer(
  { collections }: ActDeps,
  customer: LeadDecision['customer'],
): Promise<Step | null> {
  if (customer === null || (await collections.customers.findOne(customer.id).exec())) return null;
  if (!(await insertUnlessThere(collections.customers, customer))) return null;
  return { kind: 'made', collection: 'customers', document: customer };
}
