import { describe, expect, it, vi } from 'vitest';
import { doneTogether } from './together.ts';

/** Work that waits until it is let go, and what it was given each time. */
function slowWork(fails: (item: number) => boolean = () => false) {
  const given: (readonly number[])[] = [];
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const work = async (items: readonly number[]) => {
    given.push(items);
    await gate;
    const bad = items.find(fails);
    if (bad !== undefined) throw new Error(`not ${bad}`);
    return items.map((item) => item * 10);
  };
  return { work, given, letGo: () => letGo() };
}

describe('what is done together', () => {
  it('is all that has arrived, also while the work before was under way, in order, so many at most', async () => {
    const { work, given, letGo } = slowWork();
    const take = doneTogether(work, 3);
    const first = take(1);
    await vi.waitFor(() => expect(given).toHaveLength(1));
    const others = [2, 3, 4, 5].map(take);
    letGo();
    expect(await Promise.all([first, ...others])).toEqual([10, 20, 30, 40, 50]);
    expect(given).toEqual([[1], [2, 3, 4], [5]]);
    expect(await take(6)).toBe(60);
  });

  it('is tried one by one where it cannot be done as one, and only what is at fault fails', async () => {
    const { work, given, letGo } = slowWork((item) => item === 3);
    const take = doneTogether(work, 10);
    const done = Promise.allSettled([1, 2, 3, 4].map(take));
    letGo();
    expect(await done).toMatchObject([
      { value: 10 },
      { value: 20 },
      { reason: new Error('not 3') },
      { value: 40 },
    ]);
    expect(given).toEqual([[1, 2, 3, 4], [1], [2], [3], [4]]);
  });
});
