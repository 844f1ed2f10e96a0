// The present, for what is drawn: the corrected clock, and a beat at each full minute and when the laptop wakes.
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';

const MINUTE_MS = 60_000;

/** A beat that ticks just after each full minute of `now`, as long as somebody listens. */
export function createBeat(now: () => string) {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let minute = now();
  const tick = () => {
    minute = now();
    for (const listener of listeners) listener();
    schedule();
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(tick, MINUTE_MS - (Date.parse(now()) % MINUTE_MS) + 20);
  };
  const woken = () => {
    if (document.visibilityState === 'visible') tick();
  };
  return {
    subscribe(listener: () => void) {
      if (listeners.size === 0) {
        minute = now();
        schedule();
        document.addEventListener('visibilitychange', woken);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        document.removeEventListener('visibilitychange', woken);
      };
    },
    minute: () => minute,
    now,
  };
}

type Beat = ReturnType<typeof createBeat>;

const BeatContext = createContext<Beat | null>(null);

/** Gives the clock to everything below. `now` answers an instant. */
export function NowProvider({ now, children }: { now: () => string; children: ReactNode }) {
  const beat = useMemo(() => createBeat(now), [now]);
  return <BeatContext value={beat}>{children}</BeatContext>;
}

function useBeat(): Beat {
  const beat = useContext(BeatContext);
  if (beat === null) throw new Error('the clock needs a NowProvider');
  return beat;
}

/** The clock itself, for what happens at a click. Answers an instant. */
export const useClock = (): (() => string) => useBeat().now;

/** The instant of the newest beat: drawing again each minute. */
export function useMinute(): string {
  const beat = useBeat();
  return useSyncExternalStore(beat.subscribe, beat.minute);
}
