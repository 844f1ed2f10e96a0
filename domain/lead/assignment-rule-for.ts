// Which of the workspace's rules gives a new lead that nobody has to somebody, and why in words.
import { sameWords } from '../fields.ts';
import { categoryOf, type Settings } from '../settings/settings.ts';
import type { AssignmentRule } from './assignment-rule.ts';
import type { Lead } from './lead.ts';
import { zoneOfCountry } from './lead-zone.ts';

/** What a rule asks of a lead. */
export type DealtLead = Pick<Lead, 'source' | 'country' | 'city' | 'time_zone' | 'state'>;

type Rules = Pick<Settings, 'assignment_rule' | 'states'> & Partial<Pick<Settings, 'assignment_rules'>>;

const IN_TURN: AssignmentRule = { source: null, country: null, city: null, to: null, by: 'round_robin' };

/**
 * The rule for a new lead: the first that fits, else the common one; null: nobody gets it. Won and lost leads are no work
 * that is dealt out.
 */
export function assignmentRuleFor(lead: DealtLead, settings: Rules): AssignmentRule | null {
  const category = categoryOf(settings, lead.state);
  if (category !== 'new' && category !== 'working') return null;
  const fitting = (settings.assignment_rules ?? []).find((rule) => fits(rule, lead));
  return fitting ?? (settings.assignment_rule === 'round_robin' ? IN_TURN : null);
}

const fits = ({ source, country, city }: AssignmentRule, lead: DealtLead): boolean =>
  (source === null || sameWords(source, lead.source)) &&
  (country === null || liesIn(country, lead)) &&
  (city === null || sameWords(city, lead.city));

/** A lead that names no country lies in the one whose principal zone it names, as most prospects do. */
const liesIn = (country: string, lead: DealtLead): boolean =>
  lead.country === null ? sameWords(zoneOfCountry(country), lead.time_zone) : lead.country === country;

/** The rule in a few words, for the history of a lead. */
export function ruleWords({ source, country, city, by }: AssignmentRule): string {
  const of = [source, city, country].filter((part) => part !== null);
  const how = by === 'round_robin' ? 'in turn' : 'fewest open leads';
  return of.length === 0 ? how : `${how}: ${of.join(', ')}`;
}
