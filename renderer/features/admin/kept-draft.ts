// A form that is kept on this computer while it is written, per person, so that neither a crash nor a change of place
// loses it.
import { keptJson } from '../../ui/read-kept.ts';

/** The draft of that name. A text that cannot be read is as good as none. */
export function createKeptDraft<Draft>(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  userId: string,
  name: string,
) {
  const key = `callbook:admin:${userId}:${name}`;
  return {
    read: (): Draft | null => keptJson(storage.getItem(key)) as Draft | null,
    write: (draft: Draft | null): void => {
      if (draft === null) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(draft));
    },
  };
}
