// How long the main thread was busy without a pause: Chromium reports every task of 50 ms or more.

let longest = 0;
let observer: PerformanceObserver | null = null;

export const blocksApi = {
  /** Begins to watch, from nought. */
  watchBlocks: async (): Promise<void> => {
    longest = 0;
    observer?.disconnect();
    observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
  },
  /** Milliseconds of the longest task since; 0 where none had 50. */
  longestBlock: async (): Promise<number> => {
    for (const { duration } of observer?.takeRecords() ?? []) longest = Math.max(longest, duration);
    return longest;
  },
};
