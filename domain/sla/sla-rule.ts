// Other deadlines than the workspace's common one: by where a lead came from, and by how much it matters.
import { z } from 'zod';
import { label, optional, sameWords } from '../fields.ts';
import { type Lead, TIERS } from '../lead/lead.ts';

/** What is null fits every lead. */
export const slaRuleSchema = z.object({
  source: optional(label(50)),
  tier: optional(z.enum(TIERS)),
  minutes: z.int().min(1).max(525_600),
  /** Whether all minutes count, or those alone in which the lead is open. */
  count: z
    .enum(['wall_clock', 'working_hours'])
    .nullish()
    .transform((count) => count ?? 'wall_clock'),
});
export type SlaRule = z.output<typeof slaRuleSchema>;

/** The first rule that fits the lead, or null. */
export const slaRuleFor = (lead: Pick<Lead, 'source' | 'tier'>, rules: readonly SlaRule[]): SlaRule | null =>
  rules.find(
    ({ source, tier }) =>
      (source === null || sameWords(source, lead.source)) && (tier === null || tier === lead.tier),
  ) ?? null;
