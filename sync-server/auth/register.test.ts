import { afterEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../testing/test-database.ts';
import { PASSWORD } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { bootstrapAdmin } from './register.ts';

interface Registered {
  id: string;
  role: string;
  is_active: boolean;
  name: string;
  code: string;
}

describe.each(ENGINES)('registration on %s', (engine) => {
  let server: TestServer;
  const start = async (env: Record<string, string> = {}, people = false) => {
    server = await startTestServer({ engine, people, env });
  };
  afterEach(() => server.close());

  const register = (json: object) => server.json<Registered>('/api/auth/register', { json });
  const anna = { email: 'Anna.Berg@example.com', password: PASSWORD };

  it('makes the first person an active admin, named by his address where he gives no name', async () => {
    await start();
    const { status, body } = await register(anna);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      email: 'Anna.Berg@example.com',
      name: 'Anna.Berg',
      role: 'admin',
      is_active: true,
      time_zone: 'UTC',
      created_at: '2026-03-09T09:00:00.000Z',
    });
    expect(body).not.toHaveProperty('password_hash');
  });

  it.each([
    ['approval', { role: 'kam', is_active: false }],
    ['open', { role: 'kam', is_active: true }],
  ])('with REGISTRATION=%s makes the next one %o', async (REGISTRATION, expected) => {
    await start({ REGISTRATION });
    await register(anna);
    const { status, body } = await register({ email: 'next@example.com', password: PASSWORD, name: 'Next' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...expected, name: 'Next' });
  });

  it('with REGISTRATION=closed lets the first one in and nobody after him', async () => {
    await start({ REGISTRATION: 'closed' });
    expect((await register(anna)).status).toBe(201);
    const next = await register({ email: 'next@example.com', password: PASSWORD });
    expect(next).toMatchObject({ status: 403, body: { code: 'registration_closed' } });
  });

  it('refuses a known address however it is capitalised', async () => {
    await start();
    await register(anna);
    const again = await register({ ...anna, email: 'ANNA.BERG@EXAMPLE.COM' });
    expect(again).toMatchObject({ status: 409, body: { code: 'already_registered' } });
  });

  it('makes one admin of several that register at the same time', async () => {
    await start();
    const replies = await Promise.all(
      [1, 2, 3, 4].map((n) => register({ email: `p${n}@example.com`, password: PASSWORD })),
    );
    expect(replies.filter(({ body }) => body.role === 'admin')).toHaveLength(1);
    expect(replies.every(({ status }) => status === 201)).toBe(true);
  });

  it('makes one account of several registrations of the same address', async () => {
    await start();
    const replies = await Promise.all([1, 2, 3].map(() => register(anna)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('refuses a short password, a bad address and a zone that does not exist, field by field', async () => {
    await start();
    const { status, body } = await server.json<{ errors: { path: string }[] }>('/api/auth/register', {
      json: { email: 'nobody', password: 'short', time_zone: 'Mars/Olympus' },
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ path }) => path)).toEqual(['email', 'password', 'time_zone']);
  });

  it('makes the admin of the environment once, and leaves an existing account alone', async () => {
    await start();
    const admin = { ADMIN_EMAIL: 'boss@example.com', ADMIN_PASSWORD: PASSWORD };
    expect(await bootstrapAdmin(server.deps, admin)).toMatchObject({ role: 'admin', is_active: true });
    expect(await bootstrapAdmin(server.deps, { ...admin, ADMIN_PASSWORD: 'another password' })).toBeNull();
    expect(await bootstrapAdmin(server.deps, { ADMIN_EMAIL: null, ADMIN_PASSWORD: null })).toBeNull();
    const login = { email: 'boss@example.com', password: PASSWORD };
    expect((await server.request('/api/auth/login', { json: login })).status).toBe(200);
    expect((await register(anna)).body).toMatchObject({ role: 'kam', is_active: false });
  });

  it('makes it once also when two servers start at the same time', async () => {
    await start();
    const admin = { ADMIN_EMAIL: 'boss@example.com', ADMIN_PASSWORD: PASSWORD };
    const made = await Promise.all([bootstrapAdmin(server.deps, admin), bootstrapAdmin(server.deps, admin)]);
    expect(made.filter((user) => user !== null)).toHaveLength(1);
  });
});
