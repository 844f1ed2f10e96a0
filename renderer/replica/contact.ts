// The one gate before the server: every request waits here while the server is out of reach or has told us to stop, so
// that eight collections and a stream back off together and come back together.
import type { Trouble } from './classify-answer.ts';
import { passes } from './classify-answer.ts';

export interface Contact {
  /** Resolves when a request may be made. Never, after `close`. */
  admission(): Promise<void>;
  /** Says how a request went; null: well. */
  report(trouble: Trouble | null): void;
  /** Something has changed for the better (network, resume, a click): tries at once. */
  wake(): void;
  /** After a sign-in or an update: forgets what told us to stop. */
  resume(): void;
  trouble(): Trouble | null;
  /** The pause that is being waited out, in milliseconds from its beginning; the same object until it is another. */
  pause(): { readonly ms: number } | null;
  /** Whether any request has been answered well in this run. */
  reached(): boolean;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** Milliseconds of the first and the longest pause. */
export interface Pauses {
  first_ms: number;
  longest_ms: number;
}

const PAUSES: Pauses = { first_ms: 500, longest_ms: 30_000 };

/** Deps: pauses, and a source of chance in [0, 1) that spreads the clients of a restarted server. */
export function createContact(deps: { pauses?: Pauses; random?: () => number } = {}): Contact {
  const { first_ms, longest_ms } = deps.pauses ?? PAUSES;
  const random = deps.random ?? Math.random;
  const listeners = new Set<() => void>();
  let trouble: Trouble | null = null;
  let failures = 0;
  let reached = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause: { ms: number } | null = null;
  let waiting: (() => void)[] = [];
  let shut = false;
  let closed = false;

  const letIn = () => {
    clearTimeout(timer);
    timer = undefined;
    pause = null;
    shut = false;
    const all = waiting;
    waiting = [];
    for (const go of all) go();
  };
  const tell = (next: Trouble | null, pausedAnew = false) => {
    const other = next?.kind !== trouble?.kind || next?.detail !== trouble?.detail;
    const changed = other || pausedAnew || (!reached && !next);
    trouble = next;
    if (next === null) reached = true;
    if (changed) for (const listener of listeners) listener();
  };
  const pauseOf = (current: Trouble): number => {
    const asked = current.kind === 'strange' ? (current.retry_after_ms ?? 0) : 0;
    const grown = Math.min(longest_ms, first_ms * 2 ** Math.min(failures - 1, 16));
    return Math.max(asked, grown * (0.5 + random()));
  };

  return {
    admission: () =>
      shut || closed ? new Promise<void>((resolve) => void waiting.push(resolve)) : Promise.resolve(),
    report: (next) => {
      if (closed || next?.kind === 'resync') return;
      if (next === null) {
        // A late success of a request from before must not reopen what the server has closed.
        if (trouble && !passes(trouble)) return;
        failures = 0;
        tell(null);
        letIn();
        return;
      }
      if (trouble && !passes(trouble)) return;
      if (!passes(next)) {
        clearTimeout(timer);
        timer = undefined;
        pause = null;
        shut = true;
        tell(next);
      } else if (timer === undefined) {
        failures += 1;
        shut = true;
        pause = { ms: pauseOf(next) };
        timer = setTimeout(letIn, pause.ms);
        tell(next, true);
      } else tell(next);
    },
    wake: () => {
      if (closed || (trouble && !passes(trouble))) return;
      failures = 0;
      letIn();
    },
    resume: () => {
      if (closed) return;
      failures = 0;
      if (trouble && !passes(trouble)) tell({ kind: 'offline', detail: '' });
      letIn();
    },
    trouble: () => trouble,
    pause: () => pause,
    reached: () => reached,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      waiting = [];
    },
  };
}
