// When to look for updates: soon after the start, every few hours, and after a sleep that was longer than that.

/** After the first screen: it has more important things to do before. */
const FIRST_MS = 15_000;
const EVERY_MS = 4 * 3_600_000;

export interface TimesDeps {
  check: () => Promise<void>;
  /** Milliseconds since 1970. */
  now: () => number;
  later: (work: () => void, milliseconds: number) => unknown;
}

/** Starts; answers with what to call when the laptop wakes up. */
export function checkNowAndThen({ check, now, later }: TimesDeps): () => void {
  let last = now();
  let due = 0;
  const plan = (milliseconds: number): void => {
    due += 1;
    const mine = due;
    later(() => {
      // A sleep may have let another one go first.
      if (mine === due) look();
    }, milliseconds);
  };
  const look = (): void => {
    last = now();
    plan(EVERY_MS);
    void check();
  };
  plan(FIRST_MS);
  return () => {
    if (now() - last >= EVERY_MS) look();
  };
}
