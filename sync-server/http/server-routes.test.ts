import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '#domain/sync/collections.ts';
import { runDueJobs } from '../jobs/run-due-jobs.ts';
import { ENGINES, openTestDatabase } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { AppEnv } from './app-env.ts';
import { createHealthRoutes } from './health.ts';
import { createErrorHandler } from './problem.ts';

describe.each(ENGINES)('what machines ask, on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  it('is it up, and which one is it', async () => {
    const { status, body } = await server.json('/health');
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      schema_version: SCHEMA_VERSION,
      epoch: server.deps.epoch,
    });
  });

  it('can it work', async () => {
    expect(await server.json('/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it('can it not: the database does not answer', async () => {
    const away = await openTestDatabase(engine);
    await away.close();
    const app = new Hono<AppEnv>().onError(createErrorHandler(server.deps.log));
    app.route('/', createHealthRoutes({ ...server.deps, db: away.db }));
    const reply = await app.request('/ready');
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ code: 'offline', detail: 'The database does not answer.' });
  });

  it('how is it doing: requests by pattern, durations, the outbox', async () => {
    const { kam1 } = server.actors;
    await server.request(`/api/users/${kam1.id}`, { as: kam1 });
    await server.request('/api/nothing/secret-word');
    const reply = await server.request('/metrics');
    expect(reply.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await reply.text();
    expect(text).toContain(
      'callbook_http_requests_total{method="GET",route="/api/users/:id",status="200"} 1',
    );
    expect(text).toContain('callbook_http_requests_total{method="GET",route="unmatched",status="404"} 1');
    expect(text).toContain(
      'callbook_http_request_duration_seconds_count{method="GET",route="/api/users/:id"} 1',
    );
    expect(text).toContain('callbook_outbox_messages{status="queued"} 0');
    expect(text).not.toContain('secret-word');
    expect(text.endsWith('\n')).toBe(true);
  });

  it('say when each job last ran, and whether it failed', async () => {
    const good = { name: 'good', every_seconds: 60, run: async () => ({ done: 1 }) };
    const bad = { name: 'bad', every_seconds: 60, run: () => Promise.reject(new Error('no')) };
    await runDueJobs(server.deps, [good, bad]);
    const text = await (await server.request('/metrics')).text();
    const at = Date.parse(server.clock.now()) / 1000;
    for (const [job, failed] of [
      ['good', 0],
      ['bad', 1],
    ]) {
      expect(text).toContain(`callbook_job_last_run_timestamp_seconds{job="${job}"} ${at}`);
      expect(text).toContain(`callbook_job_last_run_failed{job="${job}"} ${failed}`);
    }
  });
});

describe('every answer', () => {
  let server: TestServer;
  const start = async (env: Record<string, string> = {}) => {
    server = await startTestServer({ people: false, env });
  };
  afterEach(() => server.close());

  it('forbids browsers what no answer needs', async () => {
    await start();
    for (const path of ['/health', '/api/leads', '/api/nothing']) {
      const { headers } = await server.request(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.has('strict-transport-security')).toBe(false);
    }
    expect((await server.request('/api/nothing')).headers.get('cache-control')).toBe('no-store');
  });

  it('keeps browsers on https where PUBLIC_URL is https', async () => {
    await start({ PUBLIC_URL: 'https://crm.example.com' });
    expect((await server.request('/health')).headers.get('strict-transport-security')).toContain('max-age=');
  });

  it('has a request id: the caller’s where it is sensible, else a new one', async () => {
    await start();
    const idOf = async (given?: string) =>
      (await server.request('/health', given ? { headers: { 'x-request-id': given } } : {})).headers.get(
        'x-request-id',
      );
    expect(await idOf('my-own-id-7')).toBe('my-own-id-7');
    expect(await idOf('<script>')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idOf()).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is one line of the log, without the address that was typed', async () => {
    await start();
    await server.request('/api/users?q=secret-word');
    const line = server.logged.find(({ event }) => event === 'request');
    expect(line).toMatchObject({ level: 'info', method: 'GET', route: '/api/users', status: 401 });
    expect(JSON.stringify(server.logged)).not.toContain('secret-word');
  });

  it('lets the origins of CORS_ORIGINS in, and says nothing to any other', async () => {
    await start({ CORS_ORIGINS: 'https://a.example' });
    const ask = (origin: string) =>
      server.request('/api/leads', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'x-callbook',
        },
      });
    const allowed = (await ask('https://a.example')).headers;
    expect(allowed.get('access-control-allow-origin')).toBe('https://a.example');
    expect(allowed.get('access-control-allow-headers')?.toLowerCase()).not.toContain('x-callbook');
    expect(allowed.has('access-control-allow-credentials')).toBe(false);
    expect((await ask('https://b.example')).headers.has('access-control-allow-origin')).toBe(false);
    await server.close();
    await start();
    expect((await ask('https://a.example')).headers.has('access-control-allow-origin')).toBe(false);
  });
});
