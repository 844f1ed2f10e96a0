import { expect, test } from 'vitest';
import { languageFrom } from './language.ts';

test.each([
  ['de-AT,de;q=0.9,en;q=0.5', 'de'],
  ['fr, en-GB;q=0.4, DE;q=0.8', 'de'],
  ['en;q=0, de;q=0.1', 'de'],
  ['en, de', 'en'],
  ['fr;q=x, *', null],
  ['', null],
  [null, null],
  [undefined, null],
])('a reader who asks for %j is written to in %j', (header, language) => {
  expect(languageFrom(header)).toBe(language);
});
