import { describe, expect, it } from 'vitest';
import { derivedId } from '../ids.ts';
import { isInRollout } from './rollout.ts';

const laptops = Array.from({ length: 1000 }, (_, at) => derivedId(`laptop ${at}`));
const among = (release: string, percentage: number) =>
  laptops.filter((laptop) => isInRollout(release, laptop, percentage));

describe('a rollout', () => {
  it('reaches nobody at 0 and all at 100, those too who do not say who they are', () => {
    expect(among('one', 0)).toEqual([]);
    expect(among('one', 100)).toEqual(laptops);
    expect(isInRollout('one', null, 99)).toBe(false);
    expect(isInRollout('one', null, 100)).toBe(true);
  });

  it('reaches about the share that was asked for', () => {
    for (const percentage of [5, 25, 50, 90])
      expect(Math.abs(among('one', percentage).length / 10 - percentage)).toBeLessThan(5);
  });

  it('keeps whom it has reached as it grows', () => {
    const few = among('one', 20);
    expect(among('one', 60)).toEqual(expect.arrayContaining(few));
  });

  it('begins with other laptops in another release', () => {
    const [one, two] = [among('one', 10), among('two', 10)];
    expect(two.filter((laptop) => one.includes(laptop)).length).toBeLessThan(one.length / 2);
  });
});
