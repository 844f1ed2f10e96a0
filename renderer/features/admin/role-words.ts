// What the roles are called, and what they are for.
import type { Role } from '#domain/user/user.ts';

export const ROLE_WORDS: Readonly<Record<Role, string>> = { admin: 'Admin', manager: 'Manager', kam: 'KAM' };

export const ROLE_OPTIONS: readonly { value: Role; label: string }[] = [
  { value: 'kam', label: 'KAM: works his own leads' },
  { value: 'manager', label: 'Manager: sees and assigns all leads' },
  { value: 'admin', label: 'Admin: a manager who runs the workspace' },
];
