import { expect, it } from 'vitest';
import { inParts } from './in-parts.ts';

it('cuts a long list into parts of a thousand, in order, and a short one not at all', () => {
  const rows = Array.from({ length: 2001 }, (_, at) => at);
  expect(inParts(rows).map((part) => part.length)).toEqual([1000, 1000, 1]);
  expect(inParts(rows).flat()).toEqual(rows);
  expect(inParts([])).toEqual([]);
});
