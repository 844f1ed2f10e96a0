import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTextSeal, seal, unseal } from './seal.ts';

const key = randomBytes(32);
const bytes = Buffer.from('Priya Raman, +44 20 7946 0958');

test('what is sealed comes back under the same key and place, and is not readable meanwhile', () => {
  const sealed = seal(key, 'here', bytes);
  expect(sealed.includes('Priya')).toBe(false);
  expect(unseal(key, 'here', sealed)).toEqual(bytes);
});

test('the same bytes are never sealed to the same', () => {
  expect(seal(key, 'here', bytes)).not.toEqual(seal(key, 'here', bytes));
});

test.each<[string, (sealed: Buffer) => Buffer | null]>([
  ['another key', (sealed) => unseal(randomBytes(32), 'here', sealed)],
  ['another place', (sealed) => unseal(key, 'there', sealed)],
  ['less than a seal', () => unseal(key, 'here', Buffer.alloc(5))],
  [
    'a changed byte',
    (sealed) => {
      sealed[14] = (sealed[14] ?? 0) ^ 1;
      return unseal(key, 'here', sealed);
    },
  ],
])('%s opens nothing', (_what, open) => {
  expect(open(seal(key, 'here', bytes))).toBeNull();
});

test('texts are sealed while the key is open, and refused while it is locked', () => {
  let open: Buffer | null = key;
  const texts = createTextSeal(() => open);
  const sealed = texts.seal('here', 'Priya Raman');
  expect(sealed).not.toContain('Priya');
  expect(texts.unseal('here', sealed)).toBe('Priya Raman');
  expect(texts.unseal('there', sealed)).toBeNull();
  open = null;
  expect(() => texts.seal('here', 'Priya Raman')).toThrow('locked');
  expect(() => texts.unseal('here', sealed)).toThrow('locked');
});
