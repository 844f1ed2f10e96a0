import { describe, expect, it } from 'vitest';
import { median, percentile, summarise } from './statistics.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, at) => n - at);

describe('statistics of samples', () => {
  it('the 95th of a hundred is what 95 do not exceed', () => {
    expect(percentile(upTo(100), 0.95)).toBe(95);
  });

  it('with few samples the 95th is the highest', () => {
    expect(percentile([3, 1, 2], 0.95)).toBe(3);
  });

  it('the median of an even number lies between the two in the middle', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([5])).toBe(5);
  });

  it('several runs are told by the median of each run, so that one disturbed run says little', () => {
    expect(summarise([[1, 2, 3], [2, 3, 4], upTo(1000)], 'median')).toBe(3);
    expect(summarise([upTo(100), upTo(200), upTo(100)], 'p95')).toBe(95);
    expect(summarise([[1, 9]], 'highest')).toBe(9);
  });

  it('nothing is said of no samples', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});
