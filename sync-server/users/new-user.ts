// A new user document.
import type { Ids } from '#domain/ids.ts';
import type { Role, User } from '#domain/user/user.ts';

export interface NewUser {
  email: string;
  name?: string | null | undefined;
  time_zone?: string | null | undefined;
  role: Role;
  is_active: boolean;
}

/** Without a name he is called by the first part of his address; without a zone his day is UTC's. */
export function newUser(ids: Ids, now: string, given: NewUser): User {
  const { email, role, is_active } = given;
  const name = given.name?.trim() || (email.split('@')[0] ?? email);
  const time_zone = given.time_zone ?? 'UTC';
  const head = { id: ids.next(), write_id: ids.next(), created_at: now, updated_at: now };
  return { ...head, email, name, role, is_active, time_zone, handover: null, working_hours: null };
}
