// The gate for what the server sends before RxDB gets it: what this program cannot read is kept aside, a removal of very
// many documents is asked about first, and what a restored server has forgotten is sent to it again instead of being undone.
import type { Collection } from '#domain/sync/collections.ts';
import type { Replicated } from '#domain/sync/messages.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import type { Aside } from './aside.ts';
import type { ReplicaDatabase } from './collections.ts';
import type { DigestClient } from './digest.ts';
import type { Mender } from './mender.ts';
import { isReadable } from './readable.ts';

export interface Incoming {
  /** What of these may be handed to RxDB. `anew`: in a pass from the beginning, in which older states come as well. */
  sift(name: Collection, documents: readonly Replicated[], anew: boolean): Promise<Replicated[]>;
  /** Tombstones for those of these ids that have really left, of documents that a whole pass has not met. */
  left(name: Collection, unmet: readonly string[]): Promise<Replicated[]>;
}

export interface IncomingDeps {
  database: ReplicaDatabase;
  digest: Pick<DigestClient, 'ask'>;
  mender: Pick<Mender, 'offerWithinPull'>;
  aside: Aside;
  isPending(name: Collection, id: string): boolean;
  /** Resolves when it is known what an earlier run has left unsent: before, nothing may be taken for settled. */
  counted(name: Collection): Promise<void>;
  /** So many documents were to be removed, and the server does not stand by it. */
  heldBack(name: Collection, count: number): void;
  /** Milliseconds of a steady clock. */
  ticks?: () => number;
}

/** Removals of more than this many, and of more than this share of a collection, are asked about. */
const MANY = 50;
const SHARE = 0.2;
/** Removals that follow each other so closely count together. */
const WINDOW_MS = 60_000;

type Stored = { id: string; write_id: string; _deleted: boolean; _rev: string };

/** The gate of one replica. */
export function createIncoming(deps: IncomingDeps): Incoming {
  const tooMany = createBrake(deps);
  const storedOf = async (name: Collection, ids: readonly string[]) => {
    const found = await deps.database.plain[name].storageInstance.findDocumentsById([...ids], true);
    return new Map<string, Stored>(found.map((document) => [document.id, document]));
  };

  const readable = async (name: Collection, documents: readonly Replicated[]) => {
    const fit: Replicated[] = [];
    for (const document of documents) {
      if (!isReadable(name, document)) await deps.aside.put(name, document);
      else {
        fit.push(document);
        if (deps.aside.has(name, document.id)) await deps.aside.drop(name, document.id);
      }
    }
    return fit;
  };

  const withoutUnconfirmed = async (name: Collection, documents: Replicated[]) => {
    const removed = documents.filter(({ _deleted }) => _deleted).map(({ id }) => id);
    if (removed.length === 0) return documents;
    await deps.counted(name);
    const stored = await storedOf(name, removed);
    const standing = [...stored.values()].filter((one) => !one._deleted && !deps.isPending(name, one.id));
    if (!(await tooMany(name, standing.length))) return documents;
    const confirmed = await confirmedOf(name, standing, deps);
    const held = new Set(standing.filter(({ id }) => !confirmed.has(id)).map(({ id }) => id));
    if (held.size > 0) deps.heldBack(name, held.size);
    return documents.filter(({ id }) => !held.has(id));
  };

  /** Leaves out what the server has only because it was set back: what stands here is newer, and is sent again. */
  const withoutSetBack = async (name: Collection, documents: Replicated[]) => {
    await deps.counted(name);
    const stored = await storedOf(
      name,
      documents.map(({ id }) => id),
    );
    const differing = documents.flatMap((document) => {
      const here = stored.get(document.id);
      const same = !here || here.write_id === document.write_id || isGone(name, here);
      return same || deps.isPending(name, document.id) ? [] : [here];
    });
    const unknown = await unknownOf(name, differing, deps);
    const offered = new Set<string>();
    for (const document of documents)
      if (unknown.has(document.id)) {
        await deps.mender.offerWithinPull(name, document, stored.get(document.id)?._rev ?? null);
        offered.add(document.id);
      }
    return documents.filter(({ id }) => !offered.has(id));
  };

  return {
    sift: async (name, documents, anew) => {
      const fit = await withoutUnconfirmed(name, await readable(name, documents));
      return anew ? withoutSetBack(name, fit) : fit;
    },
    left: async (name, unmet) => {
      if (unmet.length === 0) return [];
      await deps.counted(name);
      const stored = await storedOf(name, unmet);
      const standing = [...stored.values()].filter((one) => !one._deleted && !deps.isPending(name, one.id));
      const reply = await deps.digest.ask(name, standing.map(headOf));
      if (reply === null) {
        // A server that knows no digest cannot be asked: few are believed to have left, many are not.
        if (!(await tooMany(name, standing.length))) return standing.map(({ id }) => goneTombstone(name, id));
        deps.heldBack(name, standing.length);
        return [];
      }
      const unknown = new Set(reply.unknown);
      const left = reply.documents.filter(({ id, _deleted }) => _deleted && !unknown.has(id));
      for (const document of reply.documents)
        if (unknown.has(document.id))
          await deps.mender.offerWithinPull(name, document, stored.get(document.id)?._rev ?? null);
      return left;
    },
  };
}

const headOf = ({ id, write_id }: Stored) => ({ id, write_id });
const isGone = (name: Collection, { id, write_id }: Stored) => write_id === goneTombstone(name, id).write_id;

async function confirmedOf(name: Collection, standing: readonly Stored[], { digest }: IncomingDeps) {
  const reply = await digest.ask(name, standing.map(headOf));
  const removed = reply?.documents.filter(({ _deleted }) => _deleted) ?? [];
  return new Set(removed.map(({ id }) => id));
}

async function unknownOf(name: Collection, differing: readonly Stored[], { digest }: IncomingDeps) {
  if (differing.length === 0) return new Set<string>();
  return new Set((await digest.ask(name, differing.map(headOf)))?.unknown);
}

function createBrake({ database, ticks = () => performance.now() }: IncomingDeps) {
  const windows = new Map<Collection, { since: number; removed: number; standing: number | null }>();
  return async (name: Collection, more: number): Promise<boolean> => {
    const now = ticks();
    const open = windows.get(name);
    const window =
      open && now - open.since < WINDOW_MS
        ? open
        : { since: now, removed: 0, standing: null as number | null };
    windows.set(name, window);
    window.removed += more;
    if (window.removed <= MANY) return false;
    window.standing ??= await database.plain[name].count().exec();
    return window.removed > Math.max(MANY, SHARE * window.standing);
  };
}
