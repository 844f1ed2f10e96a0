// The shape of a rule that gives new leads to people, by where they came from and where they lie.
import { z } from 'zod';
import { countrySchema, label, optional } from '../fields.ts';
import { idSchema } from '../ids.ts';

export const WAYS_TO_DEAL = ['round_robin', 'least_loaded'] as const;

/** What is null fits every lead. */
export const assignmentRuleSchema = z.object({
  source: optional(label(50)),
  country: optional(countrySchema),
  city: optional(label(100)),
  /** Ids of the people who take such leads; null: every active KAM. */
  to: optional(z.array(idSchema).min(1).max(200)),
  /** Which of them: who has waited longest, or who has the fewest open leads. */
  by: z
    .enum(WAYS_TO_DEAL)
    .nullish()
    .transform((by) => by ?? 'round_robin'),
});
export type AssignmentRule = z.output<typeof assignmentRuleSchema>;
