// A form that is kept on this computer while it is written, per person, so that neither a crash nor a change of place
// loses it.

/** The draft of that name. A text that cannot be read is as good as none. */
export function createKeptDraft<Draft>(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  userId: string,
  name: string,
) {
  const key = `callbook:admin:${userId}:${name}`;
  return {
    read: (): Draft | null => {
      try {
        return JSON.parse(storage.getItem(key) ?? 'null') as Draft | null;
      } catch (error) {
        if (error instanceof SyntaxError) return null;
        throw error;
      }
    },
    write: (draft: Draft | null): void => {
      if (draft === null) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(draft));
    },
  };
}
