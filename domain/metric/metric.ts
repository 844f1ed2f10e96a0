// The metric: what people set about an account's expected performance. What is computed is never stored here.
import { z } from 'zod';
import { amountSchema, documentHead, label, optional } from '../fields.ts';
import { idSchema } from '../ids.ts';
import { daySchema } from '../time.ts';

/** Days on which the account is not expected to order, both ends included; without `to_on` it is still open. */
export const pauseSchema = z
  .object({ from_on: daySchema, to_on: optional(daySchema) })
  .refine((pause) => pause.to_on === null || pause.to_on >= pause.from_on, 'must not end before it begins');
export type Pause = z.output<typeof pauseSchema>;

/** A person's own rating, which stands in for the computed status through `expires_on`. */
export const overrideSchema = z.object({
  rating: z.enum(['WELL', 'STEADY', 'WATCH', 'UNDER', 'NEW']),
  reason: label(500),
  expires_on: daySchema,
});
export type Override = z.output<typeof overrideSchema>;

export const metricSchema = z.object({
  ...documentHead,
  lead_id: idSchema,
  expected_interval_days: optional(z.int().min(1).max(730)),
  monthly_target_minor: optional(amountSchema.min(1)),
  pauses: z
    .array(pauseSchema)
    .max(100)
    .nullish()
    .transform((pauses) => pauses ?? []),
  override: optional(overrideSchema),
});
export type Metric = z.output<typeof metricSchema>;
