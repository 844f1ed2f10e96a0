// The few events of a lead that its plan still depends on, so that a desk need not keep its whole history in memory.
import { actOf, counts, failedTry } from './counting.ts';
import { isPlanAct, type PlanEvent, type PlanInteraction } from './lead.ts';

/**
 * The events that give the same plan at `now` (an instant) and at any later one: the last counted call, the acts and
 * tries after it, and all that is dated in the future. Whoever keeps only these must go back to the whole history when
 * a call is voided or changed, and must not ask about an instant before `now`.
 */
export function eventsThatMatter<Event extends PlanEvent>(events: readonly Event[], now: string): Event[] {
  const present = Date.parse(now);
  const at = (event: Event) => Date.parse(event.occurred_at);
  const last = events
    .filter((event) => !isPlanAct(event) && counts(event) && at(event) <= present)
    .reduce<Event | null>(
      (newest, event) => (newest === null || at(event) > at(newest) ? event : newest),
      null,
    );
  const from = last === null ? Number.NEGATIVE_INFINITY : at(last);
  return events.filter((event) => event === last || matters(event, from, present));
}

function matters(event: PlanEvent, from: number, present: number): boolean {
  const at = Date.parse(event.occurred_at);
  if (!isPlanAct(event)) return (at > present && counts(event)) || (at > from && failedTry(event));
  if (actOf(event, at).length === 0) return false;
  return event.kind === 'callback' ? at >= from : at > from;
}

/** Whether an interaction can bear on a plan at all: a call that counts, or a try in vain. */
export const bearsOnPlan = (interaction: PlanInteraction): boolean =>
  counts(interaction) || failedTry(interaction);
