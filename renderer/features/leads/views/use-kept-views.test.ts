import { expect, test } from 'vitest';
import { memoryStorage } from '../../../testing/replica-fixture.ts';
import { readViews } from './use-kept-views.ts';

const VIEW = { id: '01890000-0000-7000-8000-0000000000a1', name: 'North', asks: { tag: ['north'] } };

test('what is kept and is no view is left out; the others stay', () => {
  const storage = memoryStorage();
  expect(readViews(storage, 'key')).toEqual([]);
  storage.setItem('key', JSON.stringify([VIEW, { name: 'without an id' }, 7]));
  expect(readViews(storage, 'key')).toEqual([VIEW]);
  storage.setItem('key', '{"no": "list"}');
  expect(readViews(storage, 'key')).toEqual([]);
  storage.setItem('key', 'cut off in the mid');
  expect(readViews(storage, 'key')).toEqual([]);
});
