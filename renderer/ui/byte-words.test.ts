import { expect, it } from 'vitest';
import { bytesLabel } from './byte-words.ts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [1_450_000, '1.5 MB'],
  [245_600_000, '246 MB'],
  [3_000_000_000_000_000, '3,000 TB'],
])('%d bytes are %s', (bytes, words) => {
  expect(bytesLabel(bytes)).toBe(words);
});
