// What the server answers about duplicates, merging and parting, and what it is asked to merge.
import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { leadSchema } from './lead.ts';

const counted = z.int().min(0);

/** By what leads are likely the same. */
export const MATCHES = ['email', 'phone', 'name_city'] as const;
export type Match = (typeof MATCHES)[number];

const matched = z.enum(MATCHES);

export const duplicatesSchema = z.object({
  items: z.array(z.looseObject({ id: idSchema, name: z.string(), matched: z.array(matched) })),
  groups: z.array(z.object({ id: idSchema, matched, lead_ids: z.array(idSchema) })),
  total: counted,
  has_more: z.boolean(),
  last_id: idSchema.nullable(),
});

/** `fields`: by field "mine", "theirs" or a value. */
export const mergeRequestSchema = z.object({
  other_id: idSchema,
  fields: z.record(z.string(), z.unknown()).nullish(),
});

/** The survivor as it is now, and how much came over to it. */
export const mergeReplySchema = leadSchema.extend({
  moved: z.object({ pocs: counted, interactions: counted, plan_events: counted }),
});

/** The lead that is by itself again, the other one, and what somebody has changed since the merge and stays. */
export const unmergeReplySchema = leadSchema.extend({
  survivor: leadSchema,
  changed: z.array(z.object({ collection: z.string(), id: idSchema, fields: z.array(z.string()) })),
});
export type UnmergeReply = z.output<typeof unmergeReplySchema>;
