// The sync of one replica: replications, stream, gate and pending writes, watched together and told as one status.
import { getAssumedMasterState } from 'rxdb';
import {
  COLLECTIONS,
  type Collection,
  isWritable,
  WRITABLE_COLLECTIONS,
  type WritableCollection,
} from '#domain/sync/collections.ts';
import { type Clock, instantOf } from '#domain/time.ts';
import type { Aside } from './aside.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import type { AttentionList } from './attention.ts';
import type { Audited } from './audit.ts';
import type { Claims } from './claims.ts';
import type { Trouble } from './classify-answer.ts';
import type { ReplicaDatabase } from './collections.ts';
import { type Comparison, createComparison } from './comparison.ts';
import { type Contact, createContact, type Pauses } from './contact.ts';
import type { CorrectedClock } from './corrected-clock.ts';
import type { Journal, Kept } from './journal.ts';
import type { StatusKeeper } from './kept-status.ts';
import { createPending } from './pending.ts';
import type { Sync, Unsent } from './replica-types.ts';
import { type Replication, startReplications } from './replication.ts';
import { createStream } from './stream.ts';
import { createStatusStore, syncStateOf, updateStatus } from './sync-status.ts';
import type { Verdicts } from './verdicts.ts';
import type { Wire } from './wire.ts';

export interface SyncDeps {
  database: ReplicaDatabase;
  wire: Wire;
  clock: CorrectedClock;
  verdicts: Verdicts;
  attention: AttentionList;
  journal: Journal;
  claims: Claims;
  aside: Aside;
  /** Who works here. */
  userId: string;
  keeper: StatusKeeper;
  /** The session has ended, or this device or program is no longer taken; called once per such answer. */
  onEnded(trouble: Trouble): void;
  report(message: string): void;
  pauses?: Pauses;
  silence_ms?: number;
  sizes?: { push: number; pull: number; audit?: number };
  idle?(): Promise<void>;
}

export interface RunningSync
  extends Omit<Sync, 'exportUnsent' | 'importUnsent' | 'offerUnsent'>,
    Omit<Comparison, 'incoming'> {
  /** Resolves when every collection has been pulled once in this run. */
  firstPull: Promise<void>;
  /** Resolves when it is known what an earlier run has left unsent. */
  counted: Promise<unknown>;
  /** The network has gone, or come back, or the machine has woken up. */
  /** Has the findings of a comparison shown. */
  audited(result: Audited): void;
  pendingIds(collection: WritableCollection): string[];
  assumed(collection: WritableCollection, ids: readonly string[]): Promise<Map<string, Kept>>;
  networkLost(): void;
  networkBack(): void;
  close(): void;
}

const ENDINGS: readonly Trouble['kind'][] = ['signed_out', 'inactive', 'revoked'];

/** Starts the sync. What was left unsent by an earlier run is counted before `firstPull` resolves. */
export function startSync(deps: SyncDeps): RunningSync {
  const { database, keeper, clock, attention, wire, aside } = deps;
  const contact = createContact(deps.pauses ? { pauses: deps.pauses } : {});
  const stream = createStream({
    wire,
    contact,
    ...(deps.silence_ms === undefined ? {} : { silence_ms: deps.silence_ms }),
  });
  const pending = createPending({ database, collections: WRITABLE_COLLECTIONS, verdicts: deps.verdicts });
  const status = createStatusStore(keeper.read());
  const attempts = createAttempts();
  const nextAttempt = createNextAttempt(contact, clock);
  const active = new Set<Collection>();
  let firstSync = status.getState().first_sync;
  let allCounted = false;

  const tell = () => {
    const trouble = contact.trouble();
    const before = status.getState();
    const facts = {
      trouble,
      reached: contact.reached(),
      streaming: stream.isOpen(),
      // What an earlier run has left is not known before it is counted.
      active: active.size > 0 || !allCounted,
      first_sync: firstSync,
      pending: pending.count(),
    };
    const state = syncStateOf(facts);
    const out = state !== 'synced' && state !== 'syncing' && state !== 'starting';
    updateStatus(status, {
      state,
      pending: facts.pending,
      pending_by_collection: pending.byCollection(),
      attention: attention.entries.get().length,
      first_sync: firstSync,
      detail: trouble?.detail || null,
      waiting_since: out ? (before.waiting_since ?? clock.now()) : null,
      clock_offset_ms: clock.offset(),
      unreadable: aside.count(),
      next_attempt_at: out ? nextAttempt() : null,
      ...(state === 'synced' && before.state !== 'synced' ? { last_synced_at: clock.now() } : {}),
    });
    if (status.getState().last_synced_at !== before.last_synced_at || before.first_sync !== firstSync)
      keeper.write(status.getState());
  };

  let replications = new Map<Collection, Replication>();
  const comparison = createComparison(deps, {
    ...{ contact, pending },
    replication: (name) => replications.get(name),
    heldBack: (name, count) => {
      updateStatus(status, { held_back: status.getState().held_back + count });
      deps.report(`${name}: ${count} removals that the server does not stand by were not made`);
    },
  });
  replications = startReplications({
    ...deps,
    incoming: comparison.incoming,
    contact,
    stream,
    pending,
    attempts,
    complain: attention.complain,
    pulled: (count) =>
      updateStatus(status, { pulled: status.getState().pulled + count, last_pulled_at: clock.now() }),
    pushed: () => updateStatus(status, { last_pushed_at: clock.now() }),
  });
  for (const [name, replication] of replications)
    replication.active$.subscribe((busy) => {
      if (busy) active.add(name);
      else active.delete(name);
      tell();
    });
  const found = WRITABLE_COLLECTIONS.map((name) => {
    const replication = replications.get(name);
    return replication ? pending.find(name, replication) : undefined;
  });
  const allFound = Promise.all(found).then(() => {
    allCounted = true;
    tell();
  });
  const stops = [
    contact.subscribe(() => {
      const trouble = contact.trouble();
      if (trouble && ENDINGS.includes(trouble.kind)) deps.onEnded(trouble);
      tell();
    }),
    stream.subscribe(tell),
    pending.subscribe(tell),
    attention.entries.subscribe(tell),
    aside.subscribe(tell),
  ];
  const firstPull = allPulled(replications, allFound).then(() => {
    firstSync = false;
    tell();
  });
  stream.start();

  return {
    status,
    counted: allFound,
    firstPull,
    now: () => {
      contact.wake();
      stream.resync();
      comparison.retryAside().catch((fault: unknown) => deps.report(`unreadable records: ${String(fault)}`));
    },
    resume: () => contact.resume(),
    networkLost: () => {
      contact.report({ kind: 'offline', detail: 'This device has no network.' });
      // An answer that was on its way still says that all is well. What is true is found by opening the stream anew.
      stream.reconnect();
    },
    networkBack: () => {
      contact.wake();
      stream.reconnect();
    },
    unsent: () => unsentOf(database, pending.ids, attempts, contact.trouble() === null),
    audit: comparison.audit,
    audited: ({ repaired }) => {
      updateStatus(status, { audited_at: clock.now(), repaired: status.getState().repaired + repaired });
      keeper.write(status.getState());
    },
    retryAside: comparison.retryAside,
    digest: comparison.digest,
    pendingIds: pending.ids,
    assumed: (name, ids) => assumedOf(replications.get(name), ids),
    close: () => {
      contact.close();
      stream.close();
      pending.close();
      for (const stop of stops) stop();
    },
  };
}

async function assumedOf(replication: Replication | undefined, ids: readonly string[]) {
  await replication?.startPromise;
  const state = replication?.internalReplicationState;
  const known = state ? await getAssumedMasterState(state, [...ids]) : {};
  return new Map(Object.entries(known).map(([id, { docData }]) => [id, docData as Kept]));
}

/** When the gate opens again; worked out once per pause, so that looking at it does not change it. */
function createNextAttempt(contact: Pick<Contact, 'pause'>, clock: Clock): () => string | null {
  let seen: ReturnType<Contact['pause']> = null;
  let at: string | null = null;
  return () => {
    const pause = contact.pause();
    if (pause !== seen) at = pause && instantOf(Date.parse(clock.now()) + pause.ms);
    seen = pause;
    return at;
  };
}

async function allPulled(replications: Map<Collection, Replication>, found: Promise<void>): Promise<void> {
  await Promise.all([...replications.values()].map((replication) => replication.awaitInitialReplication()));
  await found;
}

async function unsentOf(
  database: ReplicaDatabase,
  ids: (name: (typeof WRITABLE_COLLECTIONS)[number]) => string[],
  attempts: Attempts,
  reached: boolean,
): Promise<Unsent[]> {
  const lists = COLLECTIONS.filter(isWritable).map(async (collection) => {
    const documents = await database.plain[collection].storageInstance.findDocumentsById(
      ids(collection),
      true,
    );
    return documents.map(({ _meta, _rev, _attachments, ...document }) => {
      const { sending, failed } = attempts.of(collection, document.id);
      return { collection, document, sending: sending && reached, failed };
    });
  });
  const written = (entry: { document: Record<string, unknown> }) => String(entry.document['updated_at']);
  return (await Promise.all(lists)).flat().sort((a, b) => (written(a) < written(b) ? 1 : -1));
}
