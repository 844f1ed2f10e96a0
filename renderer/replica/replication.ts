// One replication per collection, all through the same gate and the same stream.
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import { tap } from 'rxjs';
import {
  COLLECTIONS,
  type Collection,
  isWritable,
  type WritableCollection,
} from '#domain/sync/collections.ts';
import type { Attempts } from './attempts.ts';
import type { Grievance } from './attention.ts';
import type { ReplicaDatabase } from './collections.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { Contact } from './contact.ts';
import type { Pending } from './pending.ts';
import { createPull, type PullCheckpoint } from './pull.ts';
import { createPush, withoutMark } from './push.ts';
import { standingIds } from './standing-ids.ts';
import type { Stream } from './stream.ts';
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
  const state = replicateRxCollection<ConflictDocument, PullCheckpoint>({
    replicationIdentifier: 'callbook-server',
    collection: database.plain[name],
    live: true,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    retryTime: RETRY_MS,
    pull: {
      batchSize: sizes.pull,
      handler: createPull(name, {
        ...deps,
        standingIds: () => standingIds(database, name, isWritable(name) ? deps.pending.ids(name) : []),
      }),
      stream$: stream
        .items(name)
        .pipe(tap((item) => item !== 'RESYNC' && deps.pulled(item.documents.length))),
      modifier: withoutMark,
    },
    ...(isWritable(name) ? { push: { batchSize: sizes.push, handler: pushOf(name, deps) } } : {}),
  });
  state.error$.subscribe((error) => {
    if (error.code !== 'RC_PULL' && error.code !== 'RC_PUSH') report(`${name}: ${error.message}`);
  });
  return state;
}

function pushOf(name: WritableCollection, deps: ReplicationDeps) {
  const push = createPush(name, { ...deps, confirm: deps.pending.confirm });
  return async (rows: Parameters<typeof push>[0]) => {
    const ids = rows.map(({ newDocumentState }) => newDocumentState.id);
    const contested = await deps.attempts.during(name, ids, () => push(rows));
    deps.pushed();
    return contested;
  };
}
