// Logging a call: the interaction, the order taken in it, the callback promised in it, and what follows for the lead.

import { decideFollowUp } from '#domain/interaction/decide-interaction.ts';
import type { Interaction } from '#domain/interaction/interaction.ts';
import { interactionSchema } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { PlanEventDocument } from '#domain/plan-event/plan-event.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import {
  type ActDeps,
  checked,
  finished,
  insertAll,
  newHead,
  readLead,
  unknownLead,
  writeChanges,
} from './act-deps.ts';
import type { ActResult, CallForm } from './act-types.ts';
import { callWords } from './act-words.ts';
import { endedPromise } from './ended-promise.ts';
import { planEventOf } from './plan-events.ts';
import type { Step } from './steps.ts';

interface CallDocuments {
  call: Interaction;
  order: Interaction | null;
  callback: PlanEventDocument | null;
}

/** Writes the call and all that follows from it. Refusals: `unknown_lead`, `invalid`, `when_in_the_past`. */
export async function logCall(deps: ActDeps, form: CallForm): ActResult {
  const lead = await readLead(deps, form.lead_id);
  if (!lead) return refuse(unknownLead());
  const made = documentsOf(deps, form, lead);
  if (!made.ok) return made;
  const { call, order, callback } = made.value;
  const before = deps.desk.row(lead.id);
  const { interactions, plan_events } = deps.collections;
  await insertAll(interactions, order ? [call, order] : [call]);
  if (callback) await insertAll(plan_events, [callback]);
  const follow = decideFollowUp(call, lead, deps.clock.now(), deps.settings());
  const led = await writeChanges<Lead>(deps, 'leads', lead.id, follow);
  await deps.desk.settled();
  const offer = callback ? null : await endedPromise(deps, before, call, lead);
  const paid = order && { amount_minor: order.amount_minor ?? 0, currency: order.currency ?? '' };
  const born = (id: string): Step => ({ kind: 'born', collection: 'interactions', id });
  return finished(deps, {
    lead_id: lead.id,
    id: call.id,
    say: callWords(call.outcome ?? 'CONNECTED', paid, deps.desk.row(lead.id)),
    ...(offer ? { offer } : {}),
    steps: [
      born(call.id),
      order && born(order.id),
      callback && { kind: 'made', collection: 'plan_events', document: callback },
      led,
    ],
  });
}

function documentsOf(deps: ActDeps, form: CallForm, lead: Lead): Result<CallDocuments, Refusal> {
  const head = newHead(deps);
  const shared = {
    lead_id: lead.id,
    poc_id: form.poc_id ?? null,
    direction: form.direction ?? 'out',
    occurred_at: form.occurred_at ?? head.created_at,
    created_by: deps.actor().id,
  };
  const call = checked(interactionSchema, {
    ...shared,
    ...head,
    type: form.type ?? 'CALL',
    outcome: form.order ? 'ORDER_PLACED' : form.outcome,
    note: form.note?.trim() ? form.note : null,
    duration_s: form.duration_s ?? null,
  });
  if (!call.ok) return call;
  const order = form.order
    ? checked(interactionSchema, {
        ...shared,
        ...newHead(deps),
        type: 'ORDER',
        amount_minor: form.order.amount_minor,
        currency: form.order.currency ?? deps.settings().currency,
        call_id: call.value.id,
      })
    : ok(null);
  if (!order.ok) return order;
  const { occurred_at, poc_id } = call.value;
  const callback = form.callback
    ? planEventOf(deps, { kind: 'callback', lead, when: form.callback, poc_id, occurred_at })
    : ok(null);
  if (!callback.ok) return callback;
  return ok({ call: call.value, order: order.value, callback: callback.value });
}
