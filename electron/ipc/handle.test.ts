import { expect, test } from 'vitest';
import { z } from 'zod';
import { createHandle, type InvokeEvent } from './handle.ts';

const double = { channel: 'double', args: z.tuple([z.number()]), reply: z.number() };

function setUp(answer: (value: number) => number) {
  let listener: (event: InvokeEvent, ...args: unknown[]) => unknown = () => undefined;
  const handle = createHandle(
    {
      handle: (_channel, given) => {
        listener = given;
      },
    },
    'app://bundle',
  );
  handle(double, answer);
  return async (event: InvokeEvent, ...args: unknown[]) => listener(event, ...args);
}
const page: InvokeEvent = { senderFrame: { origin: 'app://bundle', parent: null } };

test('a call of the page is answered', async () => {
  expect(await setUp((value) => value * 2)(page, 4)).toBe(8);
});

test.each([
  ['another origin', { senderFrame: { origin: 'https://example.com', parent: null } }],
  ['a frame within the page', { senderFrame: { origin: 'app://bundle', parent: {} } }],
  ['a frame that is gone', { senderFrame: null }],
])('%s is refused before anything is done', async (_who, event) => {
  let asked = 0;
  const call = setUp(() => ++asked);
  await expect(call(event, 4)).rejects.toThrow('double: refused for this sender');
  expect(asked).toBe(0);
});

test.each([[['4']], [[]], [[4, 5]]])('the arguments %j are refused', async (args) => {
  await expect(setUp((value) => value)(page, ...args)).rejects.toThrow('double: bad arguments');
});

test('a reply outside the contract is not handed over', async () => {
  await expect(setUp(() => Number.NaN)(page, 4)).rejects.toThrow('double: bad reply');
});
