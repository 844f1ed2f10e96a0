// What the routes of interactions take and answer, as schemas.
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { INTERACTION_TYPES, interactionFields, OUTCOMES } from '#domain/interaction/interaction.ts';
import { pageSchema } from '#domain/page.ts';
import { daySchema, instantSchema } from '#domain/time.ts';
import { pageQuery } from '../http/paging.ts';

/** An instant, or a day in UTC that stands for its first instant. */
const moment = z.union([daySchema.transform((day) => `${day}T00:00:00.000Z`), instantSchema]);

export const listQuery = z.object({
  ...pageQuery,
  lead_id: idSchema.optional(),
  type: z.enum(INTERACTION_TYPES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  created_by: idSchema.optional(),
  from: moment.optional(),
  to: moment.optional(),
});
export const timelineQuery = z.object(pageQuery);
export const interactionBody = interactionFields.partial();
export const changeBody = interactionFields.pick({ note: true, outcome: true, voided_at: true }).partial();
export const interactionPage = pageSchema(interactionFields);
