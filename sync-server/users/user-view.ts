// A user as the API shows him: never his password, and no more of the document than a caller needs.
import type { UserView } from '#domain/user/account.ts';
import type { User } from '#domain/user/user.ts';

/** The view of a user document. */
export const viewOf = (user: User): UserView => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  is_active: user.is_active,
  time_zone: user.time_zone,
  handover: user.handover,
  working_hours: user.working_hours,
  created_at: user.created_at,
  updated_at: user.updated_at,
  write_id: user.write_id,
});
