import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { unwrapByPin, waitAfter, wrapByPin } from './pin-wrap.ts';

const COST = 2 ** 10;

test('the PIN brings the key back, another one brings nothing', async () => {
  const key = randomBytes(32);
  const wrap = await wrapByPin(key, 'ein Käfer', COST);
  expect(await unwrapByPin(wrap, 'ein Käfer')).toEqual(key);
  expect(await unwrapByPin(wrap, 'ein Kafer')).toBeNull();
});

test('the same letters count, however the keyboard puts them together', async () => {
  const key = randomBytes(32);
  expect(await unwrapByPin(await wrapByPin(key, 'K\u00e4ferchen', COST), 'Ka\u0308ferchen')).toEqual(key);
});

test('with its own cost the key is wrapped, too', async () => {
  const key = randomBytes(32);
  const wrap = await wrapByPin(key, 'long enough');
  expect(wrap.cost).toBe(65_536);
  expect(await unwrapByPin(wrap, 'long enough')).toEqual(key);
});

test.each([
  [0, 0],
  [2, 0],
  [3, 5_000],
  [4, 10_000],
  [6, 40_000],
  [11, 900_000],
  [400, 900_000],
])('after %i wrong PINs one waits %i ms', (wrong, wait) => {
  expect(waitAfter({ wrong, at: 1_000 }, 1_000)).toBe(wait);
});

test('the wait runs out, and a clock set back neither ends nor lengthens it', () => {
  const tries = { wrong: 4, at: 100_000 };
  expect(waitAfter(tries, 103_000)).toBe(7_000);
  expect(waitAfter(tries, 200_000)).toBe(0);
  expect(waitAfter(tries, 5_000)).toBe(10_000);
});
