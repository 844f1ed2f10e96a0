// Who signed in last: in the desktop edition main knows it, in the browser edition the page's storage does. No secret.
import { z } from 'zod';
import type { DesktopApi } from '../../electron/ipc/contract.ts';
import { keptJson } from '../ui/read-kept.ts';
import type { SessionUser } from './session-types.ts';

export const sessionUserSchema = z.object({
  id: z.string().min(1),
  email: z.string(),
  name: z.string(),
  role: z.enum(['admin', 'manager', 'kam']),
  time_zone: z.string(),
}) satisfies z.ZodType<SessionUser>;

export interface KeptUser {
  read(): Promise<SessionUser | null>;
  write(user: SessionUser): void;
  forget(): Promise<void>;
}

const KEY = 'callbook.user';

/** Deps: the desktop's session where there is one, else the page's storage. */
export function createKeptUser(deps: {
  desktop?: Pick<DesktopApi, 'hasSession' | 'forgetSession'> | undefined;
  kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}): KeptUser {
  const { desktop, kept } = deps;
  const userOf = (value: unknown): SessionUser | null => {
    const parsed = sessionUserSchema.safeParse(value);
    return parsed.success ? parsed.data : null;
  };
  if (desktop) {
    return {
      read: async () => userOf((await desktop.hasSession()).user),
      write: () => undefined,
      forget: () => desktop.forgetSession(),
    };
  }
  return {
    read: async () => {
      const text = kept.getItem(KEY);
      return text === null ? null : userOf(keptJson(text));
    },
    write: (user) => kept.setItem(KEY, JSON.stringify(user)),
    forget: async () => kept.removeItem(KEY),
  };
}
