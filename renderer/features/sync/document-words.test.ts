// Stored documents and values in a few words.
import { expect, it } from 'vitest';
import { reasonWords, valueWords } from './attention-words.ts';
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

it('says why something needs attention, with what the server added', () => {
  expect(reasonWords({ reason: 'gone', detail: null })).toContain('given to somebody else');
  expect(reasonWords({ reason: 'invalid', detail: 'name must not be blank' })).toContain(
    '(name must not be blank)',
  );
  expect(reasonWords({ reason: 'stale', detail: null })).toBe('The server did not take this.');
});

it('shows values as text', () => {
  expect([null, undefined, '', 0, false, 'x', ['a']].map(valueWords)).toEqual([
    '–',
    '–',
    '–',
    '0',
    'false',
    'x',
    '["a"]',
  ]);
});
