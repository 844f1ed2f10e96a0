import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const BROWSER = { 'x-callbook-edition': 'browser' };
const credentials = { email: 'kam1@callbook.test', password: PASSWORD };

/** The cookies of an answer as a browser would send them back, by name. */
const cookiesOf = (headers: Headers) =>
  Object.fromEntries(headers.getSetCookie().map((line) => [line.split('=')[0] ?? '', line]));
const sent = (...lines: (string | undefined)[]) => lines.map((line) => line?.split(';')[0]).join('; ');

describe('the browser edition’s session', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ env: { PUBLIC_URL: 'https://crm.example.com' } });
  });
  afterEach(() => server.close());

  const signIn = async () => {
    const reply = await server.json('/api/auth/login', { json: credentials, headers: BROWSER });
    return { ...reply, cookies: cookiesOf(reply.headers) };
  };

  it('keeps the tokens in cookies that no script reads, and out of the answer', async () => {
    const { body, cookies } = await signIn();
    expect(body).toMatchObject({ token_type: 'bearer', user: { email: credentials.email } });
    expect(body).not.toHaveProperty('access_token');
    expect(body).not.toHaveProperty('refresh_token');
    for (const name of ['callbook_access', 'callbook_refresh']) {
      expect(cookies[name]).toMatch(/; HttpOnly/);
      expect(cookies[name]).toMatch(/; Secure/);
      expect(cookies[name]).toMatch(/; SameSite=Strict/);
    }
    expect(cookies['callbook_refresh']).toContain('Path=/api/auth;');
  });

  it('counts the cookie only where the page itself sends it', async () => {
    const cookie = sent((await signIn()).cookies['callbook_access']);
    const me = async (headers: Record<string, string>, method = 'GET') =>
      (await server.request('/api/auth/me', { method, headers: { cookie, ...headers } })).status;
    expect(await me({})).toBe(401);
    expect(await me({ 'sec-fetch-site': 'cross-site' })).toBe(401);
    expect(await me({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await me({ 'x-callbook': '1' })).toBe(200);
    expect(await me(BROWSER)).toBe(200);
    const logout = { method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin' } };
    expect((await server.request('/api/auth/logout', logout)).status).toBe(401);
  });

  it('trades the cookie for new ones, and takes both back at sign-out', async () => {
    const { cookies } = await signIn();
    const cookie = sent(cookies['callbook_refresh']);
    const headers = { ...BROWSER, cookie };
    const traded = await server.request('/api/auth/refresh', { method: 'POST', headers });
    expect(traded.status).toBe(200);
    const fresh = cookiesOf(traded.headers);
    const access = sent(fresh['callbook_access'], fresh['callbook_refresh']);
    const out = await server.request('/api/auth/logout', {
      method: 'POST',
      headers: { ...BROWSER, cookie: access },
    });
    expect(out.status).toBe(204);
    expect(cookiesOf(out.headers)['callbook_access']).toContain('Max-Age=0');
    expect(cookiesOf(out.headers)['callbook_refresh']).toContain('Max-Age=0');
    const again = await server.request('/api/auth/me', { headers: { ...BROWSER, cookie: access } });
    expect(again.status).toBe(401);
  });

  it('clears the cookies when they can be traded no more', async () => {
    const headers = { ...BROWSER, cookie: 'callbook_refresh=stale' };
    const reply = await server.request('/api/auth/refresh', { method: 'POST', headers });
    expect(reply.status).toBe(401);
    expect(cookiesOf(reply.headers)['callbook_refresh']).toContain('Max-Age=0');
  });

  it('never lets another page trade the cookie', async () => {
    const cookie = sent((await signIn()).cookies['callbook_refresh']);
    const reply = await server.json('/api/auth/refresh', { method: 'POST', headers: { cookie } });
    expect(reply).toMatchObject({ status: 401, body: { code: 'refresh_invalid' } });
  });
});
