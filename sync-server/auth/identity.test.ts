import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

describe.each(ENGINES)('who asks, on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());
  const code = async (headers: Record<string, string>, path = '/api/auth/me') =>
    (await server.json(path, { headers })).body['code'];

  it.each([
    'Basic YWRtaW46YWRtaW4=',
    'Bearer',
    'Bearer not.a.token',
    'Bearer with blanks in it',
    'Token abc',
    '',
  ])('is nobody with the credentials "%s", also where the public may come in', async (authorization) => {
    expect(await code({ authorization })).toBe('unauthenticated');
    const intake = await server.json('/api/leads', { json: {}, headers: { authorization } });
    expect(intake.status).toBe(401);
    expect(intake.headers.get('www-authenticate')).toBe('Bearer realm="callbook", error="invalid_token"');
  });

  it('is told how to sign in where he shows nothing', async () => {
    const reply = await server.request('/api/auth/me');
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="callbook"');
  });

  it('is out at once when an admin deactivates him, and in again when he is activated', async () => {
    const { admin, kam1 } = server.actors;
    const set = (is_active: boolean) =>
      server.request(`/api/users/${kam1.id}`, { method: 'PATCH', as: admin, json: { is_active } });
    await set(false);
    expect(await server.json('/api/auth/me', { as: kam1 })).toMatchObject({
      status: 401,
      body: { code: 'account_inactive' },
    });
    await set(true);
    expect((await server.request('/api/auth/me', { as: kam1 })).status).toBe(200);
  });

  it('has the role that he has now, not the one at sign-in', async () => {
    const { admin, kam1 } = server.actors;
    expect((await server.request('/api/users', { as: kam1 })).status).toBe(403);
    await server.request(`/api/users/${kam1.id}`, { method: 'PATCH', as: admin, json: { role: 'manager' } });
    expect((await server.request('/api/users', { as: kam1 })).status).toBe(200);
  });

  it('is nobody with a token whose session does not exist or is another person’s', async () => {
    const { kam1, kam2 } = server.actors;
    const { accessTokens, ids } = server.deps;
    const unknown = await accessTokens.issue({ user_id: kam1.id, session_id: ids.next() });
    const foreign = await accessTokens.issue({ user_id: kam1.id, session_id: kam2.session_id });
    for (const token of [unknown, foreign]) {
      expect(await code({ authorization: `Bearer ${token}` })).toBe('unauthenticated');
    }
  });
});
