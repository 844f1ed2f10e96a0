// Puts right what replica and server differ in, past the replication: it would drop a document whose local state it does not
// expect, and takes two documents of one write id for the same. Both of its sides are written, the document and what it
// believes the server to have, so that neither a push nor a stale belief is left behind.
import { getAssumedMasterState, getMetaWriteRow, now, type RxStorageInstanceReplicationState } from 'rxdb';
import { mergeThreeWay } from '#domain/merge/three-way.ts';
import { type Collection, isWritable } from '#domain/sync/collections.ts';
import type { Replicated } from '#domain/sync/messages.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import type { Grievance } from './attention.ts';
import type { Claims } from './claims.ts';
import type { ReplicaDatabase } from './collections.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { Journal } from './journal.ts';
import { plainOf } from './journalled-storage.ts';
import { withoutMark } from './push.ts';
import type { Replication } from './replication.ts';
import { OFFERED_AGAIN } from './write-context.ts';

export interface MenderDeps {
  database: ReplicaDatabase;
  replication(name: Collection): Replication | undefined;
  claims: Pick<Claims, 'put'>;
  journal: Pick<Journal, 'rebase'>;
  complain(grievance: Grievance): Promise<void>;
  /** Whether the document has a write that the server has not confirmed: it is left alone. */
  isPending(name: Collection, id: string): boolean;
}

export interface Mender {
  /** Lets the server's document stand here, unless ours is no longer at `revision` (null: not here). True where it does. */
  take(name: Collection, theirs: Replicated, revision: string | null): Promise<boolean>;
  /** Sends our document again, which the server has lost; `theirs` is what it has instead. */
  offer(name: Collection, theirs: Replicated, revision: string | null): Promise<boolean>;
  /** The same for who holds up the pull already, with a document that it has kept back from RxDB. */
  offerWithinPull(name: Collection, theirs: Replicated, revision: string | null): Promise<boolean>;
}

type State = RxStorageInstanceReplicationState<ConflictDocument>;

/** The mender of one replica. */
export function createMender(deps: MenderDeps): Mender {
  const stateOf = async (name: Collection): Promise<State | undefined> => {
    const replication = deps.replication(name);
    await replication?.startPromise;
    return replication?.internalReplicationState as State | undefined;
  };
  const storedAt = async (name: Collection, id: string, revision: string | null) => {
    const { storageInstance } = deps.database.plain[name];
    const [stored] = await storageInstance.findDocumentsById([id], true);
    const same = (stored?._rev ?? null) === revision && !deps.isPending(name, id);
    return { storageInstance, stored, same };
  };
  /** Runs while nothing is pushed: a push writes as well what the server is believed to have. */
  const betweenPushes = async (name: Collection, work: (state: State) => Promise<boolean>) => {
    const state = await stateOf(name);
    if (!state) return false;
    const queue = state.streamQueue;
    const turn = queue.up.then(() => !state.events.canceled.getValue() && work(state));
    queue.up = turn.catch(() => undefined);
    return turn;
  };
  /** Runs while nothing is pulled or pushed: a pulled document is not written where another has just been, and is forgotten. */
  const alone = async (name: Collection, work: (state: State) => Promise<boolean>) => {
    const queue = (await stateOf(name))?.streamQueue;
    if (!queue) return false;
    const turn = queue.down.then(() => betweenPushes(name, work));
    queue.down = turn.catch(() => undefined);
    return turn;
  };
  const put = async (state: State, name: Collection, theirs: Replicated, revision: string | null) => {
    const { storageInstance, stored, same } = await storedAt(name, theirs.id, revision);
    const plain = withoutMark(theirs);
    if (!same || (plain._deleted && (stored?._deleted ?? true))) return false;
    const hash = await state.input.hashFunction(state.input.identifier);
    const height = stored ? heightOf(stored._rev) + 1 : 1;
    const own = {
      _meta: { lwt: now(), o: { hash, _rev: height } },
      _rev: stored?._rev ?? '',
      _attachments: {},
    };
    const row = { document: { ...plain, ...own }, ...(stored ? { previous: stored } : {}) };
    const { error } = await storageInstance.bulkWrite([row], await state.downstreamBulkWriteFlag);
    if (error.length > 0) return false;
    await believe(state, plain);
    return true;
  };
  const offerTo = async (state: State, name: Collection, theirs: Replicated, revision: string | null) => {
    const { storageInstance, stored, same } = await storedAt(name, theirs.id, revision);
    if (!same || !stored || !isWritable(name)) return false;
    // Never confirmed under this write id: damaged here rather than lost there.
    const known = (await getAssumedMasterState(state, [stored.id]))[stored.id];
    const damaged = known !== undefined && known.docData['write_id'] !== stored.write_id;
    if (damaged || (theirs._deleted && !theirs.gone)) return put(state, name, theirs, revision);
    const mine = plainOf(stored);
    if (!theirs.gone && String(theirs['updated_at']) > String(mine['updated_at'])) {
      // Somebody has gone on from the older state that the server came back with, and nobody knows the one before.
      const { conflicts: fields } = mergeThreeWay(null, mine, theirs);
      const facts = { collection: name, kind: 'overwritten', reason: 'both_changed', base: null } as const;
      await deps.complain({ ...facts, mine, theirs: withoutMark(theirs), fields });
      return put(state, name, theirs, revision);
    }
    const base = theirs.gone ? null : withoutMark(theirs);
    await deps.claims.put(name, stored.id, base);
    deps.journal.rebase(name, stored.id, base);
    await believe(state, withoutMark(theirs.gone ? goneTombstone(name, stored.id) : theirs));
    const row = { document: { ...stored }, previous: stored };
    const { error } = await storageInstance.bulkWrite([row], OFFERED_AGAIN);
    return error.length === 0;
  };
  return {
    take: (name, theirs, revision) => alone(name, (state) => put(state, name, theirs, revision)),
    offer: (name, theirs, revision) => alone(name, (state) => offerTo(state, name, theirs, revision)),
    offerWithinPull: (name, theirs, revision) =>
      betweenPushes(name, (state) => offerTo(state, name, theirs, revision)),
  };
}

const heightOf = (revision: string): number => Number.parseInt(revision, 10) || 0;

/** What RxDB takes for the server's document from now on. Collections that are only read have no such memory. */
async function believe(state: State, document: ConflictDocument & { _deleted: boolean }): Promise<void> {
  if (state.skipStoringPullMeta) return;
  const known = (await getAssumedMasterState(state, [document.id]))[document.id];
  const row = await getMetaWriteRow(state, document, known?.metaDocument);
  const { error } = await state.input.metaInstance.bulkWrite([row], 'callbook-mend');
  if (error[0]) throw new Error(`the server's state was not kept: ${error[0].status} ${document.id}`);
}
