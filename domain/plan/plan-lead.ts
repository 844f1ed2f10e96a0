// A stored lead as its plan reads it: what nobody has set is filled from its country, its tier and the workspace.
import type { Lead } from '../lead/lead.ts';
import { zoneOfLead } from '../lead/lead-zone.ts';
import { categoryOf, type Settings } from '../settings/settings.ts';
import { closedDates, type PlanLead } from './lead.ts';

type Rules = Pick<Settings, 'states' | 'holidays' | 'cadence_defaults'>;

/**
 * The facts of a lead that `plan` takes. A lead without a cadence follows its tier's, else the workspace's default; one
 * without zone and country is taken to live in `kamTimeZone`.
 */
export function planLeadOf(lead: Lead, settings: Rules, kamTimeZone: string): PlanLead {
  const { cadence_defaults: defaults } = settings;
  return {
    time_zone: zoneOfLead(lead, kamTimeZone),
    call_hours: lead.call_hours,
    closed_dates: closedDates(lead, settings.holidays),
    cadence: lead.cadence ?? (lead.tier === null ? null : defaults[lead.tier]) ?? defaults.default,
    state: lead.state,
    state_category: categoryOf(settings, lead.state),
    created_at: lead.created_at,
    reopened_at: lead.reopened_at,
    revive_on: lead.revive_on,
    do_not_call: lead.do_not_call,
    deleted_at: lead.deleted_at,
    merged_into_id: lead.merged_into_id,
  };
}
