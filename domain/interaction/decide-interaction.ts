// What follows for a lead when an interaction is logged: the pipeline moves, the promise of a first answer is met.

import type { Lead } from '../lead/lead.ts';
import { categoryOf, type Settings } from '../settings/settings.ts';
import { meetsSla } from '../sla/sla.ts';
import { countsAsContact } from './contact.ts';
import type { Interaction } from './interaction.ts';

type Rules = Pick<Settings, 'states' | 'reach_out_on_first_call' | 'sla_met_by'>;

/**
 * The fields of the lead that a logged interaction changes; empty when none does. Whoever logs writes them in the same
 * act. A planned interaction (after `now`) changes nothing.
 */
export function decideFollowUp(
  interaction: Interaction,
  lead: Pick<Lead, 'state' | 'sla_due_at' | 'sla_met_at'>,
  now: string,
  settings: Rules,
): Partial<Pick<Lead, 'state' | 'sla_met_at'>> {
  if (interaction.occurred_at > now) return {};
  const reached =
    settings.reach_out_on_first_call &&
    categoryOf(settings, lead.state) === 'new' &&
    countsAsContact(interaction);
  const met = lead.sla_due_at !== null && lead.sla_met_at === null && meetsSla(interaction, settings);
  return {
    ...(reached ? { state: 'REACHED_OUT' } : {}),
    ...(met ? { sla_met_at: interaction.occurred_at } : {}),
  };
}
