// The desk: a projection of the replica kept in memory and on disk, from which Today, Leads, Accounts and the search
// answer at once. It opens from what it kept and then takes every change as it happens.
import type { Settings } from '#domain/settings/settings.ts';
import type { Clock } from '#domain/time.ts';
import type { ReplicaCollections } from '../collections.ts';
import type { AccountRow, Desk, DeskReady, DeskRow, LeadFilter, LeadSort, Today } from '../desk-types.ts';
import type { FirstToday } from '../first-today.ts';
import type { Live } from '../replica-types.ts';
import { type DeskChanges, followChanges } from './changes.ts';
import { createDuplicateFinder, createMergedInto } from './duplicates.ts';
import { createEntries, type DeskChange } from './entries.ts';
import { firstLists } from './first-lists.ts';
import { inSlices } from './in-slices.ts';
import { createDeskKeeper } from './keep.ts';
import { filterRows, sortRows } from './list.ts';
import { readLeadEvents } from './read-lead-events.ts';
import { createRowCache, type RowCache } from './row-cache.ts';
import { outlineRow, type Viewpoint, workRow } from './rows.ts';
import { createSearchIndex } from './search-index.ts';
import { todayLists } from './today-list.ts';

export interface DeskDeps {
  collections: ReplicaCollections;
  clock: Clock;
  /** The user's zone. */
  timeZone(): string;
  settings: Live<Settings>;
  /** Whether the first sync has brought all history. */
  ready: Live<DeskReady>;
  /** The server's Today, until that is the case. */
  first?: Live<FirstToday | null>;
  report(message: string): void;
  /** Milliseconds of quiet before the desk is written to disk; default 1.5 s. */
  keep_after_ms?: number;
}

export interface RunningDesk extends Desk {
  /** Works out all rows, a few at a time, so that the first list of them holds nobody up. */
  workAhead(): Promise<void>;
  /** Looks at the clock again: after a sleep, a change of zone, or a correction of the clock. */
  lookAgain(): void;
  /** Writes what is not on disk yet. */
  keep(): Promise<void>;
  /** Hears of every batch of changes once it is taken in. Answers with how to stop it. */
  follow(listener: (changes: readonly DeskChange[]) => void): () => void;
  close(): Promise<void>;
}

const KEEP_AFTER_MS = 1_500;
// A first sync touches every shard again and again: what is not kept then is only read once more.
const KEEP_AFTER_WHILE_LOADING_MS = 15_000;
// The longest sleep of a timer that has to notice a changed clock, and the shortest between two ticks.
const LONGEST_TICK_MS = 60 * 60_000;
const SHORTEST_TICK_MS = 250;
const INDEXED_AT_ONCE = 200;
const BY_NAME: LeadSort = { by: 'name' };

/** Opens the desk from what is kept, catches up with what was written since, and follows every change from then on. */
export async function openDesk(deps: DeskDeps): Promise<RunningDesk> {
  const { collections, clock, settings, ready } = deps;
  const entries = createEntries({ readEvents: (leadId) => readLeadEvents(collections, leadId) });
  const rows = createRowCache({ entries, work: workRow });
  const outlines = createRowCache({ entries, work: outlineRow });
  const search = createSearchIndex();
  const unindexed = new Set<string>();
  const keeper = createDeskKeeper(collections);
  const listeners = new Set<() => void>();
  const followers = new Set<Parameters<RunningDesk['follow']>[0]>();
  let version = 1;
  let told = false;
  let tick: ReturnType<typeof setTimeout> | undefined;
  let keeping: ReturnType<typeof setTimeout> | undefined;
  let flushing: Promise<void> = Promise.resolve();
  let indexing: number | undefined;
  let answers = new Map<string, unknown>();

  const viewpoint = (at: { now?: string; time_zone?: string } = {}): Viewpoint => ({
    now: at.now ?? clock.now(),
    time_zone: at.time_zone ?? deps.timeZone(),
    settings: settings.get(),
  });
  // Many changes of one moment wake the screens once.
  const changed = () => {
    version += 1;
    answers = new Map();
    if (told) return;
    told = true;
    queueMicrotask(() => {
      told = false;
      for (const listener of [...listeners]) listener();
    });
  };
  const forget = (leadIds: Iterable<string> | null) => {
    rows.forget(leadIds);
    outlines.forget(leadIds);
  };
  const lookAgain = () => {
    forget(null);
    changed();
  };
  const planTick = (looked: Pick<RowCache<never>, 'nextChange'> = rows) => {
    clearTimeout(tick);
    const next = looked.nextChange();
    if (next === null) return;
    const wait = Date.parse(next) - Date.parse(clock.now()) + 1;
    tick = setTimeout(changed, Math.min(LONGEST_TICK_MS, Math.max(SHORTEST_TICK_MS, wait)));
  };
  const flush = async () => {
    if (keeper.isDirty()) await keeper.flush(entries.all(), changes.positions());
  };
  // One after the other: two at once would write the same shards.
  const keep = () => {
    clearTimeout(keeping);
    keeping = undefined;
    flushing = flushing.then(flush, flush);
    return flushing;
  };
  const keepSoon = () => {
    keeping ??= setTimeout(
      () => {
        keep().catch((fault: unknown) => deps.report(`the desk: ${String(fault)}`));
      },
      deps.keep_after_ms ?? (ready.get() === 'loading' ? KEEP_AFTER_WHILE_LOADING_MS : KEEP_AFTER_MS),
    );
  };
  /** The same answer until the version changes: what React's external stores ask for. */
  const once = <T>(key: string, make: () => T): T => {
    if (!answers.has(key)) answers.set(key, make());
    return answers.get(key) as T;
  };
  const index = (most = Number.POSITIVE_INFINITY) => {
    let left = most;
    for (const leadId of unindexed) {
      if (left-- <= 0) return;
      unindexed.delete(leadId);
      const entry = entries.get(leadId);
      if (entry) search.put(entry);
      else search.remove(leadId);
    }
  };
  // Ready before the first search asks for it, a little at a time while nothing else happens.
  const indexSoon = () => {
    indexing ??= requestIdleCallback(() => {
      indexing = undefined;
      index(INDEXED_AT_ONCE);
      if (unindexed.size > 0) indexSoon();
    });
  };

  const kept = await keeper.load();
  for (const entry of kept.entries) {
    entries.put(entry);
    unindexed.add(entry.lead_id);
  }
  indexSoon();
  const changes: DeskChanges = followChanges({
    collections,
    from: kept.positions,
    report: deps.report,
    take: async (batch) => {
      const touched = await entries.apply(batch, clock.now());
      forget(touched);
      keeper.touch(touched);
      for (const leadId of touched) unindexed.add(leadId);
      indexSoon();
      for (const follower of [...followers]) follower(batch);
      changed();
      keepSoon();
    },
  });
  // A desk that was kept is a moment behind and is waited for. So is one that is built anew, where no first sync is under
  // way: half filled, it would call for people who were spoken to. During a first sync the server's list stands instead.
  let built = kept.entries.length > 0;
  const filled = changes.caughtUp().then(() => {
    built = true;
    changed();
  });
  const workAhead = () => inSlices([...entries.all()], ({ lead_id }) => void rows.one(lead_id, viewpoint()));
  if (built || ready.get() === 'ready') await filled.then(workAhead);
  const readiness = (): DeskReady => (built ? ready.get() : 'loading');
  const stops = [settings.subscribe(lookAgain), ready.subscribe(changed)];
  if (deps.first) stops.push(deps.first.subscribe(changed));

  const today = (at?: { now?: string; time_zone?: string }): Today =>
    at ? todayAt(viewpoint(at)) : once('today', () => todayAt(viewpoint()));
  const todayAt = (view: Viewpoint): Today => {
    const first = readiness() === 'loading' ? (deps.first?.get() ?? null) : null;
    const lists = first ? firstLists(first, outlines.all(view), view) : todayLists(rows.all(view), view);
    planTick(first ? outlines : rows);
    return { ...lists, ready: readiness(), at: view.now, time_zone: view.time_zone };
  };
  const list = (filter: LeadFilter = {}, sort: LeadSort = BY_NAME): readonly DeskRow[] =>
    once(`list ${JSON.stringify([filter, sort])}`, () => {
      const found = filterRows(rows.all(viewpoint()), filter);
      planTick();
      const text = filter.text?.trim();
      if (!text) return sortRows(found, sort);
      index();
      const ids = search.ids(text);
      return sortRows(found, sort).filter(({ lead_id }) => ids.has(lead_id));
    });

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    version: () => version,
    ready: readiness,
    today,
    row: (leadId, at) =>
      at
        ? (rows.one(leadId, viewpoint(at))?.row ?? null)
        : once(`row ${leadId}`, () => rows.one(leadId, viewpoint())?.row ?? null),
    list,
    accounts: () =>
      once('accounts', () => {
        const worked = rows.all(viewpoint());
        planTick();
        return worked
          .flatMap(({ row, account, trade }): AccountRow[] =>
            account && trade ? [{ ...row, account, trade }] : [],
          )
          .sort(weakestFirst);
      }),
    search: (text, limit = 20) => {
      index();
      return search.find(text, limit);
    },
    likelyDuplicates: createDuplicateFinder(entries),
    mergedInto: createMergedInto(entries),
    facets: () => once('facets', () => facetsOf(list())),
    settled: () => changes.settled(),
    workAhead,
    lookAgain,
    keep,
    follow: (listener) => {
      followers.add(listener);
      return () => void followers.delete(listener);
    },
    close: async () => {
      clearTimeout(tick);
      if (indexing !== undefined) cancelIdleCallback(indexing);
      changes.close();
      for (const stop of stops) stop();
      await changes.settled();
      await keep();
    },
  };
}

const weakestFirst = (a: AccountRow, b: AccountRow): number =>
  (a.account.score ?? 101) - (b.account.score ?? 101) ||
  (a.lead.name < b.lead.name ? -1 : a.lead.name > b.lead.name ? 1 : a.lead_id < b.lead_id ? -1 : 1);

function facetsOf(rows: readonly DeskRow[]) {
  const values = (of: (row: DeskRow) => readonly (string | null)[]) =>
    [...new Set(rows.flatMap((row) => of(row).filter((value) => value !== null)))].sort();
  return {
    tags: values(({ lead }) => lead.tags),
    cities: values(({ lead }) => [lead.city]),
    sources: values(({ lead }) => [lead.source]),
    states: values(({ lead }) => [lead.state]),
  };
}
