// At the opening: what the journal has and the database does not is written again under its own write id, before anything
// is replicated. The database may be new (Chromium threw the old one away) or may have missed the last write before a crash.
import type { BulkWriteRow } from 'rxdb';
import { isWritable, type WritableCollection } from '#domain/sync/collections.ts';
import type { JournalEntry } from '../../electron/ipc/contract.ts';
import { ATTENTION } from './attention.ts';
import type { Claims } from './claims.ts';
import type { ReplicaDatabase, StoredAttention } from './collections.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { Journal } from './journal.ts';
import { FROM_JOURNAL } from './write-context.ts';

export interface ReplayDeps {
  database: ReplicaDatabase;
  journal: Journal;
  claims: Claims;
}

/** Answers with the number of writes that were made again. */
export async function replayJournal(deps: ReplayDeps): Promise<number> {
  const entries = await deps.journal.read();
  const attention = entries.filter(({ collection }) => collection === ATTENTION);
  await keepAttention(attention, deps.database);
  let written = 0;
  for (const [collection, all] of byCollection(entries)) written += await replay(collection, all, deps);
  return written;
}

async function keepAttention(entries: readonly JournalEntry[], { collections }: ReplicaDatabase) {
  for (const { document } of entries)
    await collections.attention.insertIfNotExists(document as unknown as StoredAttention);
}

async function replay(
  collection: WritableCollection,
  chains: ReadonlyMap<string, JournalEntry[]>,
  { database, journal, claims }: ReplayDeps,
): Promise<number> {
  const { storageInstance } = database.plain[collection];
  const stored = await storageInstance.findDocumentsById([...chains.keys()], true);
  const held = new Map(stored.map((document) => [document.id, document]));
  let written = 0;
  for (const [id, chain] of chains) {
    const last = chain.at(-1);
    if (!last) continue;
    journal.adopt(
      last,
      chain.slice(0, -1).map(({ key }) => key),
    );
    if (held.get(id)?.write_id === last.write_id) continue;
    await claims.put(collection, id, (last.base as ConflictDocument | null | undefined) ?? null);
    written += await writeAgain(database, collection, last.document as ConflictDocument, held.get(id));
  }
  return written;
}

/** Writes a document as a local write under its own write id, on top of `previous`. Answers 1, or 0 where it changed meanwhile. */
export async function writeAgain(
  database: ReplicaDatabase,
  collection: WritableCollection,
  document: ConflictDocument,
  previous: BulkWriteRow<ConflictDocument>['previous'],
): Promise<number> {
  const head = previous
    ? { _meta: previous._meta, _rev: previous._rev, _attachments: {} }
    : { _meta: { lwt: 0 }, _rev: '', _attachments: {} };
  const row = { document: { _deleted: false, ...document, ...head }, ...(previous ? { previous } : {}) };
  const { error } = await database.plain[collection].storageInstance.bulkWrite([row], FROM_JOURNAL);
  return error.length === 0 ? 1 : 0;
}

function byCollection(
  entries: readonly JournalEntry[],
): Map<WritableCollection, Map<string, JournalEntry[]>> {
  const found = new Map<WritableCollection, Map<string, JournalEntry[]>>();
  for (const entry of entries) {
    if (!isWritable(entry.collection)) continue;
    const chains = found.get(entry.collection) ?? new Map<string, JournalEntry[]>();
    chains.set(entry.id, [...(chains.get(entry.id) ?? []), entry]);
    found.set(entry.collection, chains);
  }
  return found;
}
