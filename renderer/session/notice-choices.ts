// Which notices a person wants on this computer, and what was told here already. Both lie beside his drafts, and go with
// them; in the desktop edition they are sealed as those are.
import { createContext, use } from 'react';
import { z } from 'zod';
import type { Told } from '#domain/notice/decide-telling.ts';
import { NOTICE_EVENTS } from '#domain/notice/notice.ts';
import { createLive, type SettableLive } from '../replica/live.ts';
import type { Live } from '../replica/replica-types.ts';
import { readKept } from '../ui/read-kept.ts';

const choicesSchema = z.object({
  /** Events that are not told. */
  off: z.array(z.enum(NOTICE_EVENTS)),
  /** Outside the working hours only what cannot wait is told. */
  quiet: z.boolean(),
  /** Whether notices name leads: they may be read over a shoulder. */
  names: z.boolean(),
});
export type NoticeChoices = z.output<typeof choicesSchema>;

const USUAL: NoticeChoices = { off: [], quiet: true, names: true };

const toldSchema = z.object({ since: z.string(), keys: z.record(z.string(), z.string()) });

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** The choices of one person on this computer; `set` keeps them. */
export function openNoticeChoices(kept: Kept, userId: string): SettableLive<NoticeChoices> {
  const name = `callbook:notices:${userId}:choices`;
  const live = createLive<NoticeChoices>(readKept(kept, name, choicesSchema) ?? USUAL);
  return {
    ...live,
    set: (choices) => {
      keep(kept, name, choices);
      live.set(choices);
    },
  };
}

/** What was told to one person on this computer. A computer that knows nothing begins at `now`. */
export function openTold(kept: Kept, userId: string, now: string) {
  const name = `callbook:notices:${userId}:told`;
  let told: Told = readKept(kept, name, toldSchema) ?? { since: now, keys: {} };
  keep(kept, name, told);
  return {
    get: () => told,
    set: (next: Told) => {
      if (next === told) return;
      told = next;
      keep(kept, name, next);
    },
  };
}

function keep(kept: Kept, name: string, value: unknown): void {
  try {
    kept.setItem(name, JSON.stringify(value));
  } catch (fault) {
    // The page's storage is full: it holds until the program ends.
    if (!(fault instanceof DOMException)) throw fault;
  }
}

/** The choices of the signed-in person; provided by the workbench. */
export const NoticeChoicesContext = createContext<SettableLive<NoticeChoices> | null>(null);

/** Throws outside the workbench. */
export function useNoticeChoices(): Pick<SettableLive<NoticeChoices>, 'set'> & Live<NoticeChoices> {
  const choices = use(NoticeChoicesContext);
  if (choices === null) throw new Error('useNoticeChoices needs a NoticeChoicesContext');
  return choices;
}
