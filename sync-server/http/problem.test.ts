import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REFUSAL_STATUS, type RefusalCode, refusal } from '#domain/refusal.ts';
import { ok, refuse } from '#domain/result.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { operation } from './operation.ts';
import { HttpRefusal, unwrap } from './problem.ts';
import { PROBLEM_WORDS } from './problem-words.ts';

const CODES = Object.keys(REFUSAL_STATUS) as RefusalCode[];

describe('a problem', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ people: false });
  });
  afterEach(() => server.close());

  it.each(CODES)('has words for %s', (code) => {
    const [title, detail] = PROBLEM_WORDS[code];
    expect(title).toMatch(/^[A-Z][^.]+$/);
    expect(detail).toMatch(/^[A-Z].+\.$|…"\.$/);
    expect(`${title} ${detail}`).not.toMatch(/undefined|null|_/);
  });

  it('has words for nothing else', () => {
    expect(Object.keys(PROBLEM_WORDS).sort()).toEqual([...CODES].sort());
  });

  it('carries its code, words, request id and what else is known', async () => {
    server.app.get('/api/try', () => {
      throw new HttpRefusal(refusal('too_many', { retry_after_s: 7, detail: 'Slower.' }), {
        fields: ['name'],
      });
    });
    const { status, headers, body } = await server.json('/api/try', {
      headers: { 'x-request-id': 'my-request-1' },
    });
    expect(status).toBe(429);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('retry-after')).toBe('7');
    expect(headers.get('x-request-id')).toBe('my-request-1');
    expect(body).toEqual({
      type: 'urn:callbook:problem:too_many',
      title: PROBLEM_WORDS.too_many[0],
      status: 429,
      detail: 'Slower.',
      code: 'too_many',
      request_id: 'my-request-1',
      fields: ['name'],
    });
  });

  it('says nothing of a defect but where to ask, and logs it with the request id', async () => {
    server.app.get('/api/try', () => {
      throw new TypeError('secret of the inside');
    });
    const { status, body } = await server.json('/api/try');
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'internal', status: 500 });
    expect(JSON.stringify(body)).not.toContain('secret of the inside');
    const defect = server.logged.find(({ event }) => event === 'defect');
    expect(defect).toMatchObject({ level: 'error', request_id: body['request_id'], error: 'TypeError' });
  });

  it('is the answer where nothing is', async () => {
    const reply = await server.json('/api/nothing/here', { method: 'POST', json: {} });
    expect(reply).toMatchObject({
      status: 404,
      body: { code: 'not_found', detail: 'There is nothing at this address.' },
    });
  });

  it('always lists errors with a 422', async () => {
    server.app.get('/api/try', operation({ who: 'public', tag: 't', summary: 's' }), () =>
      unwrap(refuse(refusal('last_admin'))),
    );
    expect((await server.json('/api/try')).body).toMatchObject({ status: 422, errors: [] });
    expect(unwrap(ok(1))).toBe(1);
  });
});
