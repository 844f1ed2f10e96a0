import { expect, it } from 'vitest';
import { askToLast, readDisk } from './disk.ts';

it('says what the engine says, and nothing where it says nothing', async () => {
  const room = {
    estimate: async () => ({ usage: 5, quota: 100 }),
    persisted: async () => true,
    persist: async () => true,
  };
  expect(await readDisk(room)).toEqual({ used: 5, most: 100, lasting: true });
  expect(await askToLast(room)).toBe(true);
  expect(await readDisk({})).toEqual({ used: null, most: null, lasting: null });
  expect(await askToLast({})).toBe(false);
  const broken = () => Promise.reject(new TypeError('not in a private window'));
  expect(await readDisk({ estimate: broken, persisted: broken })).toEqual({
    used: null,
    most: null,
    lasting: null,
  });
  expect(await askToLast({ persist: broken })).toBe(false);
});
