import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../testing/test-database.ts';
import { PASSWORD, signedIn } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Pair {
  access_token: string;
  refresh_token: string;
  token_type: string;
  expires_in: number;
  user: { email: string };
}

describe.each(ENGINES)('signing in on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  const login = (json: object, path = '/api/auth/login') =>
    server.json<Pair & { code: string }>(path, { json });

  it('gives a pair whose access token opens /me', async () => {
    const { status, body } = await login({ email: 'KAM1@callbook.test', password: PASSWORD });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'bearer',
      expires_in: 900,
      user: { email: 'kam1@callbook.test' },
    });
    const me = await server.json('/api/auth/me', { as: body });
    expect(me.body).toMatchObject({ email: 'kam1@callbook.test', role: 'kam', time_zone: 'Europe/Berlin' });
    expect(JSON.stringify(me.body)).not.toContain('argon2');
  });

  it('takes the OAuth2 form too', async () => {
    const body = new URLSearchParams({
      username: 'kam1@callbook.test',
      password: PASSWORD,
      grant_type: 'password',
    });
    const { status, body: pair } = await server.json<Pair>('/api/auth/token', { body });
    expect(status).toBe(200);
    expect((await server.request('/api/auth/me', { as: pair })).status).toBe(200);
  });

  it('answers alike to a wrong password and to an unknown address', async () => {
    const wrong = await login({ email: 'kam1@callbook.test', password: 'not the password' });
    const unknown = await login({ email: 'nobody@callbook.test', password: 'not the password' });
    expect(wrong.status).toBe(401);
    const withoutId = ({ request_id, ...rest }: Record<string, unknown>) => rest;
    expect(withoutId(unknown.body as never)).toEqual(withoutId(wrong.body as never));
    expect(unknown.body.code).toBe('bad_credentials');
  });

  it('says that an account is inactive only to somebody who knows its password', async () => {
    const { admin, kam1 } = server.actors;
    await server.request(`/api/users/${kam1.id}`, { method: 'PATCH', as: admin, json: { is_active: false } });
    expect((await login({ email: kam1.email, password: 'not the password' })).body.code).toBe(
      'bad_credentials',
    );
    expect((await login({ email: kam1.email, password: PASSWORD })).body.code).toBe('account_inactive');
  });

  it('ends with the sign-out, for every token of the session and for no other', async () => {
    const { kam1 } = server.actors;
    const other = await signedIn(server.deps, kam1.id, 'second laptop');
    expect((await server.request('/api/auth/logout', { method: 'POST', as: kam1 })).status).toBe(204);
    expect((await server.json('/api/auth/me', { as: kam1 })).body['code']).toBe('unauthenticated');
    const { refresh_token } = kam1;
    expect((await server.json('/api/auth/refresh', { json: { refresh_token } })).body['code']).toBe(
      'refresh_invalid',
    );
    expect((await server.request('/api/auth/me', { as: other })).status).toBe(200);
  });

  it('ends the session of a given refresh token with it, unless it is somebody else’s', async () => {
    const { kam1, kam2 } = server.actors;
    const other = await signedIn(server.deps, kam1.id);
    for (const { refresh_token } of [other, kam2]) {
      const again = await signedIn(server.deps, kam1.id);
      await server.request('/api/auth/logout', { as: again, json: { refresh_token } });
    }
    expect((await server.request('/api/auth/me', { as: other })).status).toBe(401);
    expect((await server.request('/api/auth/me', { as: kam2 })).status).toBe(200);
  });

  it('names each field that is missing', async () => {
    const { status, body } = await server.json<{ errors: { path: string }[] }>('/api/auth/login', {
      json: {},
    });
    expect(status).toBe(422);
    expect(body.errors.map((issue) => issue.path)).toEqual(['email', 'password']);
  });
});
