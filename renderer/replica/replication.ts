// One replication per collection, all through the same gate and the same stream.

import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import { concatMap } from 'rxjs';
import { followsByRule } from '#domain/lead/follows-by-rule.ts';
import {
  COLLECTIONS,
  type Collection,
  isWritable,
  type WritableCollection,
} from '#domain/sync/collections.ts';
import type { Aside } from './aside.ts';
import type { Attempts } from './attempts.ts';
import type { Grievance } from './attention.ts';
import type { Claims } from './claims.ts';
import type { ReplicaDatabase } from './collections.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { Contact } from './contact.ts';
import { createFlow, followFlow } from './flow.ts';
import type { Incoming } from './incoming.ts';
import type { Journal } from './journal.ts';
import type { Pending } from './pending.ts';
import { createPull, type PullCheckpoint } from './pull.ts';
import { createPush, withoutMark } from './push.ts';
import { REPLICATION_ID } from './spared-memory.ts';
import { standingIds } from './standing-ids.ts';
import type { Stream, StreamItem } from './stream.ts';
import type { Verdicts } from './verdicts.ts';
import type { Wire } from './wire.ts';

export type Replication = RxReplicationState<ConflictDocument, PullCheckpoint>;

export interface ReplicationDeps {
  database: ReplicaDatabase;
  wire: Wire;
  contact: Contact;
  stream: Stream;
  verdicts: Verdicts;
  pending: Pending;
  incoming: Incoming;
  aside: Aside;
  journal: Journal;
  claims: Claims;
  complain(grievance: Grievance): Promise<void>;
  attempts: Attempts;
  pulled(count: number): void;
  /** The server has answered a push. */
  pushed(): void;
  /** Where RxDB's own errors are told; those of the network come by the gate. */
  report(message: string): void;
  sizes?: { push: number; pull: number };
}

const SIZES = { push: 100, pull: 500 };
// RxDB's own pause after a failure: the real one is the gate's, which all collections share.
const RETRY_MS = 200;

/** Starts the replication of every collection. Source of the settings: RxDB's replication protocol, and its faults. */
export function startReplications(deps: ReplicationDeps): Map<Collection, Replication> {
  return new Map(COLLECTIONS.map((name) => [name, startReplication(name, deps)]));
}

function startReplication(name: Collection, deps: ReplicationDeps): Replication {
  const { database, stream, report } = deps;
  const sizes = deps.sizes ?? SIZES;
  const flow = createFlow();
  let following = false;
  const pull = createPull(name, {
    ...{ ...deps, flow },
    standingIds: async () => {
      if (!isWritable(name)) return standingIds(database, name, []);
      await deps.pending.counted(name);
      return standingIds(database, name, deps.pending.ids(name));
    },
  });
  const state = replicateRxCollection<ConflictDocument, PullCheckpoint>({
    replicationIdentifier: REPLICATION_ID,
    collection: database.plain[name],
    live: true,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    retryTime: RETRY_MS,
    pull: {
      batchSize: sizes.pull,
      handler: (last, limit) => {
        // RxDB has opened its memory of the server by the time of the first pull, and not before.
        if (!following) followFlow(state, flow);
        following = true;
        return pull(last, limit);
      },
      stream$: stream.items(name).pipe(
        concatMap((item) => siftItem(name, item, deps)),
        // RxDB drops a RESYNC that waits behind documents. It takes up the second one instead, and where it has followed
        // the first one the second is older than that pull and asks for nothing.
        concatMap((item) => (item === 'RESYNC' ? [item, item] : [item])),
      ),
      modifier: withoutMark,
    },
    ...(isWritable(name) ? { push: { batchSize: sizes.push, handler: pushOf(name, deps) } } : {}),
  });
  state.error$.subscribe((error) => {
    const { writeError, direction } = factsOf(error);
    // Of a page that was not written nothing more would be heard.
    if (direction === undefined) flow.release();
    if (writeError || (error.code !== 'RC_PULL' && error.code !== 'RC_PUSH'))
      report(`${name}: ${writeError ? `not written (${writeError.status})` : error.message}`);
  });
  return state;
}

interface ErrorFacts {
  /** Which way the network failed; not with faults of the database. */
  direction?: string;
  writeError?: { status?: number };
}

// What RxDB passes on of a storage's own faults has none.
const factsOf = (error: { parameters?: object }): ErrorFacts => error.parameters ?? {};

/** Where it cannot be said what may be taken of it, the pull is to bring it. */
async function siftItem(
  name: Collection,
  item: StreamItem,
  { incoming, pulled }: ReplicationDeps,
): Promise<StreamItem> {
  if (item === 'RESYNC') return item;
  pulled(item.documents.length);
  try {
    return { ...item, documents: await incoming.sift(name, item.documents, false) };
  } catch {
    return 'RESYNC';
  }
}

function pushOf(name: WritableCollection, deps: ReplicationDeps) {
  const push = createPush(name, {
    ...deps,
    confirm: (collection, document) => {
      deps.pending.confirm(collection, document.id, document.write_id);
      deps.journal.confirm(collection, document);
      void deps.claims.drop(collection, document.id);
    },
    followsByRule: async (base, mine) => {
      const settings = await deps.database.collections.settings.findOne().exec();
      return settings !== null && followsByRule(base, mine, settings);
    },
  });
  return async (rows: Parameters<typeof push>[0]) => {
    const ids = rows.map(({ newDocumentState }) => newDocumentState.id);
    const contested = await deps.attempts.during(name, ids, () => push(rows));
    deps.pushed();
    return contested;
  };
}
