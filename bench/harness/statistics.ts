// What is said of many samples: the middle, and the one that 95 of 100 stay below. Pure.

/** The sample below which the share `p` (0-1) of them lies: the nearest rank. Throws for no samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('no samples');
  return found;
}

/** The middle sample; of an even number the mean of the two in the middle. Throws for no samples. */
export function median(samples: readonly number[]): number {
  const low = percentile(samples, 0.5);
  if (samples.length % 2 === 1) return low;
  const sorted = [...samples].sort((a, b) => a - b);
  return (low + (sorted[samples.length / 2] ?? low)) / 2;
}

export const STATISTICS = ['median', 'p95', 'p99', 'highest'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** One number for several runs: the statistic of each run, and of those the median. Throws for a run without samples. */
export function summarise(runs: readonly (readonly number[])[], statistic: Statistic): number {
  return median(runs.map((samples) => ofRun(samples, statistic)));
}

const SHARE = { p95: 0.95, p99: 0.99, highest: 1 };

function ofRun(samples: readonly number[], statistic: Statistic): number {
  if (statistic === 'median') return median(samples);
  return percentile(samples, SHARE[statistic]);
}
