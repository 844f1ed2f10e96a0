// A user as the API shows him: never his password, and no more of the document than a caller needs.
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { instantSchema } from '#domain/time.ts';
import { handoverSchema } from '#domain/user/handover.ts';
import { ROLES, type User } from '#domain/user/user.ts';

export const userViewSchema = z.object({
  id: idSchema,
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  is_active: z.boolean(),
  time_zone: z.string(),
  handover: handoverSchema.nullable(),
  created_at: instantSchema,
  updated_at: instantSchema,
  write_id: idSchema,
});
export type UserView = z.output<typeof userViewSchema>;

/** The view of a user document. */
export const viewOf = (user: User): UserView => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  is_active: user.is_active,
  time_zone: user.time_zone,
  handover: user.handover,
  created_at: user.created_at,
  updated_at: user.updated_at,
  write_id: user.write_id,
});
