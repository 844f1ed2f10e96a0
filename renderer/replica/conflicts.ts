// What becomes of a write that meets a newer one: both survive where they touch different fields; where they touch the
// same, the server's stands and the person's goes to the attention list. It never throws: RxDB would lose the write.
import type { RxConflictHandler, RxConflictHandlerInput, WithDeleted } from 'rxdb';
import type { Ids } from '#domain/ids.ts';
import { type Fields, type Merged, mergeThreeWay } from '#domain/merge/three-way.ts';
import type { WritableCollection } from '#domain/sync/collections.ts';
import type { Clock } from '#domain/time.ts';
import type { Grievance } from './attention.ts';
import { type Claims, wholeBase } from './claims.ts';
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
  /** On what a write was made where RxDB does not know it. */
  claims?: Pick<Claims, 'of' | 'drop'>;
  /** The write that comes of the conflict is made on top of this document. */
  rebase?(collection: WritableCollection, id: string, theirs: ConflictDocument): void;
  /** Milliseconds of a steady clock. */
  ticks?: () => number;
  /** Milliseconds until a full disk is tried again, at first. */
  retry_ms?: number;
  /** The database is being closed: RxDB writes nothing of what is answered from now on. */
  closing?: AbortSignal;
}

const MOST_CONFLICTS = 5;
const WITHIN_MS = 10_000;
const RETRY_MS = 1_000;
const LONGEST_MS = 30_000;

type Input = RxConflictHandlerInput<ConflictDocument>;

/** The conflict handler of one collection. */
export function createConflictHandler(
  collection: WritableCollection,
  given: ConflictDeps,
): ReplicaConflictHandler {
  const tooOften = createCounter(given.ticks ?? (() => performance.now()));
  const deps = { ...given, complain: keepsTrying(collection, given) };
  return {
    isEqual: (a, b) => a.write_id === b.write_id && Boolean(a._deleted) === Boolean(b._deleted),
    resolve: async (given) => {
      const input = withKnownBase(collection, given, deps);
      const theirs = input.realMasterState;
      const answer = await settle(collection, input, tooOften(theirs.id), deps).catch(
        async (fault: unknown) => {
          deps.report(`conflict in ${collection}: ${String(fault)}`);
          await deps.complain({ ...grievanceOf(collection, input), kind: 'refused', reason: 'defect' });
          return theirs;
        },
      );
      if (answer !== theirs) deps.rebase?.(collection, theirs.id, theirs);
      // From here on RxDB knows what the server has.
      await deps.claims?.drop(collection, theirs.id).catch((fault: unknown) => deps.report(String(fault)));
      return answer;
    },
  };
}

// RxDB goes on as soon as it has its answer, and then forgets the write. So on a full disk it has to wait.
function keepsTrying(collection: WritableCollection, { complain, report, retry_ms, closing }: ConflictDeps) {
  return async (grievance: Grievance): Promise<void> => {
    for (let pause = retry_ms ?? RETRY_MS; ; pause = Math.min(2 * pause, LONGEST_MS)) {
      try {
        return await complain(grievance);
      } catch (fault) {
        report(`attention list in ${collection}: ${String(fault)}`);
      }
      if (closing?.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        closing?.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
      if (closing?.aborted) return;
    }
  };
}

function withKnownBase(collection: WritableCollection, input: Input, { claims }: ConflictDeps): Input {
  const claim = claims?.of(collection, input.realMasterState.id);
  if (!claim) return input;
  const { assumedMasterState, ...rest } = input;
  const base = wholeBase(claim.base);
  return base ? { ...rest, assumedMasterState: { ...base, _deleted: base._deleted ?? false } } : rest;
}

const grievanceOf = (
  collection: WritableCollection,
  { newDocumentState: mine, realMasterState: theirs, assumedMasterState: base }: Input,
) => ({ collection, mine, theirs, base: base ?? null });

async function settle(
  collection: WritableCollection,
  input: Input,
  looping: boolean,
  deps: ConflictDeps,
): Promise<Contested> {
  const { newDocumentState: mine, realMasterState: theirs, assumedMasterState: base } = input;
  const { verdicts } = deps;
  if (verdicts.isRefused(mine.write_id) || verdicts.isAbsorbed(mine.write_id)) return theirs;
  if (mine.write_id === theirs.write_id || (mine._deleted && theirs._deleted)) return theirs;
  const grievance = grievanceOf(collection, input);
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
