// Promising a callback and putting a lead aside: plan events that are appended, and removed again by an undo.
import type { Lead } from '#domain/lead/lead.ts';
import { zoneOfLead } from '#domain/lead/lead-zone.ts';
import { type PlanEventDocument, planEventSchema } from '#domain/plan-event/plan-event.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { type Result, refuse } from '#domain/result.ts';
import { dayIn } from '#domain/time.ts';
import { say } from '../../words/say.ts';
import { type ActDeps, checked, finished, insertAll, newHead, readLead, unknownLead } from './act-deps.ts';
import type { ActResult, When } from './act-types.ts';
import { nextWords, whenWords } from './act-words.ts';

interface Wish {
  kind: 'callback' | 'snooze';
  lead: Lead;
  when: When;
  poc_id: string | null;
  occurred_at: string;
}

/** Whether this moment has passed at the instant `now`; a day passes at its end in the lead's zone. */
export const isPast = (when: When, now: string, lead: Lead): boolean =>
  'on' in when ? when.on < dayIn(now, zoneOfLead(lead)) : Date.parse(when.until) <= Date.parse(now);

/** The document of a promise or snooze. Refusals: `when_in_the_past` (a day before the lead's today), `invalid`. */
export function planEventOf(
  deps: ActDeps,
  { kind, lead, when, ...rest }: Wish,
): Result<PlanEventDocument, Refusal> {
  const head = newHead(deps);
  if (isPast(when, head.created_at, lead))
    return refuse(refusal('when_in_the_past', { detail: say('This moment has passed already.') }));
  return checked(planEventSchema, {
    ...head,
    ...rest,
    ...when,
    kind,
    lead_id: lead.id,
    created_by: deps.actor().id,
  });
}

/** Writes a promise or a snooze that was set now. Refusals: `unknown_lead`, `when_in_the_past`, `invalid`. */
export async function setPlanEvent(
  deps: ActDeps,
  { kind, leadId, when, pocId }: { kind: Wish['kind']; leadId: string; when: When; pocId: string | null },
): ActResult {
  const lead = await readLead(deps, leadId);
  if (!lead) return refuse(unknownLead());
  const event = planEventOf(deps, { kind, lead, when, poc_id: pocId, occurred_at: deps.clock.now() });
  if (!event.ok) return event;
  const { plan_events } = deps.collections;
  await insertAll(plan_events, [event.value]);
  await deps.desk.settled();
  const row = deps.desk.row(leadId);
  const until = whenWords(when, row?.time_zone ?? zoneOfLead(lead));
  return finished(deps, {
    lead_id: leadId,
    id: event.value.id,
    say:
      kind === 'snooze'
        ? say('Put aside until {until}.', { until })
        : say('Promised. {next}', { next: nextWords(row) || say('Callback {until}.', { until }) }),
    steps: [{ kind: 'made', collection: 'plan_events', document: event.value }],
  });
}

/** Puts many leads aside in one write. Refusals: `unknown_lead`, where none of them is here; `when_in_the_past`, `invalid`. */
export async function snoozeAll(deps: ActDeps, leadIds: readonly string[], when: When): ActResult {
  const found = await Promise.all(leadIds.map((id) => readLead(deps, id)));
  const leads = found.filter((lead) => lead !== null);
  const [first] = leads;
  if (first === undefined) return refuse(unknownLead());
  const events: PlanEventDocument[] = [];
  for (const lead of leads) {
    const event = planEventOf(deps, {
      kind: 'snooze',
      lead,
      when,
      poc_id: null,
      occurred_at: deps.clock.now(),
    });
    if (!event.ok) return event;
    events.push(event.value);
  }
  const { plan_events } = deps.collections;
  await insertAll(plan_events, events);
  await deps.desk.settled();
  const until = whenWords(when, deps.actor().time_zone ?? zoneOfLead(first));
  const who = events.length === 1 ? first.name : say('{length} leads', { length: events.length });
  return finished(deps, {
    lead_id: first.id,
    id: events[0]?.id ?? '',
    say: say('{who} put aside until {until}.', { who, until }),
    steps: events.map((document) => ({ kind: 'made', collection: 'plan_events', document })),
  });
}
