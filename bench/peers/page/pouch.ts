// PouchDB in the browser: both of its IndexedDB adapters, replicated with CouchDB's protocol.
import PouchDB from 'pouchdb';
import indexeddb from 'pouchdb-adapter-indexeddb';
import find from 'pouchdb-find';
import { freshInteraction, instant, timed } from './samples.ts';

PouchDB.plugin(find);
PouchDB.plugin(indexeddb);

const REMOTE = `${location.origin}/couch/documents`;
const REPLICATION = { batch_size: 1000, batches_limit: 5 };
const PAGE = 50;

export type PouchAdapter = 'idb' | 'indexeddb';

let database: PouchDB | null = null;
let heard: number[] = [];

function opened(): PouchDB {
  if (!database) throw new Error('no PouchDB is open');
  return database;
}

const settled = (replication: ReturnType<typeof PouchDB.replicate>): Promise<unknown> =>
  new Promise((resolve, reject) => {
    replication.on('complete', resolve).on('error', reject);
  });

export const pouchApi = {
  pouchOpen: async (adapter: PouchAdapter): Promise<void> => {
    database = new PouchDB(`pouch-${crypto.randomUUID()}`, { adapter });
    await database.info();
  },
  /** Milliseconds of a first replication of everything. */
  pouchFirstSync: async (): Promise<number> => {
    const start = performance.now();
    await settled(PouchDB.replicate(REMOTE, opened(), REPLICATION));
    return performance.now() - start;
  },
  pouchCount: async (): Promise<number> => (await opened().info()).doc_count,
  pouchPuts: async (count: number): Promise<number[]> =>
    timed(count, () => {
      const { id, fields } = freshInteraction();
      return opened().put({ _id: id, ...fields });
    }),
  /** Stores so many interactions, a few to each of the leads, and builds the index; answers with the leads. */
  pouchFill: async ({ leads, interactions }: { leads: number; interactions: number }): Promise<void> => {
    const documents: object[] = [];
    const store = async () => void (await opened().bulkDocs(documents.splice(0)));
    for (let at = 0; at < interactions; at += 1) {
      const { id, fields } = freshInteraction();
      documents.push({ _id: id, ...fields, lead_id: leadName(at % leads) });
      if (documents.length === 2000) await store();
    }
    await store();
    await opened().createIndex({ index: { fields: ['lead_id', 'occurred_at'] } });
    await query(0);
  },
  /** Milliseconds of each query for fifty interactions from a lead on. */
  pouchFindFifty: async ({ leads, count }: { leads: number; count: number }): Promise<number[]> =>
    timed(count, (at) => query((at * 7919) % leads)),
  /** Begins to follow the server live, both ways, and to note when documents of others arrive. */
  pouchLive: async (): Promise<void> => {
    heard = [];
    opened().sync(REMOTE, { live: true, retry: true });
    opened()
      .changes({ since: 'now', live: true, include_docs: true })
      .on('change', ({ doc }) => void heard.push(instant() - Number(doc['sent'])));
  },
  pouchHeard: async (): Promise<number[]> => heard,
  pouchSend: async (): Promise<void> => {
    const { id, fields } = freshInteraction();
    await opened().put({ _id: id, ...fields, sent: instant() });
  },
  /** Milliseconds until the server has everything that was written here. */
  pouchDrain: async (): Promise<number> => {
    const start = performance.now();
    await settled(PouchDB.replicate(opened(), REMOTE, REPLICATION));
    return performance.now() - start;
  },
};

const leadName = (at: number): string => `lead-${String(at).padStart(7, '0')}`;

async function query(at: number): Promise<void> {
  const selector = { lead_id: { $gte: leadName(at) } };
  const { docs } = await opened().find({ selector, sort: ['lead_id', 'occurred_at'], limit: PAGE });
  if (docs.length === 0) throw new Error('the query found nothing');
}
