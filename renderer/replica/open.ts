// Opens the replica of one person on one server and puts its parts together: database, desk, sync, acts, live values.
import type { RxStorage } from 'rxdb';
import { removeRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { derivedId, type Ids } from '#domain/ids.ts';
import { defaultSettings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { once } from './acts/act-deps.ts';
import { createActs } from './acts/acts.ts';
import { turnAgain, turnBack } from './acts/steps.ts';
import { openAside } from './aside.ts';
import { type AttentionList, createAttentionList, type Grievance } from './attention.ts';
import { createAttention } from './attention-choices.ts';
import { createAuditor } from './auditor.ts';
import { type Claims, openClaims } from './claims.ts';
import type { Trouble } from './classify-answer.ts';
import { openDatabase } from './collections.ts';
import { createConflictHandler } from './conflicts.ts';
import { createContents } from './contents.ts';
import type { CorrectedClock } from './corrected-clock.ts';
import { openDesk } from './desk/desk.ts';
import type { DeskReady } from './desk-types.ts';
import { titleOf } from './document-title.ts';
import { arrivalOf, askFirstCalls, type FirstToday, NOT_ASKED, watchFirstToday } from './first-today.ts';
import { createHistory, type RunningHistory } from './history/history.ts';
import { inTime } from './in-time.ts';
import { interactionsSince } from './interactions-since.ts';
import { createJournal, type JournalStore, NO_JOURNAL_STORE } from './journal.ts';
import { journalledStorage } from './journalled-storage.ts';
import { createStatusKeeper } from './kept-status.ts';
import { createLeadDetail } from './lead-detail.ts';
import { createLive } from './live.ts';
import { followSettings, followUsers, liveCustomers } from './live-documents.ts';
import { readingVersion } from './readable.ts';
import { replayJournal } from './replay-journal.ts';
import type { Replica } from './replica-types.ts';
import type { Seal } from './seal.ts';
import { sealedStorage } from './sealed-storage.ts';
import { createFinder, type SearchThread } from './search/finder.ts';
import { createSearchSource } from './search/search-source.ts';
import { type Hold, holdReplica } from './single-user.ts';
import { smallPuts } from './small-puts.ts';
import { sparingMemory } from './spared-memory.ts';
import { startSync } from './sync.ts';
import { createUnsentWork } from './unsent-work.ts';
import { createVainReads } from './vain-reads.ts';
import { createVerdicts } from './verdicts.ts';
import { watchNetwork } from './watch-network.ts';
import { isWhole, noteWhole } from './whole.ts';
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
  /** Keeps unconfirmed writes outside the page's storage; desktop only. */
  journal?: JournalStore;
  /** The device key's seal, under which everything is kept; desktop only. */
  seal?: Seal;
  /** Tells the device key from the ones before it: under each the replica is one of its own. */
  key_generation?: string;
  /** Milliseconds within which the database has to be open, a migration included; default five minutes. */
  open_within_ms?: number;
  /** Default: IndexedDB by Dexie, written through to the disk. */
  storage?: RxStorage<unknown, unknown>;
  /** Where notes are searched; default a worker of this page. */
  openSearchThread?: () => SearchThread;
  /** Documents of one request; default 100 and 500. */
  sizes?: { push: number; pull: number };
}

/** A migration of a hundred thousand documents takes a minute or two. */
const OPEN_WITHIN_MS = 300_000;

/** The person whose replica it is. */
export interface ReplicaUser extends Actor {
  time_zone: string;
}

/** The name of a replica: one per server and person, so that nobody sees another's, and per device key. */
export const replicaName = (server: string, userId: string, generation = ''): string =>
  `callbook-${derivedId(`replica ${server} ${userId}${generation && ` ${generation}`}`)}`;

/** Opens the replica; rejects where the storage of this device fails. */
export async function openReplica(user: ReplicaUser, server: string, deps: ReplicaDeps): Promise<Replica> {
  const name = replicaName(server, user.id, deps.key_generation);
  const hold = await holdReplica(name);
  try {
    return await openHeld(user, server, name, hold, deps);
  } catch (fault) {
    hold.release();
    throw fault;
  }
}

/** Who a person is in a file of unsent work. */
export const ownerUser = ({ id, ...more }: { id: string; email?: string; name?: string }) => ({
  id,
  email: more.email ?? '',
  name: more.name ?? '',
});

async function openHeld(
  user: ReplicaUser,
  server: string,
  name: string,
  hold: Hold,
  deps: ReplicaDeps,
): Promise<Replica> {
  const { clock, ids, report, wire } = deps;
  const keeper = createStatusKeeper(deps.kept, name);
  // The server works on its list while the database is being opened.
  const asked = keeper.read().first_sync ? askFirstCalls(wire) : undefined;
  const vainReads = createVainReads();
  const storage =
    deps.storage ??
    getRxStorageDexie({ chromeTransactionDurability: 'strict', addons: [vainReads.addon, smallPuts] });
  const sealed = deps.seal ? sealedStorage(storage, { seal: deps.seal, kept: deps.kept }) : storage;
  const verdicts = createVerdicts();
  const journal = createJournal({ name, store: deps.journal ?? NO_JOURNAL_STORE, report });
  const closing = new AbortController();
  const later: { list?: AttentionList; claims?: Claims } = {};
  const complain = async (grievance: Grievance) => {
    if (!later.list) throw new Error('the attention list is not open yet');
    await later.list.complain(grievance);
  };
  const opening = openDatabase({
    name,
    storage: journalledStorage(sparingMemory(sealed), { journal, verdicts }),
    ids,
    clock,
    conflictHandlerOf: (collection) =>
      createConflictHandler(collection, {
        ...{ verdicts, ids, clock, report, complain },
        claims: {
          of: (...place) => later.claims?.of(...place),
          drop: async (...place) => later.claims?.drop(...place),
        },
        rebase: journal.rebase,
        closing: closing.signal,
      }),
  });
  const database = await inTime(opening, deps.open_within_ms ?? OPEN_WITHIN_MS);
  const { collections } = database;
  const claims = await openClaims(collections);
  later.claims = claims;
  const leadNameOf = async (id: string) => (await collections.leads.findOne(id).exec())?.name || null;
  const list = createAttentionList({ stored: collections.attention, clock, titleOf, leadNameOf, journal });
  later.list = list;
  const isNew = (await collections.users.count().exec()) === 0;
  // Chromium may have thrown the database away; what the page's storage says of it is then of another one. It also writes
  // that storage to the disk some seconds late, so that a power cut may cost it what the database knows.
  if (isNew) keeper.forget();
  else if (await isWhole(collections.desk)) keeper.write({ ...keeper.read(), first_sync: false });
  const version = readingVersion();
  const aside = await openAside({ desk: collections.desk, version });
  // What cannot be replayed now stays in the journal for the next start; it is no reason to keep a person from his work.
  const replayed = await replayJournal({ database, journal, claims }).catch((fault: unknown) => {
    report(`write journal: not replayed: ${String(fault)}`);
    return 0;
  });
  if (replayed > 0) report(`${replayed} writes were made again from the journal`);

  const settings = await followSettings(collections);
  const users = await followUsers(collections);
  const me = () => users.live.get().find(({ id }) => id === user.id) ?? user;
  const fallback = defaultSettings(clock.now(), ids.next());
  const rules = () => settings.live.get() ?? fallback;
  const firstSync = keeper.read().first_sync;
  const ready = createLive<DeskReady>(firstSync ? 'loading' : 'ready');
  const firstToday = createLive<FirstToday | null>(firstSync ? NOT_ASKED : null);
  const desk = await openDesk({
    collections,
    clock,
    timeZone: () => me().time_zone,
    settings: { get: rules, subscribe: settings.live.subscribe },
    ready,
    first: firstToday,
    report,
  });
  const sync = startSync({
    database,
    wire,
    clock,
    verdicts,
    attention: list,
    journal,
    claims,
    aside,
    userId: user.id,
    keeper,
    onEnded: deps.onEnded,
    report,
    ...(deps.sizes ? { sizes: deps.sizes } : {}),
  });
  const unsentWork = createUnsentWork({
    ...{ database, claims, clock, wire: deps.wire, digest: sync.digest, complain: list.complain },
    ...{ pendingIds: sync.pendingIds, assumed: sync.assumed },
    owner: () => ({ server, user: ownerUser(me()) }),
  });
  const auditor = createAuditor({ audit: sync.audit, found: sync.audited, report });
  void sync.firstPull.then(async () => {
    if (firstSync) await noteWhole(collections.desk);
    vainReads.forget();
    if (aside.isOld(version)) await sync.retryAside();
    await auditor.now();
  });
  const first = firstSync
    ? watchFirstToday({
        ...{ wire, live: firstToday, sync, counted: sync.counted },
        // What an earlier run has left unsent, that early list does not know.
        ...(asked && isNew ? { asked } : {}),
      })
    : null;
  const complete = sync.firstPull.then(() => desk.settled());
  void complete.then(desk.workAhead).then(() => {
    ready.set('ready');
    first?.end();
  });
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

  const finder = createFinder({
    source: createSearchSource({ desk, interactions: collections.interactions }),
    ready,
    report,
    ...(deps.openSearchThread ? { openThread: deps.openSearchThread } : {}),
  });

  let history: RunningHistory | undefined;
  const close = once(async () => {
    history?.close();
    finder.close();
    first?.end();
    stopNetwork();
    stopUsers();
    stopStatus();
    closing.abort();
    auditor.close();
    sync.close();
    await desk.close();
    list.close();
    settings.close();
    users.close();
    await database.rx.close();
    hold.release();
  });
  const acts = createActs({
    collections,
    clock,
    ids,
    actor: () => ({ id: user.id, role: me().role, time_zone: me().time_zone }),
    settings: rules,
    desk,
    report,
    ...(firstSync ? { arrival: (id: string) => arrivalOf(collections.leads, id, complete) } : {}),
  });
  return {
    user_id: user.id,
    desk,
    finder,
    acts: first?.noticing(acts) ?? acts,
    sync: { status: sync.status, now: sync.now, resume: sync.resume, unsent: sync.unsent, ...unsentWork },
    attention: createAttention({ list, database, ids, clock }),
    settings: settings.live,
    users: users.live,
    history: () => {
      history ??= createHistory({ interactions: collections.interactions, report });
      return history;
    },
    lead: (leadId) => createLeadDetail(collections, leadId),
    customers: liveCustomers(collections),
    interactionsSince: (from) => interactionsSince({ collections, desk }, from, clock.now()),
    contents: createContents(database),
    turn: (steps, way) => (way === 'back' ? turnBack : turnAgain)({ collections, ids, clock }, steps),
    now: clock.now,
    close,
    wipe: async () => {
      await close();
      keeper.forget();
      await removeRxDatabase(name, storage, false);
      await journal.forget();
    },
  };
}
