// A storage that writes nothing of its own before the journal has it. What the replication writes is the server's and goes
// straight through, as does what a migration copies; where it puts the server's state in place of a write from here, the
// journal lets that write go.
import type { RxStorage, RxStorageInstance } from 'rxdb';
import { isWritable } from '#domain/sync/collections.ts';
import type { Journal, Kept, LocalWrite } from './journal.ts';
import type { Verdicts } from './verdicts.ts';
import { FROM_CONFLICT, FROM_MIGRATION, isServersWrite } from './write-context.ts';

type Storage = RxStorage<unknown, unknown>;
type Instance = RxStorageInstance<unknown, unknown, unknown>;
type Rows = Parameters<Instance['bulkWrite']>[0];

/** The storage with the journal before it. `verdicts` say which documents are the server's. */
export function journalledStorage(
  storage: Storage,
  deps: { journal: Journal; verdicts: Pick<Verdicts, 'isStanding'> },
): Storage {
  const journalled: Pick<Storage, 'createStorageInstance'> = {
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      if (isWritable(params.collectionName))
        writeThroughJournal(instance as unknown as Instance, params.collectionName, deps);
      return instance;
    },
  };
  return Object.assign(Object.create(storage), journalled);
}

function writeThroughJournal(
  instance: Instance,
  collection: string,
  { journal, verdicts }: { journal: Journal; verdicts: Pick<Verdicts, 'isStanding'> },
): void {
  const bulkWrite = instance.bulkWrite.bind(instance);
  const write: Instance['bulkWrite'] = async (rows, context) => {
    if (isServersWrite(context) || context === FROM_MIGRATION) return bulkWrite(rows, context);
    const all = await withTruePrevious(instance, rows.map(writeOf));
    const theirs = (write: LocalWrite) =>
      context === FROM_CONFLICT && verdicts.isStanding(write.document.write_id);
    const mine = all.filter((write) => !theirs(write));
    await journal.before(collection, mine);
    const result = await bulkWrite(rows, context).catch((fault: unknown) => {
      journal.after(collection, mine, new Set(mine.map(({ document }) => document.id)));
      throw fault;
    });
    const failed = new Set(result.error.map(({ documentId }) => documentId));
    journal.after(collection, mine, failed);
    for (const { document } of all.filter(theirs))
      if (!failed.has(document.id)) journal.drop(collection, document.id);
    return result;
  };
  // RxDB has given each write its time by now, and pushes what is later than the last time that it has seen: a write that
  // waited for the journal while another one passed it would never be sent.
  let last: Promise<unknown> = Promise.resolve();
  instance.bulkWrite = (rows, context) => {
    const turn = last.then(() => write(rows, context));
    last = turn.catch(() => undefined);
    return turn;
  };
}

const writeOf = ({ document, previous }: Rows[number]): LocalWrite => ({
  document: plainOf(document),
  previous: previous ? plainOf(previous) : null,
});

// The hook that gives a deletion its write id runs on the very object that RxDB then calls the one before.
async function withTruePrevious(instance: Instance, writes: LocalWrite[]): Promise<LocalWrite[]> {
  const untrue = writes.filter(({ document, previous }) => previous?.write_id === document.write_id);
  if (untrue.length === 0) return writes;
  const ids = untrue.map(({ document }) => document.id);
  const stored = (await instance.findDocumentsById(ids, true)).map(plainOf);
  const before = new Map(stored.map((document) => [document.id, document]));
  return writes.map((write) =>
    untrue.includes(write) ? { ...write, previous: before.get(write.document.id) ?? null } : write,
  );
}

/** A stored document without what the database adds to it. */
export function plainOf(document: object): Kept {
  const { _meta, _rev, _attachments, ...plain } = document as Kept & Record<string, unknown>;
  return plain as Kept;
}
