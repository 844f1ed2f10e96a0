// A clock that stands still until a test moves it.
import type { Clock } from '#domain/time.ts';

export interface TestClock extends Clock {
  /** Jumps to an instant. */
  set(instant: string): void;
  /** Moves on (or back) by so many seconds. */
  advance(seconds: number): void;
}

/** Monday 9 March 2026, 09:00 UTC, unless a test says otherwise. */
export function createTestClock(start = '2026-03-09T09:00:00.000Z'): TestClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now).toISOString(),
    set: (instant) => {
      now = Date.parse(instant);
    },
    advance: (seconds) => {
      now += seconds * 1000;
    },
  };
}
