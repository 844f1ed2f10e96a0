// All 48 scenarios have their test: README.md says which, and what it names exists.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const table = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const rows = [...table.matchAll(/^\| (\d\d) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, number = '', file = '', name = '']) => ({
    number,
    file: file.replaceAll('`', '').trim(),
    name: name.trim(),
  }),
);

it('every scenario is in the table', () => {
  const all = Array.from({ length: 48 }, (_, n) => String(n + 1).padStart(2, '0'));
  expect([...new Set(rows.map(({ number }) => number))].sort()).toEqual(all);
});

it.each(rows)('$number is the test "$name"', ({ file, name }) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(name);
});
