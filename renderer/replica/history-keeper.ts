// Writes down what was done on this device, and reads it again at the next start: the steps of each act are data, so that
// both ways are open then too. It lies beside the person's drafts, and goes with them.
import { z } from 'zod';
import type { Done, HistoryKeeper } from '../ui/history.ts';
import { readKept } from '../ui/read-kept.ts';
import { stepSchema } from './acts/steps.ts';
import type { Replica } from './replica-types.ts';

const keptSchema = z.array(
  z.object({
    words: z.string(),
    at: z.string(),
    lead_id: z.string().nullable(),
    undone: z.boolean(),
    steps: z.array(stepSchema).min(1),
  }),
);

/** Deps: where it is kept, and the replica in which it was done. */
export function createHistoryKeeper({
  kept,
  replica: { user_id, now, turn },
}: {
  kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  replica: Pick<Replica, 'user_id' | 'now' | 'turn'>;
}): HistoryKeeper {
  const key = `callbook:history:${user_id}:done`;
  return {
    now,
    read: () =>
      (readKept(kept, key, keptSchema) ?? []).map(({ steps, ...act }) => ({
        ...act,
        kept: steps,
        undo: () => turn(steps, 'back'),
        redo: () => turn(steps, 'again'),
      })),
    write: (acts) => {
      const written = acts.flatMap(toKeep);
      try {
        kept.setItem(key, JSON.stringify(written));
      } catch (fault) {
        // The page's storage is full: what was done stands all the same, and is listed until the program ends.
        if (!(fault instanceof DOMException)) throw fault;
        kept.removeItem(key);
      }
    },
  };
}

const toKeep = ({ words, at, lead_id = null, undone, kept }: Done): z.output<typeof keptSchema> =>
  keptSchema.safeParse([{ words, at, lead_id, undone, steps: kept }]).data ?? [];
