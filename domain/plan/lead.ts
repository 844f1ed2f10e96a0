// What a plan is made from: the facts of a lead and its events. Stored documents fit these shapes as they are.
import type { Interaction } from '../interaction/interaction.ts';
import type { Cadence, CallHours } from '../lead/cadence.ts';
import { DEFAULT_CALL_HOURS } from '../lead/cadence.ts';

export type StateCategory = 'new' | 'working' | 'won' | 'lost';

/** What the plan reads of a lead. Days are YYYY-MM-DD, instants ISO 8601. */
export interface PlanLead {
  /** IANA zone; whoever calls has filled a missing one from the country. */
  time_zone: string;
  /** null: Monday to Friday, 09:00 to 18:00. An empty object: never open. */
  call_hours: CallHours | null;
  /** Closed days of the lead and of its country together (see `closedDates`). */
  closed_dates: readonly string[] | null;
  /** null: none; whoever calls has filled the workspace's default. */
  cadence: Cadence | null;
  state: string;
  /** Category of a state of the workspace's own; the built-in states are known without it. */
  state_category?: StateCategory | null | undefined;
  /** null, on a lead that nobody has called: it is taken as created now. */
  created_at: string | null;
  /** When a lost lead was taken up again: it is a new lead from then on, whatever happened before. */
  reopened_at?: string | null | undefined;
  revive_on?: string | null | undefined;
  do_not_call?: boolean | null | undefined;
  deleted_at?: string | null | undefined;
  merged_into_id?: string | null | undefined;
}

/** A call, visit, message, note or order. A stored interaction fits; it needs no `kind`. */
export interface PlanInteraction {
  kind?: 'interaction';
  id?: string | undefined;
  type: Interaction['type'];
  outcome?: Interaction['outcome'] | undefined;
  occurred_at: string;
  voided_at?: string | null | undefined;
}

/** A promised callback or a snooze, set at `occurred_at`, for an instant (`until`) or a day of the lead (`on`). */
export interface PlanAct {
  kind: 'callback' | 'snooze';
  id?: string | undefined;
  until?: string | null | undefined;
  on?: string | null | undefined;
  poc_id?: string | null | undefined;
  occurred_at: string;
}

export type PlanEvent = PlanInteraction | PlanAct;

/** Whether the event is a promised callback or a snooze. */
export const isPlanAct = (event: PlanEvent): event is PlanAct =>
  event.kind === 'callback' || event.kind === 'snooze';

const CATEGORIES: Readonly<Record<string, StateCategory>> = {
  PENDING: 'new',
  REACHED_OUT: 'working',
  QUALIFIED: 'working',
  NEGOTIATION: 'working',
  WON: 'won',
  LOST: 'lost',
};

/** The category of a lead's state; a state that nobody explains counts as working. */
export const stateCategory = (lead: Pick<PlanLead, 'state' | 'state_category'>): StateCategory =>
  lead.state_category ?? CATEGORIES[lead.state] ?? 'working';

/** The call hours that apply: the lead's own, or the default. */
export const callHoursOf = (lead: Pick<PlanLead, 'call_hours'>): CallHours =>
  lead.call_hours ?? DEFAULT_CALL_HOURS;

/** The closed days of a lead: its own and the holidays of its country. Days YYYY-MM-DD; a day may stand twice. */
export function closedDates(
  lead: { country?: string | null | undefined; closed_dates?: readonly string[] | null | undefined },
  holidays: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const own = lead.closed_dates ?? [];
  const common = holidays[lead.country ?? ''] ?? [];
  return own.length === 0 ? common : [...own, ...common];
}
