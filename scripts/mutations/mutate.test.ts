import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mutated } from '../../e2e/mutations/mutate.mjs';
import { MUTATIONS } from '../../e2e/mutations/mutations.mjs';

const ROOT = join(import.meta.dirname, '../..');

it('takes out what is there exactly once, and refuses anything else', () => {
  expect(mutated('a guard b', { name: 'x', find: 'guard', put: '$&' })).toBe('a $& b');
  for (const text of ['nothing', 'guard guard'])
    expect(() => mutated(text, { name: 'x', find: 'guard', put: '' })).toThrow('what it takes out is there');
});

it.each(MUTATIONS)('"$name" names a test that there is', ({ spec, test }) => {
  const path = join(ROOT, 'e2e', spec);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain(`test('${test}'`);
});
