// The page's side of the journal: every write made here is in it before the database has it, and until the server has
// confirmed it or the attention list holds it. It also remembers on which document a chain of unconfirmed writes began.
import type { JournalEntry } from '../../electron/ipc/contract.ts';
import type { ConflictDocument } from './conflicts.ts';

/** Where the journal lies; desktop only. Calls take effect in the order in which they are made. */
export interface JournalStore {
  append(replica: string, entries: JournalEntry[]): Promise<void>;
  settle(replica: string, keys: string[]): Promise<void>;
  read(replica: string): Promise<JournalEntry[]>;
  forget(replica: string): Promise<void>;
}

export type Kept = ConflictDocument & { _deleted?: boolean | undefined };

/** A write about to be made: the document as it will be, and as it was. */
export interface LocalWrite {
  document: Kept;
  previous: Kept | null;
}

export interface Journal {
  read(): Promise<JournalEntry[]>;
  /** Resolves when all are on the disk. */
  keep(entries: readonly JournalEntry[]): Promise<void>;
  settle(keys: readonly string[]): void;
  /** To be awaited before the database gets these writes. */
  before(collection: string, writes: readonly LocalWrite[]): Promise<void>;
  /** The database has them, but for those whose ids are in `failed`. */
  after(collection: string, writes: readonly LocalWrite[], failed: ReadonlySet<string>): void;
  /** Takes up what an earlier run has left: its last write of a document, and keys of writes before that. */
  adopt(entry: JournalEntry, older: readonly string[]): void;
  /** The server has stored this write. */
  confirm(collection: string, document: Kept): void;
  /** The server's state has taken the place of whatever was written here. */
  drop(collection: string, id: string): void;
  /** The next write of this document is made on top of `theirs`. */
  rebase(collection: string, id: string, theirs: Kept | null): void;
  forget(): Promise<void>;
}

/** A chain of unconfirmed writes of one document. */
interface Chain {
  entry: JournalEntry;
  /** Writes before the last one: keys that are not settled yet, and ids that the server may still confirm. */
  older: { keys: string[]; writeIds: Set<string> };
}

const MOST_AT_ONCE = 1_000;

export const keyOf = (collection: string, id: string, writeId: string): string =>
  `${collection} ${id} ${writeId}`;

/** Deps: the replica's name, where the journal lies, and where it is told that settling failed. */
export function createJournal(deps: {
  name: string;
  store: JournalStore;
  report(message: string): void;
}): Journal {
  const { name, store, report } = deps;
  const chains = new Map<string, Chain>();
  const bases = new Map<string, Kept | null>();
  const append = createBatch<JournalEntry>((entries) => store.append(name, entries));
  const forgetKeys = createBatch<string>((keys) => store.settle(name, keys));
  const settle = (keys: readonly string[]) => {
    if (keys.length > 0)
      forgetKeys(keys).catch((fault: unknown) => report(`write journal: not settled: ${String(fault)}`));
  };
  const entryOf = (collection: string, { document, previous }: LocalWrite): JournalEntry => {
    const { id, write_id } = document;
    const place = `${collection} ${id}`;
    const begun = chains.has(place) ? chains.get(place)?.entry.base : previous;
    const base = (bases.has(place) ? bases.get(place) : begun) ?? null;
    return { key: keyOf(collection, id, write_id), collection, id, write_id, document, base };
  };
  const close = (place: string) => {
    const chain = chains.get(place);
    chains.delete(place);
    bases.delete(place);
    if (chain) settle([...chain.older.keys, chain.entry.key]);
  };

  return {
    read: () => store.read(name),
    keep: append,
    settle,
    before: (collection, writes) => append(writes.map((write) => entryOf(collection, write))),
    after: (collection, writes, failed) => {
      for (const write of writes) {
        const entry = entryOf(collection, write);
        const place = `${collection} ${entry.id}`;
        const chain = chains.get(place);
        if (failed.has(entry.id)) {
          if (chain?.entry.key !== entry.key) settle([entry.key]);
          continue;
        }
        const superseded = chain ? [...chain.older.keys, chain.entry.key] : [];
        const writeIds = new Set(chain ? [...chain.older.writeIds, chain.entry.write_id] : []);
        bases.delete(place);
        chains.set(place, { entry, older: { keys: [], writeIds } });
        settle(superseded.filter((key) => key !== entry.key));
      }
    },
    adopt: (entry, older) =>
      void chains.set(`${entry.collection} ${entry.id}`, {
        entry,
        older: { keys: [...older], writeIds: new Set() },
      }),
    confirm: (collection, document) => {
      const place = `${collection} ${document.id}`;
      const chain = chains.get(place);
      if (!chain) settle([keyOf(collection, document.id, document.write_id)]);
      else if (chain.entry.write_id === document.write_id) close(place);
      else if (chain.older.writeIds.has(document.write_id)) {
        // What is still unconfirmed was written on top of this one.
        chain.entry = { ...chain.entry, base: document };
        append([chain.entry]).catch((fault: unknown) => report(`write journal: ${String(fault)}`));
      }
    },
    drop: (collection, id) => close(`${collection} ${id}`),
    rebase: (collection, id, theirs) => void bases.set(`${collection} ${id}`, theirs),
    forget: () => store.forget(name),
  };
}

/** In the browser edition there is no place outside the page's storage; the file of unsent work is its insurance. */
export const NO_JOURNAL_STORE: JournalStore = {
  append: async () => undefined,
  settle: async () => undefined,
  read: async () => [],
  forget: async () => undefined,
};

/** What is asked for within one turn of the page goes over together. */
function createBatch<T>(send: (items: T[]) => Promise<void>): (items: readonly T[]) => Promise<void> {
  let waiting: T[] = [];
  let next: Promise<void> | null = null;
  return (items) => {
    if (items.length === 0) return Promise.resolve();
    waiting.push(...items);
    next ??= Promise.resolve().then(async () => {
      const all = waiting;
      waiting = [];
      next = null;
      for (let at = 0; at < all.length; at += MOST_AT_ONCE) await send(all.slice(at, at + MOST_AT_ONCE));
    });
    return next;
  };
}
