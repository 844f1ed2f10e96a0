import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { visitor } from './app-env.ts';
import { idParam, operation, type Who } from './operation.ts';

const base = { tag: 'test', summary: 'A test' };

describe('the guard of a route', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.close());
  const code = async (path: string, options = {}) => {
    const { status, body } = await server.json(path, options);
    return [status, body['code']];
  };

  it.each<[Who, number[]]>([
    ['public', [200, 200, 200, 200]],
    ['optional', [200, 200, 200, 200]],
    ['user', [401, 200, 200, 200]],
    ['leads.write', [401, 200, 200, 200]],
    ['leads.export', [401, 403, 200, 200]],
    ['settings.change', [401, 403, 403, 200]],
  ])('%s lets in: nobody, KAM, manager, admin %o', async (who, expected) => {
    const { kam1, manager, admin } = server.actors;
    server.app.get('/api/try', operation({ ...base, who }), (c) => c.json({ actor: visitor(c) }));
    const asked = [undefined, kam1, manager, admin].map((as) => server.request('/api/try', as ? { as } : {}));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(expected);
  });

  it('tells an optional route who asks', async () => {
    server.app.get('/api/try', operation({ ...base, who: 'optional' }), (c) => c.json({ actor: visitor(c) }));
    expect((await server.json('/api/try')).body).toEqual({ actor: null });
    const { kam1 } = server.actors;
    expect((await server.json('/api/try', { as: kam1 })).body).toEqual({
      actor: { id: kam1.id, role: 'kam', covers: [], time_zone: 'Europe/Berlin' },
    });
    expect(await code('/api/try', { headers: { authorization: 'Basic eDp5' } })).toEqual([
      401,
      'unauthenticated',
    ]);
  });

  it('hands over the parsed body and query', async () => {
    const body = z.object({ n: z.int(), on: z.boolean().default(true) });
    const query = z.object({ size: z.string().transform(Number) });
    server.app.post('/api/try', operation({ ...base, who: 'public', body, query }), (c) =>
      c.json({ ...c.req.valid('json'), ...c.req.valid('query') }),
    );
    expect((await server.json('/api/try?size=3', { json: { n: 1 } })).body).toEqual({
      n: 1,
      on: true,
      size: 3,
    });
    expect(await code('/api/try', { json: { n: 1 } })).toEqual([422, 'bad_query']);
  });

  it('refuses a body of another type, that is no JSON, no UTF-8, too large, or that does not fit', async () => {
    const promise = { ...base, who: 'public' as const, body: z.object({ n: z.int() }), maxBytes: 50 };
    server.app.post('/api/try', operation(promise), (c) => c.json(c.req.valid('json')));
    const json = { 'content-type': 'application/json; charset=utf-8' };
    expect(await code('/api/try', { body: 'n=1', headers: { 'content-type': 'text/plain' } })).toEqual([
      415,
      'unsupported_type',
    ]);
    expect(await code('/api/try', { body: '{"n":', headers: json })).toEqual([422, 'invalid']);
    expect(await code('/api/try', { body: new Uint8Array([0x22, 0xff, 0x22]), headers: json })).toEqual([
      422,
      'invalid',
    ]);
    expect(await code('/api/try', { json: { n: 'x' } })).toEqual([422, 'invalid']);
    expect(await code('/api/try', { method: 'POST' })).toEqual([422, 'invalid']);
    expect(await code('/api/try', { json: { n: 1, pad: 'x'.repeat(60) } })).toEqual([413, 'too_large']);
    expect(
      await code('/api/try', {
        body: '{"n":1}',
        headers: { 'content-type': 'application/merge-patch+json' },
      }),
    ).toEqual([200, undefined]);
  });

  it('stops reading a body that grows too large without having said so', async () => {
    server.app.post(
      '/api/try',
      operation({ ...base, who: 'public', body: z.object({}), maxBytes: 50 }),
      (c) => c.json({}),
    );
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(20).fill(0x20));
        if (sent > 1000) controller.close();
      },
    });
    const init = {
      method: 'POST',
      body,
      duplex: 'half' as const,
      headers: { 'content-type': 'application/json' },
    };
    expect((await server.app.request('/api/try', init)).status).toBe(413);
    expect(sent).toBeLessThan(20);
  });

  it('takes forms of both kinds', async () => {
    const form = z.object({ name: z.string().min(1) });
    server.app.post('/api/try', operation({ ...base, who: 'public', form }), (c) =>
      c.json(c.req.valid('form')),
    );
    const multipart = new FormData();
    multipart.set('name', 'Anna');
    expect((await server.json('/api/try', { body: multipart })).body).toEqual({ name: 'Anna' });
    expect((await server.json('/api/try', { body: new URLSearchParams({ name: 'B' }) })).body).toEqual({
      name: 'B',
    });
    expect(await code('/api/try', { json: { name: 'x' } })).toEqual([415, 'unsupported_type']);
    const broken = { 'content-type': 'multipart/form-data; boundary=x' };
    expect(await code('/api/try', { body: 'no form', headers: broken })).toEqual([422, 'invalid']);
  });

  it('knows that a path without an id names nothing, after it knows who asks', async () => {
    server.app.get('/api/other/:name', (c) => c.json({ id: idParam(c, 'name') }));
    server.app.get('/api/try/:lead_id', operation({ ...base, who: 'user' }), (c) =>
      c.json({ id: idParam(c, 'lead_id') }),
    );
    const { kam1 } = server.actors;
    expect(await code('/api/try/x', { as: kam1 })).toEqual([404, 'not_found']);
    expect(await code('/api/try/x')).toEqual([401, 'unauthenticated']);
    expect((await server.json(`/api/try/${kam1.id.toUpperCase()}`, { as: kam1 })).body).toEqual({
      id: kam1.id,
    });
    expect(await code('/api/other/x')).toEqual([404, 'not_found']);
  });

  it('takes no schema for anything but an object', async () => {
    server.app.post('/api/try', operation({ ...base, who: 'public', body: z.string() }), (c) => c.text('x'));
    expect(await code('/api/try', { json: 'text' })).toEqual([500, 'internal']);
  });
});
