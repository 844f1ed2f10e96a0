// When the replica is compared with the server: once the first sync of a run is over, and every day that the app stays open.
import type { Audited } from './audit.ts';
import { Unanswered } from './digest.ts';

const DAY_MS = 86_400_000;
const LOOK_MS = 600_000;
const IDLE_WITHIN_MS = 5_000;

export interface Auditor {
  /** Compares now; the one that is under way counts. */
  now(): Promise<void>;
  close(): void;
}

/** Deps: the comparison, what it has found, where a failed one is told, and the device's milliseconds. */
export function createAuditor(deps: {
  audit(): Promise<Audited | null>;
  found(result: Audited): void;
  report(message: string): void;
  ticks?: () => number;
  look_ms?: number;
}): Auditor {
  const { ticks = () => Date.now(), look_ms = LOOK_MS } = deps;
  let last: number | null = null;
  let running: Promise<void> | null = null;
  let closed = false;
  const run = async () => {
    try {
      const result = await deps.audit();
      last = ticks();
      if (result && !closed) deps.found(result);
    } catch (fault) {
      // Tried again at the next look.
      if (!closed && !(fault instanceof Unanswered)) deps.report(`audit: ${String(fault)}`);
    }
    running = null;
  };
  const now = () => {
    running ??= run();
    return running;
  };
  // A timer of a whole day would not notice that the laptop slept.
  const timer = setInterval(() => {
    if (last === null || ticks() - last >= DAY_MS) void now();
  }, look_ms);
  return {
    now,
    close: () => {
      closed = true;
      clearInterval(timer);
    },
  };
}

/** Resolves when the page has nothing better to do, or after five seconds. */
export const pageIdle = (): Promise<void> =>
  new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: IDLE_WITHIN_MS }));
