// The point of contact: a person to talk to at a lead. One of them is the primary one.
import { z } from 'zod';
import { documentHead, emailSchema, label, optional, phoneSchema, text } from '../fields.ts';
import { idSchema } from '../ids.ts';
import { timeZoneSchema } from '../time.ts';

export const pocSchema = z.object({
  ...documentHead,
  lead_id: idSchema,
  name: label(200),
  role: optional(text(100)),
  email: optional(emailSchema),
  phone: optional(phoneSchema),
  time_zone: optional(timeZoneSchema),
  is_primary: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
});
export type Poc = z.output<typeof pocSchema>;
