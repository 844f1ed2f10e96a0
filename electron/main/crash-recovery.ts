// A page that dies is loaded again: all work is on disk, so nothing is lost. One that keeps dying gets a plain page.
import { APP_ORIGIN, CRASH_PATH } from './app-protocol.ts';
import { createRateLimit } from './rate-limit.ts';

const MAX_RELOADS = 3;
const WITHIN_MS = 60_000;
/** Ends that are meant: no recovery. */
const MEANT = new Set(['clean-exit', 'killed-by-user']);

/** Tells whether one more reload is due: at most three within any sixty seconds. `now` in milliseconds. */
export const createCrashBudget = (now: () => number): (() => boolean) =>
  createRateLimit(MAX_RELOADS, WITHIN_MS, now);

/** The part of Electron's webContents that is used. */
export type CrashingContents = {
  on(event: 'render-process-gone', listener: (event: unknown, details: { reason: string }) => void): unknown;
  on(event: 'unresponsive', listener: () => void): unknown;
  isDestroyed(): boolean;
  reload(): void;
  loadURL(url: string): Promise<void>;
};

/** Watches one window's page. `later` runs work after the event is over: a reload within it can take main down. */
export function recoverFromCrashes(
  contents: CrashingContents,
  deps: { allow: () => boolean; warn: (message: string) => void; later: (work: () => void) => void },
): void {
  contents.on('unresponsive', () => deps.warn('the page does not respond'));
  contents.on('render-process-gone', (_event, details) => {
    if (MEANT.has(details.reason)) return;
    deps.warn(`the page is gone: ${details.reason}`);
    deps.later(() => {
      if (contents.isDestroyed()) return;
      if (deps.allow()) contents.reload();
      else contents.loadURL(`${APP_ORIGIN}${CRASH_PATH}`).catch((fault) => deps.warn(String(fault)));
    });
  });
}
