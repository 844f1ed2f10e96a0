// The facts of a lead as a form holds them, and back: text as typed on one side, the domain's fields on the other.
import { z } from 'zod';
import { type Lead, leadSchema } from '#domain/lead/lead.ts';
import { minorDigits } from '#domain/money.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { LeadChanges } from '../../replica/acts/act-types.ts';
import { parseAmount } from '../../ui/amount.ts';
import { checked, type FieldErrors } from '../../ui/checked.ts';
import { say } from '../../words/say.ts';
import { orNull } from './form.ts';

export const factsValuesSchema = z.object({
  kind: z.enum(['organization', 'person']),
  name: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  company: z.string(),
  email: z.string(),
  phone: z.string(),
  address: z.string(),
  city: z.string(),
  country: z.string(),
  time_zone: z.string(),
  tier: z.string(),
  tags: z.array(z.string()),
  source: z.string(),
  value: z.string(),
  currency: z.string(),
  assignee_id: z.string(),
});
export type FactsValues = z.output<typeof factsValuesSchema>;

export const EMPTY_FACTS: FactsValues = {
  kind: 'organization',
  name: '',
  first_name: '',
  last_name: '',
  company: '',
  email: '',
  phone: '',
  address: '',
  city: '',
  country: '',
  time_zone: '',
  tier: '',
  tags: [],
  source: '',
  value: '',
  currency: '',
  assignee_id: '',
};

/** The facts of a lead as text. */
export function factsOf(lead: Lead): FactsValues {
  const text = (value: string | null): string => value ?? '';
  return {
    kind: lead.kind,
    name: lead.name,
    first_name: text(lead.first_name),
    last_name: text(lead.last_name),
    company: text(lead.company),
    email: text(lead.email),
    phone: text(lead.phone),
    address: text(lead.address),
    city: text(lead.city),
    country: text(lead.country),
    time_zone: text(lead.time_zone),
    tier: text(lead.tier),
    tags: lead.tags,
    source: text(lead.source),
    value: lead.value_minor === null ? '' : plainAmount(lead.value_minor, lead.currency ?? ''),
    currency: text(lead.currency),
    assignee_id: text(lead.assignee_id),
  };
}

const factsSchema = leadSchema.pick({
  kind: true,
  name: true,
  first_name: true,
  last_name: true,
  company: true,
  email: true,
  phone: true,
  address: true,
  city: true,
  country: true,
  time_zone: true,
  tier: true,
  tags: true,
  source: true,
  currency: true,
  assignee_id: true,
});
/** The lead's fields that the form of its facts holds. */
export const FACTS_FIELDS: readonly string[] = [...Object.keys(factsSchema.shape), 'value_minor'];
export type Facts = z.output<typeof factsSchema> & Required<Pick<LeadChanges, 'value_minor'>>;

/** The fields to store, or words per field. An amount without a currency is in the workspace's. */
export function factsFrom(values: FactsValues, workspaceCurrency: string): Result<Facts, FieldErrors> {
  const { value, tags, kind, name, ...others } = values;
  const currency = orNull(values.currency) ?? (value.trim() === '' ? null : workspaceCurrency);
  const texts = Object.fromEntries(Object.entries(others).map(([key, text]) => [key, orNull(text)]));
  const fields = checked(factsSchema, { ...texts, kind, name: name.trim(), tags, currency });
  const amount = value.trim() === '' ? null : parseAmount(value, currency ?? workspaceCurrency);
  const wrongAmount = amount === null && value.trim() !== '';
  if (fields.ok && !wrongAmount) return ok({ ...fields.value, value_minor: amount });
  const errors = fields.ok ? {} : fields.error;
  return refuse(wrongAmount ? { ...errors, value: say('Must be an amount, for example 1,200.50') } : errors);
}

/** "1200.50" of minor units, as it is typed. */
export function plainAmount(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
