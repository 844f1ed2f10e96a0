// Which documents were written here and are not confirmed by the server. Followed write by write while the program runs,
// and found again after a restart by comparing the replica with what the replication knows of the server.
import { getAssumedMasterState, getChangedDocumentsSince, getLastCheckpointDoc } from 'rxdb';
import type { RxReplicationState } from 'rxdb/plugins/replication';
import type { WritableCollection } from '#domain/sync/collections.ts';
import type { ReplicaDatabase } from './collections.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { PullCheckpoint } from './pull.ts';
import type { Verdicts } from './verdicts.ts';
import { FROM_CONFLICT, isServersWrite } from './write-context.ts';

export interface Pending {
  /** Finds what an earlier run has left. To be awaited once per collection, when its replication has started. */
  find(collection: WritableCollection, replication: Replication): Promise<void>;
  /** Resolves when what an earlier run has left in this collection is known. */
  counted(collection: WritableCollection): Promise<void>;
  /** The server has stored this write. */
  confirm(collection: WritableCollection, id: string, writeId: string): void;
  count(): number;
  byCollection(): Partial<Record<WritableCollection, number>>;
  ids(collection: WritableCollection): string[];
  has(collection: WritableCollection, id: string): boolean;
  subscribe(listener: () => void): () => void;
  close(): void;
}

type Replication = Pick<
  RxReplicationState<ConflictDocument, PullCheckpoint>,
  'startPromise' | 'internalReplicationState'
>;

const PAGE = 500;

/** Deps: the open database, the collections that are pushed, and what the server has said. */
export function createPending(deps: {
  database: ReplicaDatabase;
  collections: readonly WritableCollection[];
  verdicts: Verdicts;
}): Pending {
  const { database, collections, verdicts } = deps;
  const listeners = new Set<() => void>();
  const unconfirmed = new Map(collections.map((name) => [name, new Map<string, string>()]));
  const confirmed = new Set<string>();
  let closed = false;
  // What has been written since the start is followed by its events; only what was not is to be found, once.
  const followed = new Map(collections.map((name) => [name, new Set<string>()]));
  const of = (name: WritableCollection) => unconfirmed.get(name) ?? new Map<string, string>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const note = (name: WritableCollection, id: string, writeId: string, clean: boolean) => {
    if (!clean) of(name).set(id, writeId);
    else if (!of(name).delete(id)) return;
    changed();
  };

  const subscriptions = collections.map((name) =>
    database.plain[name].storageInstance.changeStream().subscribe(({ events, context }) => {
      for (const { documentData } of events) {
        const { id, write_id } = documentData;
        followed.get(name)?.add(id);
        const settled = context === FROM_CONFLICT && verdicts.isStanding(write_id);
        note(name, id, write_id, settled || isServersWrite(context));
      }
    }),
  );

  const counting = new Map(collections.map((name) => [name, createGate()]));
  const find = async (name: WritableCollection, replication: Replication): Promise<void> => {
    await replication.startPromise;
    const state = replication.internalReplicationState;
    if (!state || closed) return;
    let checkpoint: unknown = await getLastCheckpointDoc(state, 'up');
    while (!closed) {
      const page = await getChangedDocumentsSince(database.plain[name].storageInstance, PAGE, checkpoint);
      if (page.documents.length === 0) return;
      checkpoint = page.checkpoint;
      const ids = page.documents.map(({ id }) => id);
      if (closed) return;
      const known = await getAssumedMasterState(state, ids);
      for (const { id, write_id, _deleted } of page.documents) {
        const server = known[id]?.docData;
        const same = server?.write_id === write_id && Boolean(server._deleted) === _deleted;
        if (!same && !confirmed.has(write_id) && !followed.get(name)?.has(id))
          note(name, id, write_id, false);
      }
    }
  };
  return {
    find: async (name, replication) => {
      await find(name, replication);
      followed.delete(name);
      counting.get(name)?.open();
    },
    counted: async (name) => counting.get(name)?.opened,
    confirm: (name, id, writeId) => {
      confirmed.add(writeId);
      if (of(name).get(id) === writeId) note(name, id, writeId, true);
    },
    count: () => [...unconfirmed.values()].reduce((sum, ids) => sum + ids.size, 0),
    byCollection: () =>
      Object.fromEntries(collections.flatMap((name) => (of(name).size ? [[name, of(name).size]] : []))),
    ids: (name) => [...of(name).keys()],
    has: (name, id) => of(name).has(id),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      closed = true;
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}

function createGate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
