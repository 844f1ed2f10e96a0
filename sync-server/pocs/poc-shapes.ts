// What the routes of points of contact take and answer, as schemas.
import { z } from 'zod';
import { text } from '#domain/fields.ts';
import { idSchema } from '#domain/ids.ts';
import { pageSchema } from '#domain/page.ts';
import { pocSchema } from '#domain/poc/poc.ts';
import { pageQuery } from '../http/paging.ts';

export const listQuery = z.object({
  ...pageQuery,
  lead_id: idSchema.optional(),
  q: text(200).optional(),
});
export const pocBody = pocSchema.partial();
export const pocPage = pageSchema(pocSchema);
export const deletedReply = z.object({ id: idSchema, deleted: z.literal(true) });
