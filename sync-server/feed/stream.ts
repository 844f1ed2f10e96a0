// The live side of the feed: each open stream follows its scopes from where it began and is woken by commits, of this
// process or another.
import { STREAM_HEARTBEAT_SECONDS } from '#domain/sync/messages.ts';
import { type Actor, scopeOf, WORKSPACE_SCOPE } from '#domain/sync/scope.ts';
import type { Database } from '../db/database.ts';
import type { OpenDatabase } from '../db/open.ts';
import { doneTogether, thisMoment } from '../together.ts';
import { createChanges } from './changes.ts';
import { feedNow } from './feed-now.ts';
import { FEED_CHANNEL } from './feed-rows.ts';

/** What a stream writes to its reader. */
export interface StreamSink {
  /** The JSON of a StreamMessage. */
  message(text: string): Promise<void>;
  /** Something may have been missed: pull everything anew from the kept checkpoints. */
  resync(): Promise<void>;
  /** A sign of life. */
  heartbeat(): Promise<void>;
}

/** Who reads a stream. */
export interface Reader {
  actor: Actor;
  /** Asked at each wake-up; a reader who may no longer read as this actor is cut off. */
  mayRead(): Promise<boolean>;
}

export interface Streams {
  /** Follows the reader's scopes until `signal` aborts; resolves then. Rejects when the sink or the database fails. */
  follow(reader: Reader, sink: StreamSink, signal: AbortSignal): Promise<void>;
}

export interface StreamsDeps {
  db: Database;
  listen: OpenDatabase['listen'];
  /** Ends every stream. */
  stopping: AbortSignal;
}

/** Listens to commits once for all open streams. */
export async function createStreams(deps: StreamsDeps): Promise<Streams> {
  const wakers = new Set<{ scopes: string[]; wake(): void }>();
  // How often the connection that hears of commits was lost and had again.
  let losses = 0;
  await deps.listen(FEED_CHANNEL, (payload) => {
    const changed = new Set(payload.split(','));
    if (payload === '') losses += 1;
    const all = payload === '' || payload === '*';
    for (const waker of wakers) if (all || waker.scopes.some((scope) => changed.has(scope))) waker.wake();
  });

  async function follow({ actor, mayRead }: Reader, sink: StreamSink, signal: AbortSignal): Promise<void> {
    const scopes = [scopeOf(actor, 'leads'), WORKSPACE_SCOPE];
    const stop = AbortSignal.any([signal, deps.stopping]);
    const bell = createBell(stop);
    const waker = { scopes, wake: bell.ring };
    wakers.add(waker);
    try {
      let from = await startOf();
      // What was committed between the reader's last pull and now is fetched by a pull of its own.
      await sink.resync();
      while (!stop.aborted) {
        const rung = await bell.wait(STREAM_HEARTBEAT_SECONDS * 1000);
        if (stop.aborted || !(await mayRead())) return;
        const now = await startOf();
        if (now.epoch !== from.epoch || now.losses !== from.losses) {
          from = now;
          await sink.resync();
        } else if (rung) from = { ...from, seq: await sendChanges(scopes, from, sink) };
        else await sink.heartbeat();
      }
    } finally {
      wakers.delete(waker);
    }
  }

  const readStart = async (): Promise<Start> => {
    const before = losses;
    const { epoch, newest } = await feedNow(deps.db, WORKSPACE_SCOPE, 'users');
    return { epoch, losses: before, seq: newest };
  };
  const startTogether = doneTogether(
    async (asking: readonly null[]) => {
      const start = await readStart();
      return asking.map(() => start);
    },
    Number.POSITIVE_INFINITY,
    thisMoment,
  );
  const startOf = () => startTogether(null);
  const changesOf = createChanges(deps.db);

  async function sendChanges(scopes: string[], from: Start, sink: StreamSink): Promise<number> {
    let { seq } = from;
    for (;;) {
      const changes = await changesOf({ scopes, epoch: from.epoch, seq });
      for (const message of changes.messages) await sink.message(message);
      seq = changes.seq;
      if (!changes.more) return seq;
    }
  }

  return { follow };
}

/** From where a stream tells: what was before, its reader fetches. */
interface Start {
  epoch: string;
  losses: number;
  seq: number;
}

interface Bell {
  ring(): void;
  /** True when rung since the last wait, at once or within `milliseconds`; false after them, or at the end. */
  wait(milliseconds: number): Promise<boolean>;
}

function createBell(stop: AbortSignal): Bell {
  let rung = false;
  let wake: (() => void) | null = null;
  const ring = () => {
    rung = true;
    wake?.();
  };
  stop.addEventListener('abort', () => wake?.(), { once: true });
  return {
    ring,
    wait: async (milliseconds) => {
      if (!rung && !stop.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = null;
      const was = rung;
      rung = false;
      return was;
    },
  };
}
