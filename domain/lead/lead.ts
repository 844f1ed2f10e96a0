// The lead: an organisation or a person, from the first application to the won account.
import { z } from 'zod';
import {
  amountSchema,
  countrySchema,
  currencySchema,
  documentHead,
  emailSchema,
  label,
  optional,
  phoneSchema,
  text,
} from '../fields.ts';
import { idSchema } from '../ids.ts';
import { daySchema, instantSchema, timeZoneSchema } from '../time.ts';
import { cadenceSchema, callHoursSchema } from './cadence.ts';

/** What is known of a résumé without opening it; where it is kept is nobody's business. Size in bytes. */
export const resumeSchema = z.object({
  kind: z.enum(['file', 'link']),
  name: text(300),
  size: z.int().min(0).nullable(),
});

/** How much a lead matters, most first. */
export const TIERS = ['A', 'B', 'C'] as const;

const customValue = z.union([text(2000), z.number(), z.boolean(), z.null(), z.array(text(200, 1)).max(200)]);

/** Name of a pipeline state: a built-in one or the workspace's own. */
export const stateNameSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,39}$/, 'must be a state, for example REACHED_OUT');

export const leadSchema = z.object({
  ...documentHead,
  kind: z.enum(['organization', 'person']),
  name: label(200),
  first_name: optional(text(100)),
  last_name: optional(text(100)),
  email: optional(emailSchema),
  phone: optional(phoneSchema),
  company: optional(text(200)),
  city: optional(text(100)),
  country: optional(countrySchema),
  address: optional(text(500)),
  tags: z
    .array(label(50))
    .max(50)
    .nullish()
    .transform((tags) => tags ?? []),
  source: optional(text(50)),
  tier: optional(z.enum(TIERS)),
  state: stateNameSchema,
  assignee_id: optional(idSchema),
  time_zone: optional(timeZoneSchema),
  call_hours: optional(callHoursSchema),
  closed_dates: z
    .array(daySchema)
    .max(400)
    .nullish()
    .transform((days) => days ?? []),
  cadence: optional(cadenceSchema),
  do_not_call: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  revive_on: optional(daySchema),
  won_at: optional(instantSchema),
  /** When a lost lead was taken up again: from then on it is planned as a new one. */
  reopened_at: optional(instantSchema),
  value_minor: optional(amountSchema),
  currency: optional(currencySchema),
  custom: z
    .record(text(60, 1), customValue)
    .nullish()
    .transform((value) => value ?? {}),
  resume: optional(resumeSchema),
  sla_due_at: optional(instantSchema),
  sla_met_at: optional(instantSchema),
  sla_breached_at: optional(instantSchema),
  deleted_at: optional(instantSchema),
  merged_into_id: optional(idSchema),
});

/** A lead as stored, on the laptop and on the server alike. */
export type Lead = z.output<typeof leadSchema>;

/** Fields that only the server sets; what a client sends for them is replaced by the stored value. */
export const SERVER_OWNED_LEAD_FIELDS = [
  'resume',
  'sla_due_at',
  'sla_breached_at',
  'merged_into_id',
] as const;
