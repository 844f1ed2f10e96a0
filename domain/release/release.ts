// A release of the desktop program, as it is listed.
import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { instantSchema } from '../time.ts';
import { channelSchema, platformSchema } from './feed.ts';
import { rolloutRange } from './rollout.ts';

export const rolloutSchema = z.int().min(rolloutRange.min).max(rolloutRange.max);
export const signedFeedSchema = z.string().min(1).max(40_000);

export const releaseSchema = z.object({
  id: idSchema,
  channel: channelSchema,
  platform: platformSchema,
  version: z.string(),
  feed: signedFeedSchema,
  expires_at: instantSchema,
  rollout: rolloutSchema.meta({ description: 'How many of a hundred laptops are offered it.' }),
  withdrawn_at: instantSchema.nullable(),
  notes: z.string().nullable(),
  created_at: instantSchema,
  created_by: idSchema,
  devices: z.int().meta({ description: 'How many signed-in devices run this version, as far as they said.' }),
});
export type Release = z.output<typeof releaseSchema>;
