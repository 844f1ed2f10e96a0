// Stored documents in a few words.
import { expect, it } from 'vitest';
import { documentWords } from './document-words.ts';

const nameOf = (id: string) => (id === 'b' ? 'Brandt & Söhne' : null);

it.each([
  ['interactions', { lead_id: 'b', type: 'CALL', outcome: 'NO_ANSWER' }, 'Call, no answer: Brandt & Söhne'],
  ['interactions', { lead_id: 'b', type: 'NOTE' }, 'Note: Brandt & Söhne'],
  ['plan_events', { lead_id: 'b', kind: 'snooze' }, 'Snooze: Brandt & Söhne'],
  ['plan_events', { lead_id: 'b', kind: 'callback' }, 'Promised callback: Brandt & Söhne'],
  ['leads', { name: 'Iyer Foods' }, 'Lead: Iyer Foods'],
  ['metrics', { lead_id: 'unknown' }, 'Expectation'],
  ['later_things', {}, 'later_things'],
])('a document of %s', (collection, document, words) => {
  expect(documentWords(collection, document, nameOf)).toBe(words);
});
