// Takes unsent work out of this replica as a file, and reads such a file in: what nobody has yet is written as a local write
// under its own write id and goes the ordinary way, what meets a write of this device is merged with it here. And offers it to
// a server that takes nothing else of this device any more.
import { mergeThreeWay } from '#domain/merge/three-way.ts';
import { WRITABLE_COLLECTIONS, type WritableCollection } from '#domain/sync/collections.ts';
import type { Clock } from '#domain/time.ts';
import type { Grievance } from './attention.ts';
import type { Base, Claims } from './claims.ts';
import type { ReplicaDatabase } from './collections.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { DigestClient } from './digest.ts';
import type { Kept } from './journal.ts';
import { plainOf } from './journalled-storage.ts';
import { pushReplyOf } from './messages.ts';
import { writeAgain } from './replay-journal.ts';
import type { ImportReport } from './replica-types.ts';
import {
  buildUnsentFile,
  type Owner,
  parseUnsentFile,
  refuseRow,
  type UnsentFile,
  type UnsentRow,
} from './unsent-file.ts';
import type { Wire } from './wire.ts';

type Write = { collection: WritableCollection; document: Kept; base: Base };

const AT_ONCE = 100;

export interface UnsentWorkDeps {
  wire: Pick<Wire, 'take'>;
  database: ReplicaDatabase;
  claims: Claims;
  digest: Pick<DigestClient, 'known'>;
  clock: Clock;
  owner(): Owner;
  complain(grievance: Grievance): Promise<void>;
  /** Ids of the documents with unconfirmed writes. */
  pendingIds(collection: WritableCollection): string[];
  /** What RxDB takes for the server's documents. */
  assumed(collection: WritableCollection, ids: readonly string[]): Promise<Map<string, Kept>>;
}

/** The two ways of unsent work by hand, and the last one of a device that is revoked. */
export function createUnsentWork(deps: UnsentWorkDeps) {
  return {
    exportUnsent: async (): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> => {
      const writes = (await Promise.all(WRITABLE_COLLECTIONS.map((name) => writesOf(name, deps)))).flat();
      return buildUnsentFile(deps.owner(), deps.clock.now(), writes);
    },
    offerUnsent: async (): Promise<number> => {
      let left = 0;
      for (const name of WRITABLE_COLLECTIONS) left += await offer(name, await writesOf(name, deps), deps);
      return left;
    },
    importUnsent: async (text: string): Promise<ImportReport> => {
      const file = parseUnsentFile(text, deps.owner());
      if (!file.ok) return { taken: 0, known: 0, refused: [{ ...file.error, collection: null, id: null }] };
      return importRows(file.value, deps);
    },
  };
}

/** Sends these writes past the gate, which is shut for good; answers how many the server has not taken. */
async function offer(collection: WritableCollection, writes: readonly Write[], { wire }: UnsentWorkDeps) {
  let left = 0;
  for (let at = 0; at < writes.length; at += AT_ONCE) {
    const part = writes.slice(at, at + AT_ONCE);
    const rows = part.map(({ document, base }) => ({
      base: base?.write_id ?? null,
      document: { ...document, _deleted: Boolean(document._deleted) },
    }));
    const answer = await wire.take(`/api/sync/${collection}/push`, { method: 'POST', body: { rows } });
    const reply = 'body' in answer ? pushReplyOf(answer.body, rows.length) : null;
    if (reply === null) return left + writes.length - at;
    left += reply.results.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'absorbed').length;
  }
  return left;
}

async function writesOf(
  collection: WritableCollection,
  { database, claims, pendingIds, assumed }: UnsentWorkDeps,
): Promise<Write[]> {
  const ids = pendingIds(collection);
  const [stored, masters] = await Promise.all([
    database.plain[collection].storageInstance.findDocumentsById(ids, true),
    assumed(collection, ids),
  ]);
  return stored.map((document) => {
    const claim = claims.of(collection, document.id);
    const base = claim ? claim.base : (masters.get(document.id) ?? null);
    return { collection, document: plainOf(document), base };
  });
}

async function importRows({ rows }: UnsentFile, deps: UnsentWorkDeps): Promise<ImportReport> {
  const report: ImportReport = { taken: 0, known: 0, refused: [] };
  for (const collection of WRITABLE_COLLECTIONS) {
    const all = rows.filter((row) => row.collection === collection);
    const fit = all.filter((row) => {
      const no = refuseRow(row);
      if (no) report.refused.push({ ...no, collection, id: row.document.id });
      return no === null;
    });
    const known = await knownOf(collection, fit, deps);
    report.known += known.size;
    for (const row of fit) {
      if (known.has(row)) continue;
      await importRow(row, deps);
      report.taken += 1;
    }
  }
  return report;
}

async function knownOf(
  collection: WritableCollection,
  rows: readonly UnsentRow[],
  { database, digest }: UnsentWorkDeps,
): Promise<Set<UnsentRow>> {
  if (rows.length === 0) return new Set();
  const ids = rows.map(({ document }) => document.id);
  const stored = await database.plain[collection].storageInstance.findDocumentsById(ids, true);
  const here = new Map(stored.map(({ id, write_id }) => [id, write_id]));
  const isHere = ({ document }: UnsentRow) => here.get(document.id) === document.write_id;
  const open = rows.filter((row) => !isHere(row));
  const there = await digest.known(
    collection,
    open.map(({ document: { id, write_id } }) => ({ id, write_id })),
  );
  return new Set(rows.filter((row) => isHere(row) || there.has(row.document.id)));
}

async function importRow(row: UnsentRow, deps: UnsentWorkDeps): Promise<void> {
  const { collection, base, before } = row;
  const document = row.document as ConflictDocument;
  const { storageInstance } = deps.database.plain[collection];
  const [stored] = await storageInstance.findDocumentsById([document.id], true);
  if (stored && deps.pendingIds(collection).includes(document.id)) return mergeIn(row, plainOf(stored), deps);
  await deps.claims.put(
    collection,
    document.id,
    (before as Kept | null) ?? (base ? { write_id: base } : null),
  );
  await writeAgain(deps.database, collection, document, stored);
}

// Both devices have unsent work on the same document: this device's stands, as the server's would.
async function mergeIn({ collection, document, before }: UnsentRow, theirs: Kept, deps: UnsentWorkDeps) {
  const mine = document as ConflictDocument;
  const base = (before as ConflictDocument | null | undefined) ?? null;
  const merged = mergeThreeWay(base, mine, theirs);
  const deletes = Boolean((mine as Kept)._deleted) !== Boolean(theirs._deleted);
  if (merged.conflicts.length > 0 || deletes)
    await deps.complain({
      ...{ collection, kind: 'overwritten', reason: 'both_changed', mine, theirs, base },
      fields: merged.conflicts,
    });
  if (deletes || merged.changed.length === 0) return;
  const values = Object.fromEntries(merged.changed.map((field) => [field, merged.fields[field]]));
  const found = await deps.database.plain[collection].findOne(document.id).exec();
  await found?.incrementalModify((current) => Object.assign(current, values));
}
