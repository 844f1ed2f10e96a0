// Drafts that outlive the program: each keystroke is kept on this computer until the draft is saved or thrown away.
import { useCallback, useState } from 'react';
import type { z } from 'zod';
import { useKept } from '../ui/kept.ts';
import { useReplica } from './replica-context.tsx';

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The kept draft, or null where there is none or it does not fit the schema (another version wrote it). */
export function readDraft<T>(storage: Kept, key: string, schema: z.ZodType<T>): T | null {
  const text = storage.getItem(key);
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A draft of the signed-in person. `restored` says that it was there when the form opened. */
export function useDraft<T>(name: string, empty: T, schema: z.ZodType<T>) {
  const storage = useKept();
  const key = `callbook:draft:${useReplica().user_id}:${name}`;
  const [kept] = useState(() => readDraft(storage, key, schema));
  const [draft, setDraft] = useState(kept ?? empty);
  const write = useCallback(
    (next: T) => {
      setDraft(next);
      if (JSON.stringify(next) === JSON.stringify(empty)) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(next));
    },
    [key, storage, empty],
  );
  return { draft, write, clear: useCallback(() => write(empty), [write, empty]), restored: kept !== null };
}
