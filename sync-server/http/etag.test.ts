import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { AppEnv } from './app-env.ts';
import { seenVersion, tagWith } from './etag.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';

const app = new Hono<AppEnv>().get('/', (c) => {
  tagWith(c, { write_id: 'w1' });
  return c.json({ seen: seenVersion(c), key: idempotencyKeyOf(c) });
});
const ask = async (headers: Record<string, string>) => (await app.request('/', { headers })).json();

describe('versions and keys in headers', () => {
  it('tag an answer with the write id', async () => {
    expect((await app.request('/')).headers.get('etag')).toBe('"w1"');
  });

  it.each([
    ['"ABC"', 'abc'],
    ['W/"abc"', 'abc'],
    ['abc', 'abc'],
    ['*', null],
    ['', null],
  ])('read If-Match: %s as %s', async (given, seen) => {
    expect(await ask({ 'if-match': given })).toMatchObject({ seen });
  });

  it('read an idempotency key, or none', async () => {
    expect(await ask({ 'idempotency-key': 'k1' })).toMatchObject({ key: 'k1', seen: null });
    expect(await ask({})).toMatchObject({ key: null });
  });
});
