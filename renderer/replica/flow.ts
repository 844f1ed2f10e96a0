// Holds the pull back until the database has written what it was given: RxDB asks for page after page, however far behind
// its writing is, and a first sync would have everything in memory at once.
import type { RxReplicationState } from 'rxdb/plugins/replication';
import type { ConflictDocument } from './conflicts.ts';
import type { PullCheckpoint } from './pull.ts';

export interface Flow {
  /** Resolves when another page may be asked for. `after` is the checkpoint with which it is asked for. */
  room(after: string): Promise<void>;
  /** A page goes to RxDB. */
  handed(token: string, documents: number): void;
  /** RxDB has written everything up to here. */
  persisted(token: string): void;
  /** Something has gone wrong: nothing is waited for any more. */
  release(): void;
}

const MOST_PAGES = 2;

/** A flow of at most two pages. */
export function createFlow(): Flow {
  let open: string[] = [];
  let last: string | null = null;
  let waiting: (() => void)[] = [];
  const wake = () => {
    const all = waiting;
    waiting = [];
    for (const go of all) go();
  };
  return {
    room: async (after) => {
      // RxDB begins a new pass only when all pages of the one before are written.
      if (open.length > 0 && open.at(-1) !== after) open = [];
      while (open.length >= MOST_PAGES) await new Promise<void>((resolve) => void waiting.push(resolve));
    },
    handed: (token, documents) => {
      // RxDB stores neither an empty page nor a checkpoint that it has already, so nothing would be heard of them.
      if (documents > 0 && token !== last && !open.includes(token)) open.push(token);
    },
    persisted: (token) => {
      last = token;
      const at = open.indexOf(token);
      if (at !== -1) open = open.slice(at + 1);
      wake();
    },
    release: () => {
      open = [];
      wake();
    },
  };
}

/** Tells the flow what a replication has written: its checkpoint is stored after the documents before it. */
export function followFlow(
  replication: RxReplicationState<ConflictDocument, PullCheckpoint>,
  flow: Flow,
): void {
  replication.metaInstance?.changeStream().subscribe(({ events }) => {
    for (const { documentData } of events) {
      const { itemId, checkpointData } = documentData as {
        itemId?: string;
        checkpointData?: { token?: unknown };
      };
      if (itemId === 'down' && typeof checkpointData?.token === 'string')
        flow.persisted(checkpointData.token);
    }
  });
}
