// Keeps the outbox moving: a pass after every commit that queued a mail, and whenever a waiting mail is due.
import type { OpenDatabase } from '../db/open.ts';
import { errorFacts } from '../log.ts';
import { nextDueAt } from './claim.ts';
import { OUTBOX_CHANNEL } from './outbox.ts';
import { type SendDeps, sendDue } from './send-due.ts';

export interface MailWorker {
  /** Begins: listens for queued mails, and sends what waits from before. */
  start(): Promise<void>;
  /** Looks into the outbox now. Returns at once. */
  kick(): void;
  /** Resolves when no pass is under way and none is asked for. */
  idle(): Promise<void>;
  /** Takes nothing new; waits for attempts under way, at most `graceMs`, then breaks them off. */
  stop(graceMs?: number): Promise<void>;
}

/** Bounds of the pause between two looks: another server may have died holding a mail. */
const SHORTEST_MS = 200;
const LONGEST_MS = 30_000;

/** The worker of this server. Several servers on one database share the work and never send a mail twice. */
export function createMailWorker(deps: SendDeps & Pick<OpenDatabase, 'listen'>): MailWorker {
  const drain = new AbortController();
  const abort = new AbortController();
  const stop = { drain: drain.signal, abort: abort.signal };
  let asked = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let unlisten: (() => Promise<void>) | null = null;

  const kick = () => {
    if (stop.drain.aborted) return;
    asked = true;
    running ??= run().finally(() => {
      running = null;
      // A kick between the last look and this line must not be lost.
      if (asked) kick();
    });
  };

  async function run(): Promise<void> {
    clearTimeout(timer);
    while (asked && !stop.drain.aborted) {
      asked = false;
      await pass();
    }
  }

  async function pass(): Promise<void> {
    let pause = LONGEST_MS;
    try {
      await sendDue(deps, stop);
      pause = pauseUntil(await nextDueAt(deps.db), deps.clock.now());
    } catch (error) {
      deps.log.error('outbox_pass_failed', errorFacts(error));
    }
    clearTimeout(timer);
    if (!stop.drain.aborted) timer = setTimeout(kick, pause).unref();
  }

  return {
    start: async () => {
      unlisten = await deps.listen(OUTBOX_CHANNEL, kick);
      kick();
    },
    kick,
    idle: async () => {
      while (running) await running;
    },
    stop: async (graceMs = 5000) => {
      drain.abort();
      clearTimeout(timer);
      const patience = setTimeout(() => abort.abort(), graceMs);
      await running;
      clearTimeout(patience);
      await unlisten?.();
    },
  };
}

/** Milliseconds to wait for an instant (null: none is known). */
const pauseUntil = (at: string | null, now: string): number =>
  at === null ? LONGEST_MS : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Date.parse(at) - Date.parse(now)));
