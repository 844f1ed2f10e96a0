// The workspace's settings: pipeline states, money, deadlines, cadence defaults, holidays, rates. One document.
import { z } from 'zod';
import { countrySchema, currencySchema, documentHead, optional } from '../fields.ts';
import { derivedId } from '../ids.ts';
import { LANGUAGES } from '../language.ts';
import { assignmentRuleSchema } from '../lead/assignment-rule.ts';
import { cadenceSchema } from '../lead/cadence.ts';
import { customFieldSchema } from '../lead/custom-field.ts';
import { stateNameSchema } from '../lead/lead.ts';
import { slaRuleSchema } from '../sla/sla-rule.ts';
import { daySchema } from '../time.ts';
import { leadViewSchema } from './lead-view.ts';

/** The id of the only settings document. */
export const SETTINGS_ID = derivedId('settings');

export const CATEGORIES = ['new', 'working', 'won', 'lost'] as const;
export type Category = (typeof CATEGORIES)[number];

const stateSchema = z.object({ name: stateNameSchema, category: z.enum(CATEGORIES) });
const transitionSchema = z.object({ from: stateNameSchema, to: z.array(stateNameSchema).max(60) });
const rateSchema = z.object({
  currency: currencySchema,
  on: daySchema,
  rate: z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'must be a decimal number'),
});

/** States that every workspace has. The first four cannot be removed. */
export const BUILT_IN_STATES: z.output<typeof stateSchema>[] = [
  { name: 'PENDING', category: 'new' },
  { name: 'REACHED_OUT', category: 'working' },
  { name: 'WON', category: 'won' },
  { name: 'LOST', category: 'lost' },
  { name: 'QUALIFIED', category: 'working' },
  { name: 'NEGOTIATION', category: 'working' },
];

export const settingsSchema = z.object({
  ...documentHead,
  states: z.array(stateSchema).min(4).max(60),
  currency: currencySchema,
  /** Wall-clock minutes that a new lead may wait for its first attempt where no rule says otherwise. */
  sla_minutes: z.int().min(1).max(525_600),
  /** Other deadlines, the first that fits counts; null: none. A server or laptop of before does not know the field. */
  sla_rules: optional(z.array(slaRuleSchema).max(100)),
  /** Minutes before the deadline at which its assignee is reminded. */
  sla_reminder_minutes: z.int().min(0).max(525_600),
  /** What stops the SLA clock: the first outbound attempt, or the first counted contact. */
  sla_met_by: z.enum(['attempt', 'contact']),
  /** Whether the first counted call moves a PENDING lead to REACHED_OUT. */
  reach_out_on_first_call: z.boolean(),
  /** Cadence of a lead that has none of its own, by tier; `default` for a lead without a tier. */
  cadence_defaults: z.object({
    A: optional(cadenceSchema),
    B: optional(cadenceSchema),
    C: optional(cadenceSchema),
    default: optional(cadenceSchema),
  }),
  /** What happens to a new lead that fits no rule. */
  assignment_rule: z.enum(['none', 'round_robin']),
  /** Who gets a new lead, the first that fits counts; null: none. Older servers and laptops do not know the field. */
  assignment_rules: optional(z.array(assignmentRuleSchema).max(200)),
  /** Language of the mails to the team, and to prospects who ask for none of ours; null: English. Came later, as above. */
  language: optional(z.enum(LANGUAGES)),
  /** The workspace's own fields of a lead; null: none. Older servers and laptops do not know the setting. */
  custom_fields: optional(z.array(customFieldSchema).max(100)),
  /**
   * Where leads may go from a state; a state that is not named goes anywhere. Null: all do. It binds all but admins, and
   * never keeps a PENDING lead from being reached. Older servers and laptops do not know the setting.
   */
  transitions: optional(z.array(transitionSchema).max(60)),
  /** Lists of leads that everybody finds; null: none. Older servers and laptops do not know the setting. */
  lead_views: optional(z.array(leadViewSchema).max(100)),
  /** Closed days per country, added to a lead's own. */
  holidays: z.record(countrySchema, z.array(daySchema).max(2000)),
  /** Units of the workspace currency for one unit of `currency`, from a day on. Append-only. */
  rates: z.array(rateSchema).max(10_000),
  performance: z.object({
    default_interval_days: z.int().min(1).max(730),
    activation_days: z.int().min(1).max(730),
  }),
});
export type Settings = z.output<typeof settingsSchema>;

/** What a fresh workspace starts with. `now` is an instant; `write_id` a new id. */
export function defaultSettings(
  now: string,
  write_id: string,
  sla = { minutes: 120, reminder: 30 },
): Settings {
  return {
    id: SETTINGS_ID,
    write_id,
    created_at: now,
    updated_at: now,
    states: BUILT_IN_STATES,
    currency: 'EUR',
    sla_minutes: sla.minutes,
    sla_rules: null,
    sla_reminder_minutes: sla.reminder,
    sla_met_by: 'attempt',
    reach_out_on_first_call: true,
    cadence_defaults: { A: null, B: null, C: null, default: null },
    assignment_rule: 'none',
    assignment_rules: null,
    language: null,
    custom_fields: null,
    transitions: null,
    lead_views: null,
    holidays: {},
    rates: [],
    performance: { default_interval_days: 30, activation_days: 30 },
  };
}

/** The category of a state, or null when the workspace has no such state. */
export const categoryOf = (settings: Pick<Settings, 'states'>, state: string): Category | null =>
  settings.states.find((candidate) => candidate.name === state)?.category ?? null;
