import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryFile, turningSealer } from '../testing/memory.ts';
import { json, startTestServer, type TestServer } from '../testing/sync-server.ts';
import type { ApiForward } from './api-forward.ts';
import { createLease } from './lease.ts';
import { createNetwork } from './network.ts';
import { createSessionVault, type SessionVault } from './session-vault.ts';

let server: TestServer;
let current: string;
let vault: SessionVault;
let api: ApiForward;

const page = (path: string, init?: RequestInit): Request => new Request(`app://bundle${path}`, init);
const jsonBody = (value: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const signIn = (): Promise<void> =>
  vault.keep({
    server: server.url,
    user: { id: 'u1' },
    tokens: { access_token: 'access-1', refresh_token: 'refresh-1' },
  });
const refreshes = () => server.asked.filter((asked) => asked.path === '/api/auth/refresh');
/** The server takes no old access token any more, and trades refresh-1 for the next pair. */
const expireToken = (): void => {
  server.token = 'access-2';
  server.on('/api/auth/refresh', (_asked, response) =>
    json(response, 200, { access_token: 'access-2', refresh_token: 'refresh-2' }),
  );
};

beforeEach(async () => {
  server = await startTestServer();
  current = server.url;
  const sealer = turningSealer();
  vault = createSessionVault({ sealer, file: memoryFile(), platform: 'linux', warn: () => undefined });
  const lease = createLease({
    ...{ file: memoryFile(), now: () => 0, uptime: () => 0, warn: () => undefined },
    changed: async () => undefined,
  });
  ({ api } = createNetwork({ fetch, server: () => current, vault, lease, revoked: () => undefined }));
});
afterEach(() => server.stop());

describe('forwarding', () => {
  test('a request reaches the server with path, query, body and the session’s token', async () => {
    await signIn();
    const response = await api(page('/api/leads?page_size=2', jsonBody({ name: 'Acme' })));
    expect(await response.json()).toEqual({ path: '/api/leads?page_size=2', body: '{"name":"Acme"}' });
    expect(server.asked[0]).toMatchObject({ method: 'POST', headers: { authorization: 'Bearer access-1' } });
  });

  test('the page’s own headers pass, but not those that are main’s or the connection’s to set', async () => {
    await signIn();
    const headers = {
      'x-schema-version': '3',
      'if-match': 'w1',
      authorization: 'Bearer stolen',
      cookie: 'a=b',
      origin: 'app://bundle',
      connection: 'x-hop',
      'x-hop': '1',
    };
    await api(page('/api/leads', { headers }));
    const got = server.asked[0]?.headers;
    expect(got).toMatchObject({
      'x-schema-version': '3',
      'if-match': 'w1',
      authorization: 'Bearer access-1',
    });
    expect(got).not.toHaveProperty('cookie');
    expect(got).not.toHaveProperty('origin');
    expect(got).not.toHaveProperty('x-hop');
  });

  test('the answer’s cookies and policies stay out, and it can do nothing as a document', async () => {
    server.on('/api/page', (_asked, response) => {
      const headers = {
        'content-type': 'text/html',
        'set-cookie': 'a=b',
        'clear-site-data': '"*"',
        etag: '"w1"',
      };
      response.writeHead(200, headers).end('<script>1</script>');
    });
    const response = await api(page('/api/page'));
    expect(await response.text()).toBe('<script>1</script>');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html',
      etag: '"w1"',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers.has('set-cookie')).toBe(false);
    expect(response.headers.has('clear-site-data')).toBe(false);
  });

  test('an error page of a proxy passes with its status', async () => {
    server.on('/api/leads', (_asked, response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    });
    const response = await api(page('/api/leads'));
    expect([response.status, await response.text()]).toEqual([502, '<h1>Bad gateway</h1>']);
  });

  test('an answer without a body stays without one', async () => {
    server.on('/api/leads/1', (_asked, response) => response.writeHead(204).end());
    const response = await api(page('/api/leads/1', { method: 'DELETE' }));
    expect([response.status, response.body]).toEqual([204, null]);
  });

  test('an event stream arrives while it runs, and ends at the server when the page gives it up', async () => {
    const closed = new Promise<void>((resolve) => {
      server.on('/api/sync/stream', (_asked, response) => {
        response.on('close', resolve);
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
      });
    });
    const { body } = await api(page('/api/sync/stream'));
    const reader = body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: 1\n\n');
    await reader?.cancel();
    await closed;
  });

  test('a request that the page gives up is given up at the server', async () => {
    const stop = new AbortController();
    const closed = new Promise<void>((resolve) => {
      server.on('/api/slow', (_asked, response) => {
        response.on('close', resolve);
        stop.abort();
      });
    });
    await api(page('/api/slow', { signal: stop.signal }));
    await closed;
  });
});

describe('without a network', () => {
  test('a server that is not there is a 503 of code offline', async () => {
    await server.stop();
    const response = await api(page('/api/leads'));
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 503, code: 'offline' });
  });

  test('a redirect is not followed, and the token goes nowhere else', async () => {
    await signIn();
    server.on('/api/leads', (_asked, response) => response.writeHead(302, { location: '/portal' }).end());
    expect((await api(page('/api/leads'))).status).toBe(503);
    expect(server.asked.map((asked) => asked.path)).toEqual(['/api/leads']);
  });

  test('another server gets no token of this one', async () => {
    await signIn();
    current = server.url.replace('127.0.0.1', 'localhost');
    expect((await api(page('/api/leads'))).status).toBe(401);
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
    expect(refreshes()).toHaveLength(0);
  });
});

describe('a token that has expired', () => {
  test('is traded once however many requests notice it, and each is sent again', async () => {
    await signIn();
    expireToken();
    const paths = ['/api/a', '/api/b', '/api/c'];
    const answers = await Promise.all(paths.map((path) => api(page(path, jsonBody({ path })))));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(await answers[1]?.json()).toEqual({ path: '/api/b', body: '{"path":"/api/b"}' });
    expect(refreshes()).toHaveLength(1);
    expect(JSON.parse(refreshes()[0]?.body ?? '')).toEqual({ refresh_token: 'refresh-1' });
    expect(vault.current()?.tokens?.refresh_token).toBe('refresh-2');
  });

  test('is not traded again for a refusal that arrives after the trade', async () => {
    await signIn();
    expireToken();
    const late: (() => void)[] = [];
    server.on('/api/late', (asked, response) => {
      if (asked.headers.authorization === 'Bearer access-2') json(response, 200, {});
      else late.push(() => json(response, 401, { code: 'bad_token' }));
    });
    const waiting = api(page('/api/late'));
    expect((await api(page('/api/a'))).status).toBe(200);
    await vi.waitUntil(() => late.length === 1);
    late[0]?.();
    expect((await waiting).status).toBe(200);
    expect(refreshes()).toHaveLength(1);
  });

  test('is traded again under the same key when the first answer was lost', async () => {
    await signIn();
    expireToken();
    let lost = 0;
    server.on('/api/auth/refresh', (_asked, response) => {
      if (lost++ === 0) response.destroy();
      else json(response, 200, { access_token: 'access-2', refresh_token: 'refresh-2' });
    });
    expect((await api(page('/api/a'))).status).toBe(503);
    expect((await api(page('/api/a'))).status).toBe(200);
    const [first, second] = refreshes().map((asked) => asked.headers['idempotency-key']);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toBe(first);
  });

  test('ends the session when the server says no, and the page gets its 401; the user stays known', async () => {
    await signIn();
    server.token = 'none';
    server.on('/api/auth/refresh', (_asked, response) => json(response, 401, { code: 'session_revoked' }));
    const response = await api(page('/api/a'));
    expect([response.status, await response.json()]).toEqual([401, { code: 'bad_token' }]);
    expect(vault.current()).toMatchObject({ user: { id: 'u1' }, tokens: null });
    await api(page('/api/a'));
    expect(refreshes()).toHaveLength(1);
  });

  test('keeps the session when a proxy refuses in the server’s stead', async () => {
    await signIn();
    server.token = 'none';
    server.on('/api/auth/refresh', (_asked, response) => response.writeHead(403).end('<h1>Please pay</h1>'));
    expect((await api(page('/api/a'))).status).toBe(503);
    expect(vault.current()?.tokens?.refresh_token).toBe('refresh-1');
  });

  test('signing out while it is traded stays signed out', async () => {
    await signIn();
    server.token = 'access-2';
    server.on('/api/auth/refresh', async (_asked, response) => {
      await vault.forget();
      json(response, 200, { access_token: 'access-2', refresh_token: 'refresh-2' });
    });
    expect((await api(page('/api/a'))).status).toBe(401);
    expect(vault.current()).toBeNull();
  });

  test('a request without a session is not retried', async () => {
    expect((await api(page('/api/a'))).status).toBe(401);
    expect(refreshes()).toHaveLength(0);
  });
});

describe('signing in and out', () => {
  const login = { email: 'a@example.com', password: 'pw' };

  test('the page gets the user and no token; main keeps both', async () => {
    server.on('/api/auth/login', (_asked, response) =>
      json(response, 200, {
        access_token: 'access-1',
        refresh_token: 'refresh-1',
        token_type: 'bearer',
        expires_in: 900,
        user: { id: 'u1' },
      }),
    );
    const response = await api(page('/api/auth/login/', jsonBody(login)));
    expect(await response.json()).toEqual({ token_type: 'bearer', expires_in: 900, user: { id: 'u1' } });
    expect(vault.current()).toEqual({
      server: server.url,
      user: { id: 'u1' },
      tokens: { access_token: 'access-1', refresh_token: 'refresh-1' },
    });
    expect((await api(page('/api/leads'))).status).toBe(200);
  });

  test('a wrong password passes as it is and changes nothing', async () => {
    await signIn();
    server.on('/api/auth/login', (_asked, response) => json(response, 401, { code: 'bad_credentials' }));
    const response = await api(page('/api/auth/login', jsonBody(login)));
    expect([response.status, await response.json()]).toEqual([401, { code: 'bad_credentials' }]);
    expect(vault.current()?.tokens?.access_token).toBe('access-1');
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
  });

  test('a server that answers a sign-in with HTML is passed on', async () => {
    server.on('/api/auth/login', (_asked, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Portal</h1>'),
    );
    const response = await api(page('/api/auth/login', jsonBody(login)));
    expect([response.status, await response.text()]).toEqual([200, '<h1>Portal</h1>']);
    expect(vault.current()).toBeNull();
  });

  test('an answer with a token in an unknown shape does not reach the page', async () => {
    server.on('/api/auth/login', (_asked, response) => json(response, 200, { access_token: 'access-1' }));
    const response = await api(page('/api/auth/login', jsonBody(login)));
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain('access-1');
  });

  test('signing in without a network says offline', async () => {
    await server.stop();
    expect((await api(page('/api/auth/login', jsonBody(login)))).status).toBe(503);
  });

  test('registering goes to the server as any other request', async () => {
    server.on('/api/auth/register', (_asked, response) => json(response, 201, { id: 'u9' }));
    expect((await api(page('/api/auth/register', jsonBody(login)))).status).toBe(201);
  });

  test('a refresh that the page asks for shows it no token', async () => {
    await signIn();
    expireToken();
    const response = await api(page('/api/auth/refresh', { method: 'POST' }));
    expect([response.status, await response.text()]).toEqual([200, '{}']);
    expect(vault.current()?.tokens?.access_token).toBe('access-2');
  });

  test('a refresh without a session is a 401, without a network a 503', async () => {
    expect((await api(page('/api/auth/refresh', { method: 'POST' }))).status).toBe(401);
    await signIn();
    await server.stop();
    expect((await api(page('/api/auth/refresh', { method: 'POST' }))).status).toBe(503);
  });

  test('signing out tells the server and forgets the session', async () => {
    await signIn();
    expect((await api(page('/api/auth/logout', { method: 'POST' }))).status).toBe(204);
    expect(vault.current()).toBeNull();
    expect(server.asked[0]).toMatchObject({
      path: '/api/auth/logout',
      body: '{"refresh_token":"refresh-1"}',
      headers: { authorization: 'Bearer access-1' },
    });
  });

  test('signing out works without a network too', async () => {
    await signIn();
    await server.stop();
    expect((await api(page('/api/auth/logout', { method: 'POST' }))).status).toBe(204);
    expect(vault.current()).toBeNull();
  });
});
