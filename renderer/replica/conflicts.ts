// What becomes of a write that meets a newer one: both survive where they touch different fields; where they touch the
// same, the server's stands and the person's goes to the attention list. It never throws: RxDB would lose the write.
import type { RxConflictHandler, RxConflictHandlerInput, WithDeleted } from 'rxdb';
import type { Ids } from '#domain/ids.ts';
import { type Fields, type Merged, mergeThreeWay } from '#domain/merge/three-way.ts';
import type { WritableCollection } from '#domain/sync/collections.ts';
import type { Clock } from '#domain/time.ts';
import type { Grievance } from './attention.ts';
import type { Verdicts } from './verdicts.ts';

/** A document in conflict: its head, and fields that the merge compares without knowing them. */
export interface ConflictDocument extends Fields {
  id: string;
  write_id: string;
  created_at?: unknown;
}
export type ReplicaConflictHandler = RxConflictHandler<ConflictDocument>;
type Contested = WithDeleted<ConflictDocument>;

export interface ConflictDeps {
  verdicts: Verdicts;
  /** Keeps what would be lost; resolves once it is on disk. */
  complain(grievance: Grievance): Promise<void>;
  /** Where a defect of our own is told. */
  report(message: string): void;
  ids: Ids;
  clock: Clock;
  /** Milliseconds of a steady clock. */
  ticks?: () => number;
}

const MOST_CONFLICTS = 5;
const WITHIN_MS = 10_000;

/** The conflict handler of one collection. */
export function createConflictHandler(
  collection: WritableCollection,
  deps: ConflictDeps,
): ReplicaConflictHandler {
  const tooOften = createCounter(deps.ticks ?? (() => performance.now()));
  return {
    isEqual: (a, b) => a.write_id === b.write_id && Boolean(a._deleted) === Boolean(b._deleted),
    resolve: async (input) => {
      const theirs = input.realMasterState;
      try {
        return await settle(collection, input, tooOften(theirs.id), deps);
      } catch (fault) {
        deps.report(`conflict in ${collection}: ${String(fault)}`);
        await keepDefect(collection, input, deps);
        return theirs;
      }
    },
  };
}

async function settle(
  collection: WritableCollection,
  input: RxConflictHandlerInput<ConflictDocument>,
  looping: boolean,
  deps: ConflictDeps,
): Promise<Contested> {
  const { newDocumentState: mine, realMasterState: theirs, assumedMasterState: base } = input;
  const { verdicts } = deps;
  if (verdicts.isRefused(mine.write_id) || verdicts.isAbsorbed(mine.write_id)) return theirs;
  if (mine.write_id === theirs.write_id || (mine._deleted && theirs._deleted)) return theirs;
  const grievance = { collection, mine, theirs, base: base ?? null };
  if (theirs._deleted) return lose({ ...grievance, kind: 'refused', reason: 'deleted_elsewhere' });
  if (looping) return lose({ ...grievance, kind: 'refused', reason: 'keeps_conflicting' });
  // The other's change is newer knowledge than my wish to delete: it stays, and I may delete it again.
  if (mine._deleted) return lose({ ...grievance, kind: 'overwritten', reason: 'both_changed' });
  const merged = mergeThreeWay(base ?? null, mine, theirs);
  if (merged.conflicts.length > 0)
    await deps.complain({
      ...grievance,
      kind: 'overwritten',
      reason: 'both_changed',
      fields: merged.conflicts,
    });
  return merged.changed.length === 0 ? theirs : asNewWrite(merged, theirs, deps);

  async function lose(all: Grievance): Promise<Contested> {
    await deps.complain(all);
    return theirs;
  }
}

const asNewWrite = (merged: Merged, theirs: Contested, { ids, clock }: ConflictDeps): Contested => ({
  ...merged.fields,
  id: theirs.id,
  write_id: ids.next(),
  created_at: theirs.created_at,
  updated_at: clock.now(),
  _deleted: false,
});

// Two faults in a row: the write is lost to the list, and at least said so.
async function keepDefect(
  collection: WritableCollection,
  {
    newDocumentState: mine,
    realMasterState: theirs,
    assumedMasterState,
  }: RxConflictHandlerInput<ConflictDocument>,
  deps: ConflictDeps,
): Promise<void> {
  const base = assumedMasterState ?? null;
  try {
    await deps.complain({ collection, kind: 'refused', mine, theirs, base, reason: 'defect' });
  } catch (fault) {
    deps.report(`attention list in ${collection}: ${String(fault)}`);
  }
}

/** Whether a document has met more than five conflicts within ten seconds: a server that never agrees. */
function createCounter(ticks: () => number): (id: string) => boolean {
  const seen = new Map<string, number[]>();
  return (id) => {
    const now = ticks();
    const recent = [...(seen.get(id) ?? []).filter((at) => now - at < WITHIN_MS), now];
    seen.set(id, recent);
    if (seen.size > 1_000) seen.clear();
    return recent.length > MOST_CONFLICTS;
  };
}
