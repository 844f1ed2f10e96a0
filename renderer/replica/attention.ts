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
  /** Puts a removed entry back, exactly as it was. */
  restore(entry: AttentionEntry): Promise<void>;
  close(): void;
}

interface Deps {
  stored: RxCollection<StoredAttention>;
  clock: Clock;
  journal: Pick<Journal, 'keep' | 'settle'>;
  titleOf(collection: Collection, document: ConflictDocument): string;
  /** The name of a lead that is still on this device. */
  leadNameOf?(leadId: string): Promise<string | null>;
}

/** Deps: the stored collection, the journal, the corrected clock, and names for what a document is about. */
export function createAttentionList(deps: Deps): AttentionList {
  const live = createLive<readonly AttentionEntry[]>([]);
  const subscription = deps.stored.find().$.subscribe((documents) => {
    const entries = documents.map(({ entry }) => JSON.parse(entry) as AttentionEntry);
    live.set(entries.sort(newestFirst));
  });
  const keep = async (entry: AttentionEntry) => {
    const { id, at, write_id } = entry;
    const stored = { id, at, entry: JSON.stringify(entry) };
    await deps.journal.keep([{ key: keyOf(id), collection: ATTENTION, id, write_id, document: stored }]);
    await deps.stored.insertIfNotExists(stored);
  };
  return {
    complain: async (grievance) => {
      await keep({ ...entryOf(grievance, deps), lead_name: await leadNameOf(grievance, deps) });
    },
    entries: live,
    entry: (id) => live.get().find((entry) => entry.id === id) ?? null,
    remove: async (id) => {
      await deps.stored.findOne(id).remove();
      deps.journal.settle([keyOf(id)]);
    },
    restore: keep,
    close: () => subscription.unsubscribe(),
  };
}

const newestFirst = (a: AttentionEntry, b: AttentionEntry): number =>
  a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1;

function entryOf(
  { collection, kind, mine, base, theirs, reason, detail, fields }: Grievance,
  deps: Pick<Deps, 'clock' | 'titleOf'>,
): AttentionEntry {
  return {
    id: derivedId(`${collection} ${mine.id} ${mine.write_id} ${kind}`),
    kind,
    collection,
    document_id: mine.id,
    lead_id: leadIdOf({ collection, mine, base }),
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

// Of a document that was deleted, the state before knows whose it was.
function leadIdOf({
  collection,
  mine,
  base,
}: Pick<Grievance, 'collection' | 'mine' | 'base'>): string | null {
  const lead = collection === 'leads' ? mine.id : (mine['lead_id'] ?? base?.['lead_id']);
  return typeof lead === 'string' ? lead : null;
}

async function leadNameOf(grievance: Grievance, { leadNameOf: ask }: Deps): Promise<string | null> {
  const { collection, mine, base } = grievance;
  if (collection === 'leads') return nameIn(mine) ?? nameIn(base);
  const leadId = leadIdOf(grievance);
  return leadId === null ? null : ((await ask?.(leadId)) ?? null);
}

const nameIn = (document: ConflictDocument | null): string | null =>
  typeof document?.['name'] === 'string' && document['name'] !== '' ? document['name'] : null;
