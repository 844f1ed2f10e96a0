import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit_logs } from '../db/tables/records.ts';
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

  it('stands in the audit: who came in on which device, who was refused and why, and who left', async () => {
    const { admin, kam1 } = server.actors;
    const headers = { 'x-app-version': 'Callbook 1.2.3' };
    const json = { email: kam1.email, password: PASSWORD };
    const { body } = await server.json<Pair>('/api/auth/login', { json, headers });
    await login({ email: kam1.email, password: 'not the password' });
    await login({ email: 'stranger@example.com', password: 'not the password' });
    await server.request('/api/auth/logout', { method: 'POST', as: body, headers });
    await server.json('/api/auth/refresh', { json: { refresh_token: kam1.refresh_token } });
    await server.json('/api/auth/refresh', { json: { refresh_token: kam1.refresh_token } });
    const lines = (await server.deps.db.select().from(audit_logs).orderBy(audit_logs.seq)).filter(
      ({ action }) => /sign|token/.test(action),
    );
    const device_id = lines[0]?.device_id;
    const app_version = 'Callbook 1.2.3';
    const [whose, nobody] = [{ entity_id: kam1.id }, { actor_id: null, device_id: null, app_version: null }];
    const details = { code: 'bad_credentials' };
    expect(lines).toMatchObject([
      { action: 'sign_in', actor_id: kam1.id, ...whose, device_id: expect.any(String), app_version },
      { action: 'sign_in_refused', ...whose, ...nobody, details },
      { action: 'sign_in_refused', entity_id: null, ...nobody, details },
      { action: 'sign_out', actor_id: kam1.id, ...whose, device_id, app_version },
      { action: 'token_reused', actor_id: null, ...whose, device_id: kam1.session_id },
    ]);
    expect(JSON.stringify(lines)).not.toContain('stranger');
    expect((await server.json('/api/audit-logs/verify', { as: admin })).body).toMatchObject({ ok: true });
  });

  it('names each field that is missing', async () => {
    const { status, body } = await server.json<{ errors: { path: string }[] }>('/api/auth/login', {
      json: {},
    });
    expect(status).toBe(422);
    expect(body.errors.map((issue) => issue.path)).toEqual(['email', 'password']);
  });
});
