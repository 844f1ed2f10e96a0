import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { audit_logs, outbox } from '../db/tables/records.ts';
import { password_links, users } from '../db/tables/workspace.ts';
import { createJobs } from '../jobs/jobs.ts';
import { createPasswordLinks } from '../mail/password-links.ts';
import { sendDue } from '../mail/send-due.ts';
import { createRecordingMailer } from '../testing/recording-mailer.ts';
import { ENGINES } from '../testing/test-database.ts';
import { PASSWORD, type TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const NEW_PASSWORD = 'three words of mine';
const PAGE = { accept: 'text/html,*/*;q=0.8' };
const NEVER = new AbortController().signal;

describe.each(ENGINES)('choosing a password on %s', (engine) => {
  let server: TestServer;
  let admin: TestActor;
  let kam1: TestActor;
  beforeEach(async () => {
    server = await startTestServer({ engine });
    ({ admin, kam1 } = server.actors);
  });
  afterEach(() => server.close());

  const invite = (json: object = {}, as = admin) =>
    server.json<{ id: string; code: string }>('/api/users', {
      as,
      json: { email: 'new@callbook.test', name: 'Nora', time_zone: 'Europe/Berlin', ...json },
    });
  const forgot = (email: string) => server.request('/api/auth/forgot-password', { json: { email } });
  const choose = (token: string, password = NEW_PASSWORD) =>
    server.json('/api/auth/set-password', { json: { token, password } });
  const login = async (email: string, password = NEW_PASSWORD) =>
    (await server.request('/api/auth/login', { json: { email, password } })).status;
  const queued = () => server.deps.db.select().from(outbox);
  const mailsOf = (count: number) =>
    vi.waitFor(async () => {
      const rows = await queued();
      expect(rows).toHaveLength(count);
      return rows;
    });
  /** Sends what waits, and gives the token of the last mail. */
  const delivered = async () => {
    const mailer = createRecordingMailer();
    await sendDue({ ...server.deps, mailer }, { drain: NEVER, abort: NEVER });
    const mail = mailer.sent.at(-1);
    const token = /\/set-password\?token=(\S+)/.exec(mail?.body ?? '')?.[1] ?? '';
    expect(mail?.html).toContain(`/set-password?token=${token}"`);
    return { mail, token };
  };

  it('begins with an invitation for who is made without a password, and ends with signing in', async () => {
    expect(await invite()).toMatchObject({ status: 201, body: { is_active: true } });
    expect(await login('new@callbook.test', '')).toBe(422);
    expect(await login('new@callbook.test', 'null')).toBe(401);
    const { mail, token } = await delivered();
    expect(mail).toMatchObject({ to: 'new@callbook.test', subject: 'Your account in Callbook' });
    expect(mail?.body).toContain('Hello Nora,\n\nadmin has made you an account');
    expect((await choose(token)).status).toBe(204);
    expect(await login('new@callbook.test')).toBe(200);
    const lines = await server.deps.db.select().from(audit_logs).where(eq(audit_logs.entity, 'user'));
    const told = lines.filter(({ action }) => !action.startsWith('sign_in'));
    expect(told.map(({ action, actor_id }) => [action, actor_id === admin.id])).toEqual([
      ['create', true],
      ['invite', true],
      ['set_password', false],
    ]);
  });

  it('leaves no link that works in the database, whoever reads it', async () => {
    await invite();
    const { mail, token } = await delivered();
    const [row] = await queued();
    const [link] = await server.deps.db.select().from(password_links);
    const kept = JSON.stringify([row, link, await server.deps.db.select().from(audit_logs), server.logged]);
    expect(mail?.body).toContain(token);
    expect(kept).not.toContain(token.split('.')[1]);
    expect((await choose(String(link?.id))).status).toBe(404);
    const ofAnotherServer = createPasswordLinks('another secret').completed(
      `/set-password?token=${link?.id}`,
      String(link?.id),
    );
    expect((await choose(ofAnotherServer.split('=')[1] ?? '')).status).toBe(404);
    expect((await choose(`${token}x`)).status).toBe(404);
    expect((await choose(token)).status).toBe(204);
  });

  it('works once, for an hour after a reset was asked for, and by the last link only', async () => {
    await forgot('KAM1@callbook.test');
    await mailsOf(1);
    const first = await delivered();
    await forgot(kam1.email);
    await mailsOf(2);
    const second = await delivered();
    expect(second.mail).toMatchObject({ to: kam1.email, subject: 'A new password for Callbook' });
    expect(await choose(first.token)).toMatchObject({ status: 404, body: { code: 'gone' } });
    expect((await choose(second.token, 'short')).status).toBe(422);
    expect((await choose(second.token)).status).toBe(204);
    expect((await choose(second.token)).status).toBe(404);
    await forgot(kam1.email);
    await mailsOf(3);
    const late = await delivered();
    server.clock.advance(3600);
    expect((await choose(late.token)).status).toBe(404);
    expect(await createJobs(server.deps)[0]?.run()).toMatchObject({ links: 0 });
    server.clock.advance(1);
    expect(await createJobs(server.deps)[0]?.run()).toMatchObject({ links: 1 });
  });

  it('signs out on all devices, and the old password opens nothing any more', async () => {
    await forgot(kam1.email);
    await mailsOf(1);
    const { token } = await delivered();
    expect(await login(kam1.email, PASSWORD)).toBe(200);
    expect((await server.request('/api/auth/me', { as: kam1 })).status).toBe(200);
    await choose(token);
    expect((await server.request('/api/auth/me', { as: kam1 })).status).toBe(401);
    const refreshed = await server.json('/api/auth/refresh', { json: { refresh_token: kam1.refresh_token } });
    expect(refreshed.status).toBe(401);
    expect(await login(kam1.email, PASSWORD)).toBe(401);
    expect(await login(kam1.email)).toBe(200);
  });

  it('answers alike to an address that is known, unknown, or of somebody inactive, and mails the first only', async () => {
    await server.json(`/api/users/${server.actors.kam2.id}`, {
      method: 'PATCH',
      as: admin,
      json: { is_active: false },
    });
    const answers = [];
    for (const email of ['nobody@callbook.test', server.actors.kam2.email, kam1.email]) {
      const reply = await forgot(email);
      const same = [...reply.headers].filter(([name]) => name !== 'x-request-id');
      answers.push(JSON.stringify([reply.status, await reply.text(), same]));
    }
    expect(new Set(answers).size).toBe(1);
    expect(await mailsOf(1)).toMatchObject([{ to: kam1.email }]);
  });

  it('ends with being deactivated, and with a password that an admin has set', async () => {
    const change = (id: string, json: object) =>
      server.json(`/api/users/${id}`, { method: 'PATCH', as: admin, json });
    const { body } = await invite();
    const invited = await delivered();
    await change(body.id, { is_active: false });
    expect((await choose(invited.token)).status).toBe(404);
    await forgot(kam1.email);
    await mailsOf(2);
    const reset = await delivered();
    await change(kam1.id, { password: 'set by the admin' });
    expect((await choose(reset.token)).status).toBe(404);
    expect(await login(kam1.email, 'set by the admin')).toBe(200);
  });

  it('is offered once more by an admin: an invitation to who has no password, else a reset', async () => {
    const again = (id: string, as = admin) =>
      server.json<{ code: string }>(`/api/users/${id}/invitation`, { method: 'POST', as });
    const { body } = await invite();
    expect((await again(body.id, server.actors.manager)).status).toBe(403);
    expect((await again(body.id)).status).toBe(200);
    expect((await again(kam1.id)).status).toBe(200);
    expect((await queued()).map(({ template }) => template).sort()).toEqual([
      'invitation',
      'invitation',
      'password_reset',
    ]);
    expect((await again(server.deps.ids.next())).status).toBe(404);
    await server.json(`/api/users/${body.id}`, { method: 'PATCH', as: admin, json: { is_active: false } });
    expect(await again(body.id)).toMatchObject({ status: 409, body: { code: 'impossible_transition' } });
  });

  it('writes in the language of the workspace, and in its own words', async () => {
    const settings = await server.json<{ write_id: string }>('/api/settings', { as: admin });
    await server.json('/api/settings', {
      method: 'PATCH',
      as: admin,
      json: { language: 'de' },
      headers: { 'if-match': `"${settings.body.write_id}"` },
    });
    await invite();
    expect((await delivered()).mail?.subject).toBe('Ihr Zugang zu Callbook');
    const set = (json: object) =>
      server.json('/api/settings/templates/invitation?language=de', { method: 'PUT', as: admin, json });
    const without = await set({ subject: 'Hallo', body: 'Willkommen!' });
    expect(without).toMatchObject({ status: 422, body: { errors: [{ path: 'body' }] } });
    const inSubject = await set({ subject: '{{link}}', body: '{{link}}' });
    expect(inSubject).toMatchObject({ status: 422, body: { errors: [{ path: 'subject' }] } });
    expect((await set({ subject: 'Hallo {{name}}', body: 'Hier: {{link}}' })).status).toBe(200);
    await invite({ email: 'other@callbook.test' });
    const { mail, token } = await delivered();
    expect(mail?.subject).toBe('Hallo Nora');
    expect((await choose(token)).status).toBe(204);
  });
});

describe('the pages of a password', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ env: { RATE_LIMIT: 'on' } });
  });
  afterEach(() => server.close());
  const post = (path: string, fields: Record<string, string>) =>
    server.request(path, { body: new URLSearchParams(fields), headers: PAGE });
  const get = (path: string) => server.request(path, { headers: PAGE });
  const tokenOf = async () => {
    await vi.waitFor(async () => expect(await server.deps.db.select().from(password_links)).toHaveLength(1));
    const [link] = await server.deps.db.select().from(password_links);
    const address = server.deps.passwordLinks.unfinished('', String(link?.id));
    return server.deps.passwordLinks.completed(address, String(link?.id)).split('=')[1] ?? '';
  };

  it('ask for the address, and say the same to everybody', async () => {
    const form = await server.request('/forgot-password');
    expect(form.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await form.text()).toContain('action="/forgot-password"');
    const wrong = await post('/forgot-password', { email: 'no address "<b>' });
    expect(wrong.status).toBe(422);
    const text = await wrong.text();
    expect(text).toContain('value="no address &quot;&lt;b&gt;"');
    expect(text).toContain('This must be an e-mail address.');
    const known = await post('/forgot-password', { email: server.actors.kam1.email });
    const unknown = await post('/forgot-password', { email: 'nobody@callbook.test' });
    const withoutNonce = (html: string) => html.replaceAll(/nonce="[^"]*"/g, '');
    expect(withoutNonce(await known.text())).toBe(withoutNonce(await unknown.text()));
  });

  it('let a person choose by the link, tell what is wrong with the password, and say when a link is over', async () => {
    await post('/forgot-password', { email: server.actors.kam1.email });
    const token = await tokenOf();
    const opened = await server.request(`/set-password?token=${token}`);
    expect(opened.status).toBe(200);
    expect(opened.headers.get('cache-control')).toBe('no-store');
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await opened.text()).toContain(`value="${server.actors.kam1.email}"`);
    const short = await post('/set-password', { token, password: 'short' });
    expect(short.status).toBe(422);
    expect(await short.text()).toContain('This must have at least 8 characters.');
    expect((await post('/set-password', { token, password: 'x'.repeat(201) })).status).toBe(422);
    expect(await (await post('/set-password', { token, password: NEW_PASSWORD })).text()).toContain(
      'Your password is set.',
    );
    const over = await get(`/set-password?token=${token}`);
    expect(over.status).toBe(404);
    expect(await over.text()).toContain('This link does not work');
    expect(await server.json(`/set-password?token=${token}`)).toMatchObject({
      status: 404,
      body: { code: 'gone' },
    });
    expect((await post('/set-password', { token, password: NEW_PASSWORD })).status).toBe(404);
    expect((await get('/set-password')).status).toBe(404);
    const json = { email: server.actors.kam1.email, password: NEW_PASSWORD };
    expect((await server.request('/api/auth/login', { json })).status).toBe(200);
    expect(JSON.stringify(server.logged)).not.toContain(token);
  });

  it('stop who asks too often, and let in again who was locked out by wrong guesses', async () => {
    const email = server.actors.kam1.email;
    for (let n = 0; n < 5; n += 1) expect((await post('/forgot-password', { email })).status).toBe(200);
    const refused = await post('/forgot-password', { email });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    for (let n = 0; n < 10; n += 1)
      await server.request('/api/auth/login', { json: { email, password: 'wrong password' } });
    const login = () => server.request('/api/auth/login', { json: { email, password: NEW_PASSWORD } });
    expect((await login()).status).toBe(429);
    expect((await post('/set-password', { token: await tokenOf(), password: NEW_PASSWORD })).status).toBe(
      200,
    );
    expect((await login()).status).toBe(200);
    const [row] = await server.deps.db.select().from(users).where(eq(users.id, server.actors.kam1.id));
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$/);
  });
});
