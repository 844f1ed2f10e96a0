import { expect, it } from 'vitest';
import { inSlices } from './in-slices.ts';

const busyFor = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

it('does long work in order and lets others in between', async () => {
  const done: (number | string)[] = [];
  setTimeout(() => done.push('the screen'));
  await inSlices([1, 2, 3], (item) => {
    done.push(item);
    busyFor(20);
  });
  expect(done.filter((one) => one !== 'the screen')).toEqual([1, 2, 3]);
  expect(done.indexOf('the screen')).toBeLessThan(done.indexOf(3));
});

it('ends with what the work throws', async () => {
  const work = () => {
    throw new Error('no');
  };
  await expect(inSlices([1], work)).rejects.toThrow('no');
});
