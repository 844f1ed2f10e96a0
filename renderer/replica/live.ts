// A value with listeners: the smallest thing that React's useSyncExternalStore can watch.
import type { Live } from './replica-types.ts';

export interface SettableLive<T> extends Live<T> {
  set(value: T): void;
}

/** A live value. `onFirst` runs when the first listener comes and may return what is to run when the last one leaves. */
export function createLive<T>(initial: T, onFirst?: () => (() => void) | undefined): SettableLive<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  let stop: (() => void) | undefined;
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(value, next)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) stop = onFirst?.();
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}
