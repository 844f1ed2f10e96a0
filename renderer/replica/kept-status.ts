// Keeps in the page's storage what the sync must know before the database is open, by the name of the replica.
import { z } from 'zod';
import type { KeptStatus } from './sync-status.ts';

const schema = z.object({
  last_synced_at: z.string().nullable(),
  first_sync: z.boolean(),
  audited_at: z.string().nullable().default(null),
  // Not kept by older programs.
  last_pulled_at: z.string().nullable().default(null),
  last_pushed_at: z.string().nullable().default(null),
});
const FRESH: KeptStatus = {
  last_synced_at: null,
  first_sync: true,
  audited_at: null,
  last_pulled_at: null,
  last_pushed_at: null,
};

export interface StatusKeeper {
  read(): KeptStatus;
  write(status: KeptStatus): void;
  forget(): void;
}

/** Deps: the page's storage, and the replica's name. */
export function createStatusKeeper(
  kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  name: string,
): StatusKeeper {
  const key = `callbook.sync.${name}`;
  return {
    read: () => {
      const text = kept.getItem(key);
      if (text === null) return FRESH;
      try {
        return schema.parse(JSON.parse(text));
      } catch {
        // Somebody else's text under our key: nothing is known, and the next sync says it anew.
        return FRESH;
      }
    },
    write: ({ last_synced_at, first_sync, audited_at, last_pulled_at, last_pushed_at }) =>
      kept.setItem(
        key,
        JSON.stringify({ last_synced_at, first_sync, audited_at, last_pulled_at, last_pushed_at }),
      ),
    forget: () => kept.removeItem(key),
  };
}
