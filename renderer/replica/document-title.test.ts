import { expect, it } from 'vitest';
import { titleOf } from './document-title.ts';

it.each([
  ['leads', { name: 'Nordlicht' }, 'Nordlicht'],
  ['interactions', { type: 'CALL', occurred_at: '2026-03-09T10:00:00.000Z' }, 'Call of 2026-03-09'],
  ['plan_events', { kind: 'callback', occurred_at: '2026-03-09T10:00:00.000Z' }, 'Callback of 2026-03-09'],
  ['metrics', {}, 'Expected performance'],
] as const)('names a document of %s', (collection, document, title) => {
  expect(titleOf(collection, document)).toBe(title);
});
