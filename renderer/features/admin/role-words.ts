// What the roles are called, and what they are for.
import type { Role } from '#domain/user/user.ts';
import { say } from '../../words/say.ts';

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  admin: say('Admin'),
  manager: say('Manager'),
  kam: say('KAM'),
};

export const ROLE_OPTIONS: readonly { value: Role; label: string }[] = [
  { value: 'kam', label: say('KAM: works his own leads') },
  { value: 'manager', label: say('Manager: sees and assigns all leads') },
  { value: 'admin', label: say('Admin: a manager who runs the workspace') },
];
