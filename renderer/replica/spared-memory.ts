// Spares the replication its second copy of every document. RxDB keeps beside each document what it believes the server to
// have; as long as nobody here has changed the document, the two are the same. So the server's documents are marked as such
// in the very write that stores them, and RxDB is shown a marked document as its own memory of it. The first change made
// here takes the document before it along, in the same write: on that it was made, and that is what its push says.
import {
  defaultHashSha256,
  META_INSTANCE_SCHEMA_TITLE,
  type RxDocumentData,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb';
import { isWritable, WRITABLE_COLLECTIONS } from '#domain/sync/collections.ts';
import { plainOf } from './journalled-storage.ts';
import { FROM_CONFLICT, isServersWrite } from './write-context.ts';

type Storage = RxStorage<unknown, unknown>;
type Instance = RxStorageInstance<unknown, unknown, unknown>;
type Rows = Parameters<Instance['bulkWrite']>[0];
type Stored = RxDocumentData<unknown> & { id: string; write_id: string };

/** What is added to RxDB's own facts of a document. */
interface Marks {
  lwt: number;
  /** The revision under which the server's state was written, and its write id; while it stands, nobody has changed it. */
  theirs?: { rev: string; write_id: string };
  /** The server's document on which what stands here was made. */
  base?: { write_id: string };
}

/** RxDB's memory of one document. */
interface Memory {
  id: string;
  isCheckpoint: string;
  itemId: string;
  docData: { write_id: string };
}

interface Spared {
  documents: Instance;
  /** By id: the write id of what has just been written for the server and need not be written twice. */
  fresh: Map<string, string>;
}

/** The one replication of every collection. */
export const REPLICATION_ID = 'callbook-server';
/** The revision of a memory that is not on the disk. */
const UNWRITTEN = '0-unwritten';
const SUFFIX = '|0';

/** The storage of one replica, sparing the memory of what is replicated in both directions. */
export function sparingMemory(storage: Storage): Storage {
  const spared = new Map<string, Spared>();
  const keyOf = (collection: string | undefined, version: number) => `${collection} ${version}`;
  const collectionOf = collectionsByMemory();
  const sparing: Pick<Storage, 'createStorageInstance'> = {
    createStorageInstance: async (params) => {
      const made = await storage.createStorageInstance(params);
      const instance = made as unknown as Instance;
      const { collectionName, schema } = params;
      if (isWritable(collectionName)) {
        // A migration opens the old version beside the new one.
        const documents = { documents: instance, fresh: new Map<string, string>() };
        spared.set(keyOf(collectionName, schema.version), documents);
        markServersDocuments(documents);
      } else if (schema.title === META_INSTANCE_SCHEMA_TITLE) {
        const of = spared.get(keyOf((await collectionOf).get(collectionName), schema.version));
        if (of) spareMemory(instance, of);
      }
      return made;
    },
  };
  return Object.assign(Object.create(storage), sparing);
}

/** Which collection's memory a storage of RxDB's is, by its name. */
async function collectionsByMemory(): Promise<Map<string, string>> {
  const named = WRITABLE_COLLECTIONS.map(async (name) => {
    const hash = await defaultHashSha256([name, REPLICATION_ID].join('-'));
    return [`rx-replication-meta-${hash}`, name] as const;
  });
  return new Map(await Promise.all(named));
}

function markServersDocuments({ documents, fresh }: Spared): void {
  const bulkWrite = documents.bulkWrite.bind(documents);
  documents.bulkWrite = async (rows, context) => {
    const servers = isServersWrite(context);
    for (const { document, previous } of rows as { document: Stored; previous?: Stored }[]) {
      // In an object of its own: RxDB gives all new documents of a write one and the same.
      const { base: _gone, ...marks } = marksOf(document);
      const theirs = { rev: document._rev, write_id: document.write_id };
      if (servers) document._meta = { ...marks, theirs };
      else if (previous) document._meta = { ...marks, ...baseOf(previous, document, context) };
    }
    const result = await bulkWrite(rows, context);
    if (servers) remember(rows, result.error, fresh);
    return result;
  };
}

function remember(rows: Rows, errors: readonly { documentId: string }[], fresh: Map<string, string>): void {
  const failed = new Set(errors.map(({ documentId }) => documentId));
  for (const { document } of rows as { document: Stored }[])
    if (!failed.has(document.id)) fresh.set(document.id, document.write_id);
}

const marksOf = (document: object): Marks => (document as { _meta: Marks })._meta;

// A document that has left takes everything along, also what was known of it before.
function baseOf(previous: Stored, document: Stored, context: string): Pick<Marks, 'base'> {
  const base = context === FROM_CONFLICT && document._deleted ? undefined : knownOf(previous);
  return base ? { base } : {};
}

/** What the server has of a stored document, as far as the document itself tells it. */
function knownOf(stored: Stored): Marks['base'] {
  const { theirs, base } = marksOf(stored);
  if (theirs?.rev !== stored._rev) return base;
  // The hook that gives a deletion its write id has already run on it, or the disk has damaged it.
  return { ...plainOf(stored), write_id: theirs.write_id };
}

function spareMemory(memory: Instance, { documents, fresh }: Spared): void {
  const find = memory.findDocumentsById.bind(memory);
  const bulkWrite = memory.bulkWrite.bind(memory);
  memory.findDocumentsById = async (ids, deleted) => {
    const found = await find(ids, deleted);
    const written = new Set((found as unknown as Memory[]).map(({ id }) => id));
    const missing = ids.filter((id) => id.endsWith(SUFFIX) && !written.has(id));
    if (missing.length === 0) return found;
    const itemIds = missing.map((id) => id.slice(0, -SUFFIX.length));
    const stored = (await documents.findDocumentsById(itemIds, true)) as Stored[];
    return [...found, ...stored.flatMap(memoryOf)] as typeof found;
  };
  memory.bulkWrite = async (rows, context) => {
    const toWrite = rows.flatMap((row) => {
      if (row.previous && row.previous._rev !== UNWRITTEN) return [row];
      const { itemId, docData } = row.document as unknown as Memory;
      const isFresh = docData !== undefined && fresh.get(itemId) === docData.write_id;
      if (isFresh) fresh.delete(itemId);
      return isFresh ? [] : [{ document: row.document }];
    });
    return toWrite.length === 0 ? { error: [] } : bulkWrite(toWrite, context);
  };
}

function memoryOf(stored: Stored): object[] {
  const docData = knownOf(stored);
  if (docData === undefined) return [];
  const [head, own] = [{ id: `${stored.id}${SUFFIX}`, itemId: stored.id, isCheckpoint: '0' }, UNWRITTEN];
  const meta = { lwt: marksOf(stored).lwt };
  return [{ ...head, docData, _deleted: false, _attachments: {}, _rev: own, _meta: meta }];
}
