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
  is_current: z.boolean().meta({ description: 'Whether it is the device that asks.' }),
});
export type Device = z.output<typeof deviceSchema>;
