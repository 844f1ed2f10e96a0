import { expect, it } from 'vitest';
import { createEventReader } from './server-events.ts';

const STREAM =
  ': hello\n\nevent: resync\ndata:\n\ndata: {"a":\ndata: 1}\r\n\r\nid: 4\nevent: bye\n\n: beat\n\ndata:x\n\nda';
const EVENTS = [
  { name: 'resync', data: '' },
  { name: 'message', data: '{"a":\n1}' },
  { name: 'bye', data: '' },
  { name: 'message', data: 'x' },
];

it('reads events, comments and continued data', () => {
  expect(createEventReader()(STREAM)).toEqual(EVENTS);
});

it.each([1, 2, 3, 7])('reads the same from pieces of %i characters', (size) => {
  const read = createEventReader();
  const events = [];
  for (let at = 0; at < STREAM.length; at += size) events.push(...read(STREAM.slice(at, at + size)));
  expect(events).toEqual(EVENTS);
});
