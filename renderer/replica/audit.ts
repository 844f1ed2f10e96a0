// Compares the whole replica with the server, in chunks and while nothing else is to be done: every way of losing something
// in silence (a damaged disk, a row that the feed has lost, a server restored from a backup) ends here at the latest.
import { prepareQuery, type RxDocumentData } from 'rxdb';
import { COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import { contentHash } from '#domain/sync/content-hash.ts';
import type { Replicated } from '#domain/sync/messages.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import type { Aside } from './aside.ts';
import type { ReplicaDatabase } from './collections.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { DigestClient } from './digest.ts';
import { plainOf } from './journalled-storage.ts';
import type { Mender } from './mender.ts';
import { isReadable } from './readable.ts';

export interface AuditDeps {
  database: ReplicaDatabase;
  digest: Pick<DigestClient, 'ask'>;
  mender: Mender;
  aside: Aside;
  isPending(name: Collection, id: string): boolean;
  /** The documents with a write that the server has not confirmed. */
  pendingIds(name: Collection): readonly string[];
  /** Who works here: what somebody else has made is not offered to the server in his name. */
  userId: string;
  /** Resolves when there is nothing better to do. */
  idle(): Promise<void>;
  chunk?: number;
}

/** What an audit has found: how many documents were compared, and how many put right. */
export interface Audited {
  checked: number;
  repaired: number;
}

const CHUNK = 2_000;

/** Walks all collections once. Null where the server knows no digest. Rejects where it could not be asked. */
export async function audit(deps: AuditDeps): Promise<Audited | null> {
  const sum: Audited = { checked: 0, repaired: 0 };
  for (const name of COLLECTIONS) {
    const found = await walk(name, deps);
    if (found === null) return null;
    sum.checked += found.checked;
    sum.repaired += found.repaired;
  }
  return sum;
}

async function walk(name: Collection, deps: AuditDeps): Promise<Audited | null> {
  const size = deps.chunk ?? CHUNK;
  const sum: Audited = { checked: 0, repaired: 0 };
  for (let after_id: string | null = null; ; ) {
    await deps.idle();
    const documents = await standingAfter(name, after_id, size, deps);
    const last = documents.length < size ? null : (documents.at(-1)?.id ?? null);
    // The answer may be older than a write that is on its way now and has arrived before the answer is read.
    const unsent = new Set(deps.pendingIds(name));
    const listed = documents.filter(({ id }) => !unsent.has(id));
    const ids = listed.map(({ _meta, _rev, ...document }) => ({
      ...{ id: document.id, write_id: document.write_id, hash: contentHash(document) },
    }));
    const reply = await deps.digest.ask(name, ids, { after_id, until_id: last });
    if (reply === null) return null;
    const unknown = new Set([
      ...reply.unknown,
      ...(await deletedHere(name, reply.documents, documents, deps)),
    ]);
    const revisions = new Map(listed.map(({ id, _rev }) => [id, { _rev }]));
    let repaired = 0;
    for (const document of reply.documents)
      if (unsent.has(document.id)) continue;
      else if (await repair(name, document, unknown.has(document.id), revisions, deps)) repaired += 1;
    sum.checked += documents.length;
    sum.repaired += repaired;
    // More is missing here than one answer tells of: the same range once more.
    if (reply.has_more && repaired > 0) continue;
    if (last === null) return sum;
    after_id = last;
  }
}

/** Of what is missing here: what was deleted here, if the server has lost that deletion. */
async function deletedHere(
  name: Collection,
  sent: readonly Replicated[],
  standing: readonly { id: string }[],
  { database, digest }: AuditDeps,
): Promise<string[]> {
  const here = new Set(standing.map(({ id }) => id));
  const missing = sent.filter(({ id, _deleted }) => !here.has(id) && !_deleted).map(({ id }) => id);
  if (missing.length === 0) return [];
  const stored = await database.plain[name].storageInstance.findDocumentsById(missing, true);
  const deleted = stored.filter(({ id, write_id }) => write_id !== goneTombstone(name, id).write_id);
  if (deleted.length === 0) return [];
  const heads = deleted.map(({ id, write_id }) => ({ id, write_id }));
  return (await digest.ask(name, heads))?.unknown ?? [];
}

async function standingAfter(
  name: Collection,
  after: string | null,
  limit: number,
  { database }: AuditDeps,
): Promise<RxDocumentData<ConflictDocument>[]> {
  const { storageInstance } = database.plain[name];
  const query = prepareQuery<ConflictDocument>(storageInstance.schema, {
    selector: { _deleted: { $eq: false }, ...(after === null ? {} : { id: { $gt: after } }) } as never,
    sort: [{ id: 'asc' }],
    skip: 0,
    limit,
  });
  return (await storageInstance.query(query)).documents;
}

const isSame = (ours: ConflictDocument & { _deleted: boolean }, theirs: Replicated): boolean =>
  ours.write_id === theirs.write_id &&
  ours._deleted === Boolean(theirs._deleted) &&
  contentHash(ours) === contentHash(theirs);

async function repair(
  name: Collection,
  theirs: Replicated,
  unknown: boolean,
  listed: ReadonlyMap<string, { _rev: string }>,
  { database, mender, aside, isPending, userId }: AuditDeps,
): Promise<boolean> {
  const { id } = theirs;
  if (isPending(name, id)) return false;
  if (!isReadable(name, theirs)) {
    await aside.put(name, theirs);
    return false;
  }
  if (aside.has(name, id)) await aside.drop(name, id);
  const [stored] = await database.plain[name].storageInstance.findDocumentsById([id], true);
  if (stored && isSame(stored, theirs)) return false;
  const revision = listed.get(id)?._rev ?? (stored?._deleted === true ? stored._rev : null);
  const author = stored ? plainOf(stored)['created_by'] : undefined;
  const mine = author === undefined || author === null || author === userId;
  return unknown && mine ? mender.offer(name, theirs, revision) : mender.take(name, theirs, revision);
}
