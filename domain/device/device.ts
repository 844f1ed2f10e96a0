// A device: where a person is signed in, as it is listed.
import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { instantSchema } from '../time.ts';

export const deviceSchema = z.object({
  id: idSchema,
  user_id: idSchema,
  device_name: z.string().nullable(),
  created_at: instantSchema,
  last_seen_at: instantSchema,
  app_version: z.string().nullable().meta({ description: 'What its program called itself then.' }),
  removed_at: instantSchema.nullable().meta({ description: 'When it was revoked; null: it is signed in.' }),
  takes_unsent: z.boolean().meta({ description: 'Whether what it has not sent is still taken.' }),
  wiped_at: instantSchema.nullable().meta({ description: 'When it said that everything on it is removed.' }),
  unsent_lost: z
    .int()
    .nullable()
    .meta({ description: 'How many changes it had not sent by then; null: it could not tell.' }),
  is_current: z.boolean().meta({ description: 'Whether it is the device that asks.' }),
});
export type Device = z.output<typeof deviceSchema>;

/** What becomes of the work that a revoked device has not sent: it may send it first, or not. */
export const UNSENT_OF_REVOKED = ['lose', 'take'] as const;
export type UnsentOfRevoked = (typeof UNSENT_OF_REVOKED)[number];

/** What a revoked device says when it has removed everything. */
export const removedSchema = z.object({
  refresh_token: z.string().min(1).max(500),
  unsent: z.int().min(0).max(1_000_000).nullable(),
});
/** Who revoked it, for its person to ask; null: nobody is known. */
export const removedReplySchema = z.object({
  removed_by: z.object({ name: z.string(), email: z.string() }).nullable(),
});
