import { expect, it } from 'vitest';
import { z } from 'zod';
import { memoryStorage } from '../testing/replica-fixture.ts';
import { keptJson, readKept } from './read-kept.ts';

const schema = z.object({ n: z.number() });

it('what is kept is given back where it fits', () => {
  const storage = memoryStorage();
  storage.setItem('fits', '{"n":1}');
  storage.setItem('other', '{"n":"1"}');
  storage.setItem('spoilt', '{"n":');
  const read = (key: string) => readKept(storage, key, schema);
  expect([read('fits'), read('other'), read('spoilt'), read('none')]).toEqual([{ n: 1 }, null, null, null]);
  expect([keptJson('[1]'), keptJson('['), keptJson(null)]).toEqual([[1], null, null]);
});
