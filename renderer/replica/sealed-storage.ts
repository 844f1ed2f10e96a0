// A storage whose rows are sealed: of a document lie plainly on the disk its id, the fields of its indexes, and what the
// storage itself goes by (deleted or not, revision, time of the last write). All of it once more, and everything else, is in
// one sealed body, which is what counts when the row is read. What is found by other fields is opened first and then chosen.
import {
  getChangedDocumentsSince,
  getPrimaryFieldOfPrimaryKey,
  getQueryMatcher,
  getSortComparator,
  type PreparedQuery,
  type RxDocumentData,
  type RxStorage,
  type RxStorageChangeEvent,
  type RxStorageInstance,
} from 'rxdb';
import { map } from 'rxjs';
import { fromBase64, type Seal, toBase64 } from './seal.ts';

type Storage = RxStorage<unknown, unknown>;
type Instance = RxStorageInstance<Fields, unknown, unknown, unknown>;
type Fields = Record<string, unknown>;
type Document = RxDocumentData<Fields>;
type Rows = Parameters<Instance['bulkWrite']>[0];
type Change = RxStorageChangeEvent<Document>;
type Written = Awaited<ReturnType<Instance['bulkWrite']>>;

export interface SealedStorageDeps {
  seal: Seal;
  /** Remembers which tables have been gone through for rows of an older version, which were plain. */
  kept: Pick<globalThis.Storage, 'getItem' | 'setItem'>;
}

/** RxDB's own book of a database: names and schemas, nobody's work. */
const RX_INTERNAL = '_rxdb_internal';
const BODY = 'sealed';
/** Documents that are opened or sealed at a time: the page stays at hand in between. */
const AT_ONCE = 200;

/** The storage with everything sealed that it writes. Rows that are still plain are sealed as their table is opened. */
export function sealedStorage(storage: Storage, deps: SealedStorageDeps): Storage {
  const sealed: Pick<Storage, 'createStorageInstance'> = {
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      if (params.collectionName !== RX_INTERNAL) await sealInstance(instance as unknown as Instance, deps);
      return instance;
    },
  };
  return Object.assign(Object.create(storage), sealed);
}

async function sealInstance(instance: Instance, { seal, kept }: SealedStorageDeps): Promise<void> {
  const rows = createRows(instance, seal);
  const gone = `callbook:sealed:${instance.databaseName}:${instance.collectionName}:${instance.schema.version}`;
  if (kept.getItem(gone) === null) {
    await sealPlainRows(instance, rows);
    kept.setItem(gone, '1');
  }
  sealWrites(instance, rows);
  openReads(instance, rows);
}

type SealedRows = ReturnType<typeof createRows>;

function createRows({ collectionName, schema }: Instance, seal: Seal) {
  const id = String(getPrimaryFieldOfPrimaryKey(schema.primaryKey as never));
  const indexed = (schema.indexes ?? []).flatMap((index) =>
    typeof index === 'string' ? [index] : [...index],
  );
  const plain = new Set([id, ...indexed, '_deleted', '_meta.lwt', '_rev']);
  const fields = [...plain].filter((name) => !name.startsWith('_'));
  const [writer, reader] = [new TextEncoder(), new TextDecoder()];
  const place = (document: Document) => `${collectionName}/${String(document[id])}`;
  const headOf = (document: Document): Document => {
    const head: Fields = {};
    for (const name of fields) head[name] = document[name];
    const { _deleted, _rev } = document;
    return { ...head, _deleted, _rev, _attachments: {}, _meta: { lwt: document._meta.lwt } } as Document;
  };
  return {
    id,
    /** Whether a query goes by nothing but what lies plainly on the disk. */
    isPlain: ({ query }: PreparedQuery<Fields>): boolean =>
      fieldsOf(query.selector).every((name) => plain.has(name)) &&
      query.sort.every((part) => Object.keys(part).every((name) => plain.has(name))),
    isSealed: (document: Document): boolean => typeof document[BODY] === 'string',
    headOf,
    seal: async (document: Document): Promise<Document> => {
      const body = await seal.seal(place(document), writer.encode(JSON.stringify(document)));
      return Object.assign(headOf(document), { [BODY]: toBase64(body) });
    },
    open: async (document: Document): Promise<Document> => {
      const body = document[BODY];
      if (typeof body !== 'string') return document;
      const bytes = await seal.open(place(document), fromBase64(body));
      return JSON.parse(reader.decode(bytes)) as Document;
    },
  };
}

/** The fields that a selector names, at any depth. */
function fieldsOf(selector: unknown): string[] {
  if (Array.isArray(selector)) return selector.flatMap(fieldsOf);
  if (typeof selector !== 'object' || selector === null) return [];
  return Object.entries(selector).flatMap(([name, inner]) =>
    name.startsWith('$') ? fieldsOf(inner) : [name],
  );
}

async function inPieces<From, To>(all: readonly From[], work: (one: From) => Promise<To>): Promise<To[]> {
  const done: To[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE)
    done.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(work))));
  return done;
}

// Under the same revision and time: for the replication nothing has changed.
async function sealPlainRows(instance: Instance, rows: SealedRows): Promise<void> {
  let checkpoint: unknown;
  for (;;) {
    const page = await getChangedDocumentsSince(instance, AT_ONCE, checkpoint);
    if (page.documents.length === 0) return;
    checkpoint = page.checkpoint;
    const plain = page.documents.filter((document) => !rows.isSealed(document));
    if (plain.length === 0) continue;
    const sealed = await inPieces(plain, async (previous) => ({
      previous,
      document: await rows.seal(previous),
    }));
    const { error } = await instance.bulkWrite(sealed, 'callbook-seal');
    if (error.length > 0)
      throw new Error(`${error.length} rows of ${instance.collectionName} cannot be sealed`);
  }
}

function sealWrites(instance: Instance, rows: SealedRows): void {
  const bulkWrite = instance.bulkWrite.bind(instance);
  const changeStream = instance.changeStream.bind(instance);
  // The storage tells of a write with the very objects that it was given: what they stand for need not be opened again.
  const standsFor = new WeakMap<object, Document>();
  const sealRow = async ({ document, previous }: Rows[number]): Promise<Rows[number]> => {
    const sealed = await rows.seal(document as Document);
    standsFor.set(sealed, document as Document);
    if (previous === undefined) return { document: sealed };
    // Of the document before only the revision is compared.
    const head = rows.headOf(previous);
    standsFor.set(head, previous);
    return { document: sealed, previous: head };
  };
  const plainOf = <One extends object | undefined>(one: One): One =>
    (one === undefined || one === null ? one : (standsFor.get(one) ?? one)) as One;
  instance.bulkWrite = async (given, context): Promise<Written> => {
    const { error } = await bulkWrite(await inPieces(given, sealRow), context);
    return {
      error: await inPieces(error, async (one) => {
        const { document, previous } = one.writeRow;
        const writeRow = {
          document: plainOf(document),
          ...(previous ? { previous: plainOf(previous) } : {}),
        };
        const inDb = 'documentInDb' in one && one.documentInDb ? await rows.open(one.documentInDb) : null;
        return { ...one, writeRow, ...(inDb ? { documentInDb: inDb } : {}) } as typeof one;
      }),
    };
  };
  const eventOf = (event: Change): Change => ({
    ...event,
    documentData: plainOf(event.documentData),
    previousDocumentData: plainOf(event.previousDocumentData as Document),
  });
  instance.changeStream = () =>
    changeStream().pipe(map((bulk) => ({ ...bulk, events: bulk.events.map(eventOf) })));
}

function openReads(instance: Instance, rows: SealedRows): void {
  const find = instance.findDocumentsById.bind(instance);
  const query = instance.query.bind(instance);
  const count = instance.count.bind(instance);
  instance.findDocumentsById = async (ids, deleted) => inPieces(await find(ids, deleted), rows.open);
  instance.query = async (prepared) => {
    if (rows.isPlain(prepared))
      return { documents: await inPieces((await query(prepared)).documents, rows.open) };
    const all = await query(everythingOf(prepared));
    const opened = await inPieces(all.documents, rows.open);
    return { documents: chosen(instance, prepared, opened) };
  };
  instance.count = async (prepared) => {
    if (rows.isPlain(prepared)) return count(prepared);
    return { count: (await instance.query(prepared)).documents.length, mode: 'slow' };
  };
}

/** The range of the index that the query goes through, whole. */
function everythingOf({ query, queryPlan }: PreparedQuery<Fields>): PreparedQuery<Fields> {
  const { limit: _limit, ...rest } = query;
  return {
    query: { ...rest, skip: 0 },
    queryPlan: { ...queryPlan, selectorSatisfiedByIndex: true, sortSatisfiedByIndex: true },
  };
}

function chosen(
  { schema }: Instance,
  { query, queryPlan }: PreparedQuery<Fields>,
  documents: Document[],
): Document[] {
  const matches = getQueryMatcher(schema, query);
  const found = documents.filter((document) => matches(document));
  if (!queryPlan.sortSatisfiedByIndex) found.sort(getSortComparator(schema, query));
  return found.slice(query.skip, query.limit === undefined ? undefined : query.skip + query.limit);
}
