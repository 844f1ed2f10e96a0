// Opens the replica of one person on one server and puts its parts together: database, desk, sync, acts, live values.
import type { RxStorage } from 'rxdb';
import { removeRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { derivedId, type Ids } from '#domain/ids.ts';
import { defaultSettings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { once } from './acts/act-deps.ts';
import { createActs } from './acts/acts.ts';
import { type AttentionList, createAttentionList, type Grievance } from './attention.ts';
import { createAttention } from './attention-choices.ts';
import type { Trouble } from './classify-answer.ts';
import { openDatabase } from './collections.ts';
import { createConflictHandler } from './conflicts.ts';
import type { CorrectedClock } from './corrected-clock.ts';
import { openDesk } from './desk/desk.ts';
import type { DeskReady } from './desk-types.ts';
import { titleOf } from './document-title.ts';
import { createStatusKeeper } from './kept-status.ts';
import { createLeadDetail } from './lead-detail.ts';
import { createLive } from './live.ts';
import { followSettings, followUsers } from './live-documents.ts';
import type { Replica } from './replica-types.ts';
import { type Hold, holdReplica } from './single-user.ts';
import { startSync } from './sync.ts';
import { createVerdicts } from './verdicts.ts';
import { watchNetwork } from './watch-network.ts';
import type { Wire } from './wire.ts';

export interface ReplicaDeps {
  wire: Wire;
  clock: CorrectedClock;
  ids: Ids;
  /** The page's storage: offsets and the state of the sync. */
  kept: Storage;
  /** The session has ended, or this device may not be used any more. */
  onEnded(trouble: Trouble): void;
  /** Where a defect is told; without personal data. */
  report(message: string): void;
  /** Wakes from sleep; desktop only. Answers with its unsubscribe. */
  onResume?: (listener: () => void) => () => void;
  /** Default: IndexedDB by Dexie, written through to the disk. */
  storage?: RxStorage<unknown, unknown>;
  /** Documents of one request; default 100 and 500. */
  sizes?: { push: number; pull: number };
}

/** The person whose replica it is. */
export interface ReplicaUser extends Actor {
  time_zone: string;
}

/** The name of a replica: one per server and person, so that nobody sees another's. */
export const replicaName = (server: string, userId: string): string =>
  `callbook-${derivedId(`replica ${server} ${userId}`)}`;

/** Opens the replica; rejects where the storage of this device fails. */
export async function openReplica(user: ReplicaUser, server: string, deps: ReplicaDeps): Promise<Replica> {
  const name = replicaName(server, user.id);
  const hold = await holdReplica(name);
  try {
    return await openHeld(user, name, hold, deps);
  } catch (fault) {
    hold.release();
    throw fault;
  }
}

async function openHeld(user: ReplicaUser, name: string, hold: Hold, deps: ReplicaDeps): Promise<Replica> {
  const { clock, ids, report, wire } = deps;
  const storage = deps.storage ?? getRxStorageDexie({ chromeTransactionDurability: 'strict' });
  const verdicts = createVerdicts();
  const later: { list?: AttentionList } = {};
  const complain = async (grievance: Grievance) => later.list?.complain(grievance);
  const database = await openDatabase({
    name,
    storage,
    ids,
    clock,
    conflictHandlerOf: (collection) =>
      createConflictHandler(collection, { verdicts, ids, clock, report, complain }),
  });
  const { collections } = database;
  const keeper = createStatusKeeper(deps.kept, name);
  const list = createAttentionList({ stored: collections.attention, clock, titleOf });
  later.list = list;

  const settings = await followSettings(collections);
  const users = await followUsers(collections);
  const me = () => users.live.get().find(({ id }) => id === user.id) ?? user;
  const fallback = defaultSettings(clock.now(), ids.next());
  const rules = () => settings.live.get() ?? fallback;
  const ready = createLive<DeskReady>(keeper.read().first_sync ? 'loading' : 'ready');
  const desk = await openDesk({
    collections,
    clock,
    timeZone: () => me().time_zone,
    settings: { get: rules, subscribe: settings.live.subscribe },
    ready,
    report,
  });
  const sync = startSync({
    database,
    wire,
    clock,
    verdicts,
    attention: list,
    keeper,
    onEnded: deps.onEnded,
    report,
    ...(deps.sizes ? { sizes: deps.sizes } : {}),
  });
  void sync.firstPull.then(() => desk.settled()).then(() => ready.set('ready'));
  let zone = me().time_zone;
  const stopUsers = users.live.subscribe(() => {
    if (me().time_zone === zone) return;
    zone = me().time_zone;
    desk.lookAgain();
  });
  let offset = clock.offset();
  const stopStatus = sync.status.subscribe(() => {
    if (clock.offset() === offset) return;
    offset = clock.offset();
    desk.lookAgain();
  });
  const stopNetwork = watchNetwork({ sync, desk, ...(deps.onResume ? { onResume: deps.onResume } : {}) });

  const close = once(async () => {
    stopNetwork();
    stopUsers();
    stopStatus();
    sync.close();
    await desk.close();
    list.close();
    settings.close();
    users.close();
    await database.rx.close();
    hold.release();
  });
  return {
    user_id: user.id,
    desk,
    acts: createActs({
      collections,
      clock,
      ids,
      actor: () => ({ id: user.id, role: me().role }),
      settings: rules,
      desk,
    }),
    sync: { status: sync.status, now: sync.now, resume: sync.resume, unsent: sync.unsent },
    attention: createAttention({ list, database, ids, clock }),
    settings: settings.live,
    users: users.live,
    lead: (leadId) => createLeadDetail(collections, leadId),
    now: clock.now,
    close,
    wipe: async () => {
      await close();
      keeper.forget();
      await removeRxDatabase(name, storage, false);
    },
  };
}
