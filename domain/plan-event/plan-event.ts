// The plan event: a promised callback or a snooze. It is appended, never edited; the newest one decides.
import { z } from 'zod';
import { documentHead, optional } from '../fields.ts';
import { idSchema } from '../ids.ts';
import { daySchema, instantSchema } from '../time.ts';

export const planEventFields = z.object({
  ...documentHead,
  lead_id: idSchema,
  kind: z.enum(['callback', 'snooze']),
  until: optional(instantSchema),
  on: optional(daySchema),
  poc_id: optional(idSchema),
  occurred_at: instantSchema,
  created_by: optional(idSchema),
});

/** A plan event as stored: exactly one of `until` (an instant) and `on` (a day in the lead's zone). */
export const planEventSchema = planEventFields.superRefine((value, ctx) => {
  if ((value.until === null) === (value.on === null)) {
    ctx.addIssue({ code: 'custom', path: ['until'], message: 'give exactly one of until and on' });
  }
});
export type PlanEventDocument = z.output<typeof planEventFields>;
