import { expect, test } from 'vitest';
import { later } from './later.ts';

test('work is done after a while, and not where it was called off', async () => {
  const done: string[] = [];
  const callOff = later(() => done.push('called off'), 0);
  callOff();
  await new Promise<void>((resolve) => {
    later(() => {
      done.push('done');
      resolve();
    }, 5);
  });
  expect(done).toEqual(['done']);
});
