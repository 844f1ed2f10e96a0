// The journal of the browser edition, which has no main process: it lies in the page's storage, apart from IndexedDB, so that
// unsent work outlives a database that was thrown away or does not open. It is a second copy: where the storage takes no
// more, work goes on without it, and that is told once.
import { z } from 'zod';
import type { JournalEntry } from '../../electron/ipc/contract.ts';
import type { JournalStore } from './journal.ts';

const fieldsSchema = z.record(z.string(), z.unknown());
const entrySchema: z.ZodType<JournalEntry> = z.object({
  ...{ key: z.string(), collection: z.string(), id: z.string(), write_id: z.string() },
  ...{ document: fieldsSchema, base: fieldsSchema.nullish() },
});
const keptSchema = z.object({ number: z.int(), entry: entrySchema });
type Kept = z.infer<typeof keptSchema>;

const prefixOf = (replica: string): string => `callbook-journal ${replica} `;

/** Deps: where it lies, and where it is told that it cannot. */
export function createPageJournal(storage: Storage, report: (message: string) => void): JournalStore {
  let next: number | null = null;
  let told = false;

  const keysOf = (replica: string) =>
    Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '').filter((key) =>
      key.startsWith(prefixOf(replica)),
    );
  const read = (key: string): Kept | null => {
    const text = storage.getItem(key);
    if (text === null) return null;
    try {
      return keptSchema.parse(JSON.parse(text));
    } catch (fault) {
      report(`write journal: an entry cannot be read: ${fault instanceof Error ? fault.name : ''}`);
      return null;
    }
  };
  const allOf = (replica: string): Kept[] =>
    keysOf(replica)
      .flatMap((key) => read(key) ?? [])
      .sort((a, b) => a.number - b.number);
  const append = (replica: string, entry: JournalEntry) => {
    next ??= (allOf(replica).at(-1)?.number ?? 0) + 1;
    const key = prefixOf(replica) + entry.key;
    // What is written over keeps its place in the chain.
    const number = read(key)?.number ?? next++;
    storage.setItem(key, JSON.stringify({ number, entry } satisfies Kept));
  };

  return {
    append: async (replica, entries) => {
      try {
        for (const entry of entries) append(replica, entry);
      } catch (fault) {
        if (!told) report(`write journal: not kept: ${String(fault)}`);
        told = true;
      }
    },
    settle: async (replica, keys) => {
      for (const key of keys) storage.removeItem(prefixOf(replica) + key);
    },
    read: async (replica) => allOf(replica).map(({ entry }) => entry),
    forget: async (replica) => {
      for (const key of keysOf(replica)) storage.removeItem(key);
    },
  };
}
