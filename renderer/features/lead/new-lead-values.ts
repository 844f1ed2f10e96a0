// A new lead as the form holds it, and the form that the replica takes.
import { z } from 'zod';
import { type Lead, leadSchema } from '#domain/lead/lead.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { LeadForm } from '../../replica/acts/act-types.ts';
import { type CadenceValues, cadenceFrom, cadenceValuesOf } from '../../ui/cadence-values.ts';
import type { FieldErrors } from '../../ui/checked.ts';
import { countryOfPhone } from '../../ui/places.ts';
import { EMPTY_FACTS, type FactsValues, factsFrom, factsOf, factsValuesSchema } from './facts-values.ts';

export interface NewLeadValues {
  facts: FactsValues;
  cadence: CadenceValues;
}

/** Where no draft of another version passes. */
export const newLeadSchema: z.ZodType<NewLeadValues> = z.object({
  facts: factsValuesSchema,
  cadence: z.object({
    kind: z.enum(['usual', 'none', 'days', 'workdays', 'weekdays', 'month_day']),
    n: z.string(),
    days: z.array(z.string()),
    every_weeks: z.string(),
    anchor_on: z.string(),
  }),
});

// Weeks are counted from any Monday; the person may choose another.
const SOME_MONDAY = '2026-01-05';

export const EMPTY_NEW_LEAD: NewLeadValues = {
  facts: EMPTY_FACTS,
  cadence: cadenceValuesOf(null, SOME_MONDAY),
};

/** A new lead that was not taken, as the form holds it. */
export function newLeadAgain({ entry }: { entry: { document: Record<string, unknown> } }): NewLeadValues {
  const { data: lead } = leadSchema.safeParse(entry.document);
  if (!lead) return EMPTY_NEW_LEAD;
  return { facts: factsOf(lead), cadence: cadenceValuesOf(lead.cadence, SOME_MONDAY) };
}

const FIRST_STATE: Lead['state'] = 'PENDING';

/** Words per field, or what to add. A country that is not written is the one that the number belongs to. */
export function leadFormFrom(
  { facts, cadence }: NewLeadValues,
  currency: string,
): Result<LeadForm, FieldErrors> {
  const country = facts.country || (countryOfPhone(facts.phone) ?? '');
  const fields = factsFrom({ ...facts, country }, currency);
  const rhythm = cadenceFrom(cadence);
  if (!fields.ok || !rhythm.ok)
    return refuse({ ...(fields.ok ? {} : fields.error), ...(rhythm.ok ? {} : rhythm.error) });
  return ok({ ...fields.value, cadence: rhythm.value, state: FIRST_STATE });
}
