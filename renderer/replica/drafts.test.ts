import { expect, test } from 'vitest';
import { z } from 'zod';
import { memoryStorage } from '../testing/replica-fixture.ts';
import { readDraft } from './drafts.ts';

const schema = z.object({ note: z.string() });

test('a draft that fits is read, one of another version or cut short is not', () => {
  const storage = memoryStorage();
  expect(readDraft(storage, 'none', schema)).toBeNull();
  storage.setItem('good', '{"note":"hello"}');
  storage.setItem('other', '{"text":"hello"}');
  storage.setItem('cut', '{"note":"hel');
  expect(readDraft(storage, 'good', schema)).toEqual({ note: 'hello' });
  expect(readDraft(storage, 'other', schema)).toBeNull();
  expect(readDraft(storage, 'cut', schema)).toBeNull();
});
