// Drafts and named lists are kept per person beside the replica; they go when his data goes.

/** Removes every kept text of this person from the storage: keys that name Callbook and his id. */
export function forgetDrafts(storage: Storage, userId: string): void {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
  for (const key of keys)
    if (key.startsWith('callbook:') && key.includes(`:${userId}:`)) storage.removeItem(key);
}
