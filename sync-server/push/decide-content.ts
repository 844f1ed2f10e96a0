// The rules of each noun, as a push meets them: what may be stored, what the server puts right, what follows from it.
import type { Customer } from '#domain/customer/customer.ts';
import { customerIdOf, metricIdOf } from '#domain/ids.ts';
import type { Interaction } from '#domain/interaction/interaction.ts';
import { decideLeadChange, decideNewLead } from '#domain/lead/decide-lead.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { sameValue } from '#domain/merge/three-way.ts';
import type { PlanEventDocument } from '#domain/plan-event/plan-event.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { refuseAssign } from '#domain/sync/scope.ts';
import { may } from '#domain/user/rights.ts';
import type { DocumentWrite } from '../feed/write-documents.ts';
import type { RowContext } from './decide-row.ts';
import type { StoredAny } from './known.ts';

/** The writes to carry out; the first is the pushed document, the same object where nothing was put right. */
type Decision = Result<DocumentWrite[], Refusal>;

/** Fields of a logged interaction that may change afterwards; the rest is history. */
const EDITABLE = ['note', 'outcome', 'voided_at', 'duration_s', 'poc_id', 'amount_minor', 'currency'];

export function decideContent(
  context: RowContext,
  current: StoredAny | null,
  write: DocumentWrite,
): Decision {
  const moved = refuseMove(current, write);
  if (moved) return refuse(moved);
  switch (write.collection) {
    case 'leads':
      return decideLead(context, current?.document as Lead | undefined, write.document);
    case 'interactions':
      return decideInteraction(context, current?.document as Interaction | undefined, write.document);
    case 'plan_events':
      return decidePlanEvent(context, current?.document as PlanEventDocument | undefined, write.document);
    case 'customers':
      return decideCustomer(context, current?.deleted ? null : current, write.document);
    case 'metrics':
      return requireId(write, metricIdOf(write.document.lead_id));
    default:
      return ok([write]);
  }
}

function refuseMove(current: StoredAny | null, write: DocumentWrite): Refusal | null {
  if (!current || !('lead_id' in write.document) || current.document.lead_id === write.document.lead_id)
    return null;
  return refusal('invalid', { detail: 'lead_id never changes.' });
}

function requireId(write: DocumentWrite, id: string | null): Decision {
  if (id === null || write.document.id === id) return ok([write]);
  return refuse(refusal('invalid', { detail: `id must be the UUIDv5 of the lead's id: ${id}.` }));
}

/** A KAM's customer goes where its lead goes; without a lead it is his own. */
function decideCustomer({ actor, known }: RowContext, current: StoredAny | null, pushed: Customer): Decision {
  const { lead_id } = pushed;
  const lead = lead_id === null ? null : known.lead(lead_id);
  const whose = current?.document ?? lead ?? { assignee_id: may(actor, 'leads.assign') ? null : actor.id };
  const from = whose.assignee_id ?? null;
  const assignee_id = current ? pushed.assignee_id : (pushed.assignee_id ?? from);
  const refused = refuseAssign(actor, from, assignee_id) ?? refuseAssignee(known.users, from, assignee_id);
  if (refused) return refuse(refused);
  const document = pushed.assignee_id === assignee_id ? pushed : { ...pushed, assignee_id };
  return requireId({ collection: 'customers', document }, lead_id === null ? null : customerIdOf(lead_id));
}

function decideLead({ actor, known }: RowContext, before: Lead | undefined, pushed: Lead): Decision {
  const unknown = refuseAssignee(known.users, before?.assignee_id ?? null, pushed.assignee_id);
  if (unknown) return refuse(unknown);
  const server = {
    resume: before?.resume ?? null,
    sla_breached_at: before?.sla_breached_at ?? null,
    merged_into_id: before?.merged_into_id ?? null,
    ...(before ? { sla_due_at: before.sla_due_at } : {}),
  };
  const lead: Lead = sameFields(pushed, server) ? pushed : { ...pushed, ...server };
  const decided = before
    ? decideLeadChange(before, lead, actor, known.settings)
    : decideNewLead(lead, actor, known.settings);
  if (!decided.ok) return decided;
  const { lead: final, customer } = decided.value;
  const own = sameFields(pushed, final) ? pushed : final;
  const writes: DocumentWrite[] = [{ collection: 'leads', document: own }];
  if (customer && !known.hasCustomer(final.id)) writes.push({ collection: 'customers', document: customer });
  return ok(writes);
}

function refuseAssignee(
  users: RowContext['known']['users'],
  before: string | null,
  assignee_id: string | null,
): Refusal | null {
  if (assignee_id === null || assignee_id === before) return null;
  const user = users.get(assignee_id)?.document;
  return user?.is_active ? null : refusal('unknown_assignee', { detail: 'There is no such active user.' });
}

/** Whether `document` has just these values in the fields that `wanted` names. */
const sameFields = (document: object, wanted: object): boolean =>
  Object.entries(wanted).every(([field, value]) =>
    sameValue((document as Record<string, unknown>)[field], value),
  );

function decideInteraction(
  { actor }: RowContext,
  before: Interaction | undefined,
  pushed: Interaction,
): Decision {
  const created_by = before ? before.created_by : actor.id;
  const own = pushed.created_by === created_by ? pushed : { ...pushed, created_by };
  const touched = before ? changedHistory(before, own) : null;
  if (touched)
    return refuse(refusal('not_allowed', { detail: `${touched} of a logged interaction stays as it was.` }));
  return ok([{ collection: 'interactions', document: own }]);
}

function changedHistory(before: Interaction, after: Interaction): string | null {
  const fixed = Object.keys(before).filter((field) => !EDITABLE.includes(field) && !HEAD.includes(field));
  return (
    fixed.find(
      (field) => !sameValue(before[field as keyof Interaction], after[field as keyof Interaction]),
    ) ?? null
  );
}

const HEAD = ['write_id', 'updated_at', 'created_at'];

function decidePlanEvent(
  { actor }: RowContext,
  before: PlanEventDocument | undefined,
  pushed: PlanEventDocument,
): Decision {
  const created_by = before ? before.created_by : actor.id;
  const own = pushed.created_by === created_by ? pushed : { ...pushed, created_by };
  return ok([{ collection: 'plan_events', document: own }]);
}
