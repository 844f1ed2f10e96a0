import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignments, outbox } from '../db/tables/records.ts';
import { readDocuments } from '../feed/write-documents.ts';
import { ENGINES } from '../testing/test-database.ts';
import { PASSWORD, type TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface User {
  id: string;
  email: string;
  role: string;
  is_active: boolean;
  write_id: string;
  code: string;
}
interface Page {
  items: User[];
  total: number;
  has_more: boolean;
  last_id: string;
}

describe.each(ENGINES)('users on %s', (engine) => {
  let server: TestServer;
  let admin: TestActor;
  let manager: TestActor;
  let kam1: TestActor;
  let kam2: TestActor;
  beforeEach(async () => {
    server = await startTestServer({ engine });
    ({ admin, manager, kam1, kam2 } = server.actors);
  });
  afterEach(() => server.close());

  const change = (id: string, json: object, headers: Record<string, string> = {}, as = admin) =>
    server.json<User>(`/api/users/${id}`, { method: 'PATCH', as, json, headers });
  const remove = (id: string, query = '', as = admin) =>
    server.json<User>(`/api/users/${id}${query}`, { method: 'DELETE', as });

  it('are listed page by page for managers and admins', async () => {
    const first = await server.json<Page>('/api/users?page_size=3', { as: manager });
    expect(first.body).toMatchObject({ total: 4, has_more: true });
    const next = await server.json<Page>(`/users/?page_size=3&after_id=${first.body.last_id}`, { as: admin });
    expect(next.body).toMatchObject({ total: 4, has_more: false });
    expect([...first.body.items, ...next.body.items].map(({ email }) => email).sort()).toEqual(
      [admin, kam1, kam2, manager].map(({ email }) => email).sort(),
    );
    expect((await server.request('/api/users', { as: kam1 })).status).toBe(403);
  });

  it('are made of an address and a password; null says no more than leaving out', async () => {
    const json = { email: 'new@callbook.example', password: PASSWORD };
    const nulls = { name: null, role: null, time_zone: null, is_active: null };
    const made = await server.json<User>('/api/users', { as: admin, json: { ...json, ...nulls } });
    expect(made).toMatchObject({ status: 201, body: { name: 'new', role: 'kam', is_active: true } });
  });

  it.each(['page_size=0', 'page_size=201', 'page_size=x', 'after_id=x'])(
    'refuse the query %s',
    async (query) => {
      const reply = await server.json(`/api/users?${query}`, { as: admin });
      expect(reply).toMatchObject({ status: 422, body: { code: 'bad_query' } });
    },
  );

  it('are shown one by one to staff and to themselves; another’s page does not exist for a KAM', async () => {
    expect((await server.request(`/api/users/${kam1.id}`, { as: kam1 })).status).toBe(200);
    expect((await server.request(`/api/users/${kam1.id.toUpperCase()}`, { as: manager })).status).toBe(200);
    expect((await server.request(`/api/users/${kam2.id}`, { as: kam1 })).status).toBe(404);
    expect((await server.request('/api/users/no-id', { as: admin })).status).toBe(404);
    expect((await server.request(`/api/users/${server.deps.ids.next()}`, { as: admin })).status).toBe(404);
  });

  it('are made by admins only, whose new people can sign in', async () => {
    const json = { email: 'new@example.com', password: PASSWORD, role: 'manager', name: 'New' };
    expect((await server.request('/api/users', { as: manager, json })).status).toBe(403);
    const made = await server.json<User>('/api/users', { as: admin, json });
    expect(made).toMatchObject({ status: 201, body: { role: 'manager', is_active: true } });
    expect(made.headers.get('etag')).toBe(`"${made.body.write_id}"`);
    const login = await server.request('/api/auth/login', {
      json: { email: json.email, password: PASSWORD },
    });
    expect(login.status).toBe(200);
    expect(await server.json('/api/users', { as: admin, json })).toMatchObject({ status: 409 });
  });

  it('are told no before their body is looked at', async () => {
    const reply = await server.request('/api/users', { as: kam1, body: 'not json' });
    expect(reply.status).toBe(403);
  });

  it('are changed field by field, and every replica hears of it', async () => {
    const changed = await change(kam1.id, { name: 'Karla', time_zone: 'Asia/Kolkata' });
    expect(changed.body).toMatchObject({
      name: 'Karla',
      time_zone: 'Asia/Kolkata',
      role: 'kam',
      email: kam1.email,
    });
    const { body } = await server.json<{ documents: User[] }>('/api/sync/users/pull', { as: kam2 });
    const { documents } = body;
    expect(documents).toHaveLength(4);
    expect(documents.at(-1)).toMatchObject({ id: kam1.id, name: 'Karla', write_id: changed.body.write_id });
    expect(JSON.stringify(documents)).not.toContain('password');
  });

  it('say when a person works: he sets it himself, an admin for anybody, and /me shows it', async () => {
    const hours = { '1': [['08:00', '12:00']], '6': [['10:00', '13:00']] };
    const set = (id: string, working_hours: unknown, as: TestActor) =>
      server.json<User & { working_hours: unknown }>(`/api/users/${id}/working_hours`, {
        ...{ method: 'PUT', as, json: { working_hours } },
      });
    const me = async () => (await server.json<Record<string, unknown>>('/api/auth/me', { as: kam1 })).body;
    expect(await me()).toMatchObject({ working_hours: null });
    expect(await set(kam1.id, hours, kam1)).toMatchObject({ status: 200, body: { working_hours: hours } });
    expect(await me()).toMatchObject({ working_hours: hours });
    expect((await set(kam1.id, null, kam2)).status).toBe(403);
    expect((await set(kam1.id, null, manager)).status).toBe(403);
    expect((await set(kam1.id, { '1': [['8', '12']] }, kam1)).status).toBe(422);
    expect((await set(server.deps.ids.next(), null, admin)).status).toBe(404);
    expect(await me()).toMatchObject({ working_hours: hours });

    const other = { '2': [['09:00', '17:00']] };
    expect((await change(kam1.id, { working_hours: other } as never)).body).toMatchObject({
      working_hours: other,
    });
    expect((await change(kam1.id, { name: 'Karla' })).body).toMatchObject({ working_hours: other });
    const { body } = await server.json<{ documents: User[] }>('/api/sync/users/pull', { as: kam2 });
    expect(body.documents.find(({ id }) => id === kam1.id)).toMatchObject({ working_hours: other });
    expect(await set(kam1.id, null, admin)).toMatchObject({ status: 200, body: { working_hours: null } });
  });

  it('keep their version: a change of an old one is refused', async () => {
    const stale = await change(kam1.id, { name: 'A' }, { 'if-match': `"${server.deps.ids.next()}"` });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect((await change(kam1.id, { name: 'A' }, { 'if-match': `W/"${kam1.user.write_id}"` })).status).toBe(
      200,
    );
    expect((await change(kam1.id, { name: 'B' }, { 'if-match': '*' })).status).toBe(200);
  });

  it('keep their addresses apart', async () => {
    expect((await change(kam1.id, { email: 'KAM2@callbook.test' })).body.code).toBe('already_registered');
    expect((await change(kam1.id, { email: 'KAM1@callbook.test' })).body.email).toBe('KAM1@callbook.test');
  });

  it('are signed out everywhere by a new password', async () => {
    expect((await change(kam1.id, { password: 'an entirely new one' })).status).toBe(200);
    expect((await server.request('/api/auth/me', { as: kam1 })).status).toBe(401);
    const login = (password: string) =>
      server.request('/api/auth/login', { json: { email: kam1.email, password } });
    expect((await login(PASSWORD)).status).toBe(401);
    expect((await login('an entirely new one')).status).toBe(200);
  });

  it('always have an active admin among them', async () => {
    for (const json of [{ role: 'kam' }, { is_active: false }]) {
      expect(await change(admin.id, json)).toMatchObject({ status: 422, body: { code: 'last_admin' } });
    }
    expect((await remove(admin.id)).body.code).toBe('last_admin');
    await change(manager.id, { role: 'admin' });
    expect((await remove(admin.id)).status).toBe(200);
  });

  it('keep one admin also when two of them demote each other at the same time', async () => {
    await change(manager.id, { role: 'admin' });
    const replies = await Promise.all([
      change(manager.id, { role: 'kam' }),
      change(admin.id, { role: 'kam' }, {}, manager),
    ]);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('are deactivated, not removed, and cannot be found where they never were', async () => {
    expect((await remove(kam1.id)).body).toMatchObject({ id: kam1.id, is_active: false });
    expect((await server.json<Page>('/api/users', { as: admin })).body.total).toBe(4);
    expect((await remove(server.deps.ids.next())).status).toBe(404);
    expect((await change(server.deps.ids.next(), { name: 'x' })).status).toBe(404);
    expect((await remove(kam2.id, '', manager)).status).toBe(403);
  });

  it('leave their leads and customers to whom the admin names', async () => {
    const lead = await server.json<User>('/api/leads', {
      as: admin,
      json: { kind: 'organization', name: 'Brot & Sohn', assignee_id: kam1.id, state: 'WON' },
    });
    expect(lead.status).toBe(201);
    expect((await remove(kam1.id, `?reassign_to=${kam2.id}`)).status).toBe(200);
    const { db } = server.deps;
    const moved = (await readDocuments(db, 'leads', [lead.body.id])).get(lead.body.id)?.document;
    expect(moved?.assignee_id).toBe(kam2.id);
    expect(moved?.write_id).not.toBe(lead.body.write_id);
    const mine = await server.json<Page>('/api/customers', { as: kam2 });
    expect(mine.body.items).toMatchObject([{ lead_id: lead.body.id, assignee_id: kam2.id }]);
    const history = await db.select().from(assignments).where(eq(assignments.to_id, kam2.id));
    expect(history).toMatchObject([{ lead_id: lead.body.id, from_id: kam1.id, by_id: admin.id }]);
  });

  it('leave them with one mail to the heir, however many they are', async () => {
    for (const name of ['Alder Mill', 'Birch Works']) {
      await server.json('/api/leads', { as: kam1, json: { name } });
    }
    await remove(kam1.id, `?reassign_to=${kam2.id}`);
    const mails = await server.deps.db.select().from(outbox).where(eq(outbox.to, kam2.user.email));
    expect(mails).toMatchObject([{ template: 'assigned', lead_id: null }]);
    expect(mails[0]?.subject).toBe('Assigned to you: 2 leads');
    expect(mails[0]?.body).toMatch(/Leads: .*Alder Mill.*\n/);
  });

  it('leave nothing to strangers, to the inactive, or to themselves', async () => {
    await remove(kam2.id);
    for (const id of [kam2.id, kam1.id, server.deps.ids.next()]) {
      const reply = await remove(kam1.id, `?reassign_to=${id}`);
      expect(reply).toMatchObject({ status: 422, body: { code: 'unknown_assignee' } });
    }
    expect((await remove(kam1.id, `?reassign_to=${manager.id}`)).status).toBe(200);
  });
});
