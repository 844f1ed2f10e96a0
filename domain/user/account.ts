// An account as staff see it and admins change it: the shapes of the requests and answers about people.
import { z } from 'zod';
import { emailSchema, label } from '../fields.ts';
import { idSchema } from '../ids.ts';
import { callHoursSchema } from '../lead/cadence.ts';
import { instantSchema, timeZoneSchema } from '../time.ts';
import { handoverSchema } from './handover.ts';
import { ROLES, registrationSchema } from './user.ts';

/** A person, without secrets. */
export const userViewSchema = z.object({
  id: idSchema,
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  is_active: z.boolean(),
  time_zone: z.string(),
  handover: handoverSchema.nullable(),
  working_hours: callHoursSchema.nullable(),
  created_at: instantSchema,
  updated_at: instantSchema,
  write_id: idSchema,
});
export type UserView = z.output<typeof userViewSchema>;

/** A new account; without a password its person is invited to choose one. */
export const newAccountSchema = registrationSchema.extend({
  password: registrationSchema.shape.password.nullish(),
  role: z
    .enum(ROLES)
    .nullish()
    .transform((role) => role ?? 'kam'),
  is_active: z
    .boolean()
    .nullish()
    .transform((value) => value ?? true),
});

/** What may be changed of an account; what is left out stays. */
export const accountChangeSchema = z.object({
  email: emailSchema.optional(),
  password: registrationSchema.shape.password.optional(),
  name: label(200).optional(),
  role: z.enum(ROLES).optional(),
  time_zone: timeZoneSchema.optional(),
  working_hours: callHoursSchema.nullable().optional(),
  is_active: z.boolean().optional(),
});

/** When a person works; null are the usual hours. */
export const workingHoursChangeSchema = z.object({ working_hours: callHoursSchema.nullable() });
