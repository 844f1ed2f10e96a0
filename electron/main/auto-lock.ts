// Locks the program: when the person says so, after some minutes without a key or a mouse, when the computer sleeps or locks
// its screen, and when what lies here may not be opened any more. The page is told first, so that it puts on the disk what is
// being typed; a page that does not answer is not waited for.
import type { DeviceKey } from './device-key.ts';

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 15_000;

/** The part of Electron's powerMonitor that is used. */
export type PowerMonitor = {
  on(event: 'suspend' | 'lock-screen', listener: () => void): unknown;
  /** Seconds since the last key or move of the mouse, anywhere on the computer. */
  getSystemIdleTime(): number;
};

export type AutoLock = {
  /** Tells the page, and locks when it is ready or after a few seconds. */
  ask(): void;
  /** Drops the key and loads the page anew, which then shows the lock. */
  now(): void;
};

/** Deps: the key, the computer, how the page is told and loaded anew, what else holds something open, the lease, timers. */
export function createAutoLock(deps: {
  key: Pick<DeviceKey, 'state' | 'lock'>;
  power: PowerMonitor;
  tellPage: () => void;
  reloadPage: () => void;
  drop: () => void;
  /** Whether what is open may not be any more. */
  mustClose: () => boolean;
  later: (work: () => void, ms: number) => () => void;
  repeat: (work: () => void, ms: number) => void;
}): AutoLock {
  const { key, power } = deps;
  let giveUp: (() => void) | null = null;
  const now = (): void => {
    giveUp?.();
    giveUp = null;
    if (key.state().is !== 'open') return;
    key.lock();
    deps.drop();
    deps.reloadPage();
  };
  const ask = (): void => {
    if (key.state().is !== 'open' || giveUp !== null) return;
    giveUp = deps.later(now, PATIENCE_MS);
    deps.tellPage();
  };
  power.on('suspend', ask);
  power.on('lock-screen', ask);
  deps.repeat(() => {
    const { idle_minutes } = key.state();
    if (deps.mustClose()) ask();
    if (idle_minutes > 0 && power.getSystemIdleTime() >= idle_minutes * 60) ask();
  }, LOOK_EVERY_MS);
  return { ask, now };
}
