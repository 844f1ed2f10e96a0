// The user: who may sign in, in which role, and in whose zone the day begins.
import { z } from 'zod';
import { documentHead, emailSchema, label, optional, text } from '../fields.ts';
import { callHoursSchema } from '../lead/cadence.ts';
import { timeZoneSchema } from '../time.ts';
import { handoverSchema } from './handover.ts';

export const ROLES = ['admin', 'manager', 'kam'] as const;
export type Role = (typeof ROLES)[number];

/** A user as replicated to every laptop of the workspace; secrets are never part of it. */
export const userSchema = z.object({
  ...documentHead,
  email: emailSchema,
  name: label(200),
  role: z.enum(ROLES),
  is_active: z.boolean(),
  time_zone: timeZoneSchema,
  /** Who covers for him, and when; it may lie ahead or be over. */
  handover: optional(handoverSchema),
  /** When he works, by weekday in his own zone; null: Monday to Friday, 09:00 to 18:00. */
  working_hours: optional(callHoursSchema),
});
export type User = z.output<typeof userSchema>;

/** What a person gives to register. A password has 8 to 200 characters. */
export const registrationSchema = z.object({
  email: emailSchema,
  password: z.string().min(8, 'must have at least 8 characters').max(200),
  name: text(200).nullish(),
  time_zone: timeZoneSchema.nullish(),
});

/** E-mail addresses are compared in lower case. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();
