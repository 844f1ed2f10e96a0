import { expect, it } from 'vitest';
import { z } from 'zod';
import { createWire } from '../replica/wire.ts';
import { stillClock } from '../testing/replica-fixture.ts';
import { createApi } from './api.ts';

const answering = (response: () => Response) =>
  createApi({ wire: createWire({ clock: stillClock(), fetch: async () => response() }) });
const schema = z.object({ total: z.number() });

it('reads an answer by its schema', async () => {
  const api = answering(() => Response.json({ total: 3 }));
  expect(await api.call(schema, '/api/x')).toEqual({ ok: true, value: { total: 3 } });
});

it.each([
  ['another shape', () => Response.json({}), { code: 'strange_answer' }],
  ['no JSON', () => new Response('x'), { code: 'strange_answer' }],
  [
    'a refusal',
    () => Response.json({ code: 'not_allowed', detail: 'No.' }, { status: 403 }),
    { code: 'not_allowed', detail: 'No.' },
  ],
  [
    'a request to wait',
    () => Response.json({ code: 'too_many' }, { status: 429, headers: { 'retry-after': '7' } }),
    { code: 'too_many', retry_after_s: 7 },
  ],
  ['nobody', () => new Response('', { status: 502 }), { code: 'offline' }],
])('refuses %s', async (_what, response, error) => {
  expect(await answering(response).call(schema, '/api/x')).toEqual({ ok: false, error });
});
