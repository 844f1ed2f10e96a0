// The attention list: writes that the server did not take, and values that another's write has replaced. It stays on
// this device, and an entry is on disk before the replica forgets what it holds.
import type { RxCollection } from 'rxdb';
import { derivedId } from '#domain/ids.ts';
import type { FieldConflict } from '#domain/merge/three-way.ts';
import type { Collection, WritableCollection } from '#domain/sync/collections.ts';
import type { Clock } from '#domain/time.ts';
import type { StoredAttention } from './collections.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { Journal } from './journal.ts';
import { createLive } from './live.ts';
import type { AttentionEntry, Live } from './replica-types.ts';

/** What the journal calls entries of this list. */
export const ATTENTION = 'attention';

const keyOf = (id: string): string => `${ATTENTION} ${id}`;

/** What is to be kept, as the replication knows it. */
export interface Grievance {
  collection: WritableCollection;
  kind: AttentionEntry['kind'];
  mine: ConflictDocument;
  base: ConflictDocument | null;
  theirs: ConflictDocument | null;
  reason: AttentionEntry['reason'];
  detail?: string | null;
  fields?: readonly FieldConflict[];
}

export interface AttentionList {
  /** Resolves once the entry is on disk. The same write is kept once, however often it is refused. */
  complain(grievance: Grievance): Promise<void>;
  entries: Live<readonly AttentionEntry[]>;
  entry(id: string): AttentionEntry | null;
  remove(id: string): Promise<void>;
  close(): void;
}

/** Deps: the stored collection, the journal, the corrected clock, and a name for what a document is about. */
export function createAttentionList(deps: {
  stored: RxCollection<StoredAttention>;
  clock: Clock;
  journal: Pick<Journal, 'keep' | 'settle'>;
  titleOf(collection: Collection, document: ConflictDocument): string;
}): AttentionList {
  const live = createLive<readonly AttentionEntry[]>([]);
  const subscription = deps.stored.find().$.subscribe((documents) => {
    const entries = documents.map(({ entry }) => JSON.parse(entry) as AttentionEntry);
    live.set(entries.sort((a, b) => (a.at < b.at ? 1 : -1)));
  });
  return {
    complain: async (grievance) => {
      const entry = entryOf(grievance, deps);
      const stored = { id: entry.id, at: entry.at, entry: JSON.stringify(entry) };
      const { id, write_id } = entry;
      await deps.journal.keep([{ key: keyOf(id), collection: ATTENTION, id, write_id, document: stored }]);
      await deps.stored.insertIfNotExists(stored);
    },
    entries: live,
    entry: (id) => live.get().find((entry) => entry.id === id) ?? null,
    remove: async (id) => {
      await deps.stored.findOne(id).remove();
      deps.journal.settle([keyOf(id)]);
    },
    close: () => subscription.unsubscribe(),
  };
}

function entryOf(
  { collection, kind, mine, base, theirs, reason, detail, fields }: Grievance,
  deps: { clock: Clock; titleOf(collection: Collection, document: ConflictDocument): string },
): AttentionEntry {
  const lead = collection === 'leads' ? mine.id : mine['lead_id'];
  return {
    id: derivedId(`${collection} ${mine.id} ${mine.write_id} ${kind}`),
    kind,
    collection,
    document_id: mine.id,
    lead_id: typeof lead === 'string' ? lead : null,
    title: deps.titleOf(collection, mine),
    write_id: mine.write_id,
    document: mine,
    base,
    theirs,
    fields: (fields ?? []).map((field) => ({ ...field })),
    reason,
    detail: detail ?? null,
    at: deps.clock.now(),
  };
}
