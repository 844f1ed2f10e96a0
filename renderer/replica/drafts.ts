// Drafts that outlive the program: each keystroke is kept on this computer until the draft is saved or thrown away.
import { useCallback, useState } from 'react';
import type { z } from 'zod';
import { useKept } from '../ui/kept.ts';
import { readKept } from '../ui/read-kept.ts';
import { useReplica } from './replica-context.tsx';

/** A draft of the signed-in person. `restored` says that it was there when the form opened. */
export function useDraft<T>(name: string, empty: T, schema: z.ZodType<T>) {
  const storage = useKept();
  const key = `callbook:draft:${useReplica().user_id}:${name}`;
  const [kept] = useState(() => readKept(storage, key, schema));
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
