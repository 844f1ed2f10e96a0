import { describe, expect, it } from 'vitest';
import { readOptions, SIZES } from './options.ts';

const known = ['first-sync', 'reassign'];

describe('the command line of the bench', () => {
  it('measures everything at full size in three runs unless told otherwise', () => {
    expect(readOptions([], known)).toMatchObject({
      only: [],
      runs: 3,
      size: SIZES.full,
      soak: false,
      alone: false,
    });
  });

  it('takes figures one by one or with commas', () => {
    const { only, runs, size } = readOptions(
      ['--only', 'first-sync,reassign', '--runs', '5', '--size', 'small'],
      known,
    );
    expect({ only, runs, size }).toEqual({ only: known, runs: 5, size: SIZES.small });
  });

  it.each([
    [['--only', 'speed'], /no figure speed; there are first-sync, reassign/],
    [['--size', 'huge'], /small or full/],
    [['--runs', '0'], /--runs is a whole number/],
  ])('refuses %j in one line', (args, words) => {
    expect(() => readOptions(args, known)).toThrow(words);
  });
});
