// The first answer that a new lead was promised: its deadline, what meets it, where it stands.
import { countsAsContact } from '../interaction/contact.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Lead } from '../lead/lead.ts';
import { zoneOfLead } from '../lead/lead-zone.ts';
import { closedDates } from '../plan/lead.ts';
import { calendarOf } from '../plan/windows.ts';
import type { Settings } from '../settings/settings.ts';
import { addMinutes, instantOf } from '../time.ts';
import { slaRuleFor } from './sla-rule.ts';
import { addOpenMinutes } from './working-time.ts';

export interface Sla {
  due_at: string;
  met_at: string | null;
  breached: boolean;
  state: 'running' | 'due_soon' | 'met' | 'met_late' | 'breached';
  /** Whole minutes until the deadline; negative after it. */
  minutes_left: number;
}

const MINUTE = 60_000;

/** What settings say of deadlines. Those of an older server know no rules. */
export type SlaTerms = Pick<Settings, 'sla_minutes' | 'holidays'> & Partial<Pick<Settings, 'sla_rules'>>;

/** What a deadline is made from. */
export type PromisedTo = Pick<
  Lead,
  'created_at' | 'source' | 'tier' | 'time_zone' | 'country' | 'call_hours' | 'closed_dates'
>;

/**
 * The deadline of a new lead: by the first rule that fits it, else `sla_minutes` of the wall clock from its creation. A
 * lead that says nothing of its zone is taken to live in `timeZone`; one that is hardly ever open is counted by the wall
 * clock.
 */
export function slaDueAt(lead: PromisedTo, settings: SlaTerms, timeZone = 'UTC'): string {
  const rule = slaRuleFor(lead, settings.sla_rules ?? []);
  const minutes = rule?.minutes ?? settings.sla_minutes;
  const open =
    rule?.count === 'working_hours'
      ? addOpenMinutes(calendarFor(lead, settings, timeZone), Date.parse(lead.created_at), minutes)
      : null;
  return open === null ? addMinutes(lead.created_at, minutes) : instantOf(open);
}

const calendarFor = (lead: PromisedTo, { holidays }: SlaTerms, timeZone: string) =>
  calendarOf({
    time_zone: zoneOfLead(lead, timeZone),
    call_hours: lead.call_hours,
    closed_dates: closedDates(lead, holidays),
  });

/** Whether this interaction is an answer in the sense of the workspace's rule. */
export function meetsSla(
  interaction: Pick<Interaction, 'type' | 'direction' | 'outcome' | 'voided_at'>,
  settings: Pick<Settings, 'sla_met_by'>,
): boolean {
  if (interaction.voided_at !== null) return false;
  if (countsAsContact(interaction)) return true;
  const attempt =
    interaction.type === 'EMAIL' || interaction.type === 'MESSAGE' || isCallLike(interaction.type);
  return settings.sla_met_by === 'attempt' && attempt && interaction.direction !== 'in';
}

const isCallLike = (type: Interaction['type']): boolean =>
  type === 'CALL' || type === 'VISIT' || type === 'VIDEO' || type === 'MEETING';

/**
 * Where a lead's promise stands at `now`; null for a lead without one. A breach stays a fact even when met later. What
 * happened after `now` has not happened yet: whoever looks back sees the promise as it stood then.
 */
export function slaOf(
  lead: { sla_due_at: string | null; sla_met_at: string | null; sla_breached_at: string | null },
  now: string,
  reminderMinutes = 30,
): Sla | null {
  if (lead.sla_due_at === null) return null;
  const held = (at: string | null) => (at !== null && at <= now ? at : null);
  const met_at = held(lead.sla_met_at);
  const breached = held(lead.sla_breached_at) !== null || (met_at ?? now) > lead.sla_due_at;
  const minutes_left = Math.floor((Date.parse(lead.sla_due_at) - Date.parse(now)) / MINUTE);
  const open = minutes_left <= reminderMinutes ? 'due_soon' : 'running';
  const state = met_at === null ? (breached ? 'breached' : open) : breached ? 'met_late' : 'met';
  return { due_at: lead.sla_due_at, met_at, breached, state, minutes_left };
}

/** Whether the promise is still open and broken, or will be within `reminderMinutes`. */
export function slaIsPressing(sla: Sla | null): boolean {
  return sla?.state === 'breached' || sla?.state === 'due_soon';
}
