import { describe, expect, it } from 'vitest';
import { checkNowAndThen } from './update-times.ts';

const HOUR = 3_600_000;

/** A clock with its timers, and how often was looked. */
function stage() {
  let now = 0;
  let looks = 0;
  let timers: { at: number; work: () => void }[] = [];
  const woken = checkNowAndThen({
    check: async () => {
      looks += 1;
    },
    now: () => now,
    later: (work, milliseconds) => timers.push({ at: now + milliseconds, work }),
  });
  return {
    woken,
    looks: () => looks,
    /** Time passes; a sleep holds the timers back until it is over. */
    pass: (milliseconds: number, asleep = false) => {
      now += milliseconds;
      if (asleep) return;
      const ripe = timers.filter(({ at }) => at <= now);
      timers = timers.filter((timer) => !ripe.includes(timer));
      for (const { work } of ripe) work();
    },
  };
}

describe('a look for updates', () => {
  it('comes soon after the start, not at once, and every four hours from then on', () => {
    const { looks, pass } = stage();
    expect(looks()).toBe(0);
    pass(15_000);
    expect(looks()).toBe(1);
    pass(3 * HOUR);
    expect(looks()).toBe(1);
    pass(HOUR);
    expect(looks()).toBe(2);
  });

  it('comes after a long sleep, once, and not after a short one', () => {
    const { looks, pass, woken } = stage();
    pass(15_000);
    pass(HOUR, true);
    woken();
    expect(looks()).toBe(1);
    pass(9 * HOUR, true);
    woken();
    expect(looks()).toBe(2);
    pass(0);
    expect(looks()).toBe(2);
  });
});
