import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { SCHEMA_VERSION } from '#domain/sync/collections.ts';
import type { PullReply, PushReply } from '#domain/sync/messages.ts';
import { aLead } from '#domain/testing/builders.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { openTestStream } from '../testing/test-stream.ts';

const ids = createIds();

describe.each(ENGINES)('replication on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const push = (as: TestServer['actors']['kam1'], ...documents: object[]) =>
    server.json<PushReply>('/api/sync/leads/push', {
      as,
      json: { rows: documents.map((document) => ({ base: null, document })) },
    });
  const pullLeads = (as: TestServer['actors']['kam1'], query = '') =>
    server.json<PullReply>(`/api/sync/leads/pull${query}`, { as });

  it('gives a KAM his own leads in pages, and never again what he has seen', async () => {
    const { kam1 } = server.actors;
    const leads = Array.from({ length: 5 }, () => aLead({ assignee_id: kam1.user.id }));
    await push(kam1, ...leads);
    const seen: string[] = [];
    let checkpoint = '';
    for (;;) {
      const { body } = await pullLeads(kam1, `?limit=2&checkpoint=${checkpoint}`);
      seen.push(...body.documents.map(({ id }) => id));
      checkpoint = body.checkpoint;
      if (body.documents.length < 2) break;
    }
    expect(seen).toEqual(leads.map(({ id }) => id));
    expect((await pullLeads(kam1, `?checkpoint=${checkpoint}`)).body.documents).toEqual([]);
  });

  it('gives everybody the people and the settings, without secrets', async () => {
    const { kam1 } = server.actors;
    const users = await server.json<PullReply>('/api/sync/users/pull', { as: kam1 });
    expect(users.body.documents.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(users.body)).not.toMatch(/password|argon2/);
    const settings = await server.json<PullReply>('/api/sync/settings/pull', { as: kam1 });
    expect(settings.body.documents).toHaveLength(1);
  });

  it('asks for a new start with a checkpoint of another scope, epoch or collection, or from the future', async () => {
    const { kam1, manager } = server.actors;
    const { checkpoint } = (await pullLeads(manager)).body;
    const [, scope, seq] = JSON.parse(Buffer.from(checkpoint, 'base64url').toString());
    const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    for (const bad of [checkpoint, forged(['x', scope, seq]), 'nonsense', forged([1])]) {
      expect(await pullLeads(kam1, `?checkpoint=${bad}`)).toMatchObject({
        status: 410,
        body: { code: 'resync_required' },
      });
    }
    const elsewhere = await server.json(`/api/sync/pocs/pull?checkpoint=${checkpoint}`, { as: manager });
    expect(elsewhere).toMatchObject({ status: 410, body: { code: 'resync_required' } });
    const ofBefore = forged([server.deps.epoch, scope, seq]);
    expect(await pullLeads(manager, `?checkpoint=${ofBefore}`)).toMatchObject({ status: 200 });
    const ahead = forged([server.deps.epoch, scope, seq + 1000]);
    expect(await pullLeads(manager, `?checkpoint=${ahead}`)).toMatchObject({ status: 410 });
  });

  it('knows the versions of schemas that it understands', async () => {
    const { kam1 } = server.actors;
    const ask = (version: string, path = 'leads/pull') =>
      server.json(`/api/sync/${path}`, { as: kam1, headers: { 'x-schema-version': version } });
    const [own, before, after] = [SCHEMA_VERSION, SCHEMA_VERSION - 1, SCHEMA_VERSION + 1].map(String);
    expect(await ask(own ?? '')).toMatchObject({ status: 200 });
    expect(await ask(before ?? '')).toMatchObject({ status: 426, body: { code: 'schema_too_old' } });
    expect(await ask(after ?? '')).toMatchObject({ status: 409, body: { code: 'server_outdated' } });
    for (const none of ['new', '1.5', '-1'])
      expect(await ask(none)).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect(await ask(before ?? '', 'stream')).toMatchObject({
      status: 426,
      body: { code: 'schema_too_old' },
    });
    expect(await ask('999', 'stream')).toMatchObject({ status: 409, body: { code: 'server_outdated' } });
    const old = { as: kam1, headers: { 'x-schema-version': before ?? '' }, json: { rows: [] } };
    expect(await server.json('/api/sync/leads/push', old)).toMatchObject({
      status: 200,
      body: { results: [] },
    });
  });

  it('refuses collections that are none, and writes of what the server alone writes', async () => {
    const { admin } = server.actors;
    expect(await server.json('/api/sync/secrets/pull', { as: admin })).toMatchObject({ status: 404 });
    expect(await server.json('/api/sync/users/push', { as: admin, json: { rows: [] } })).toMatchObject({
      status: 403,
    });
    expect(await server.json('/api/sync/leads/pull')).toMatchObject({ status: 401 });
    expect(await server.json('/api/sync/leads/pull?limit=1001', { as: admin })).toMatchObject({
      status: 422,
    });
  });

  it('streams what is committed to those who see it, and to nobody else', async () => {
    const { kam1, kam2 } = server.actors;
    const address = await server.listen();
    const [one, two] = await Promise.all(
      [kam1, kam2].map((actor) => openTestStream(address, actor.access_token)),
    );
    if (!one || !two) throw new Error('no stream');
    await expect.poll(() => [one.events.length, two.events.length]).toEqual([1, 1]);
    const lead = aLead({ assignee_id: kam1.user.id });
    await push(kam1, lead);
    await expect.poll(() => one.documents('leads').map(({ id }) => id)).toContain(lead.id);
    const own = aLead({ assignee_id: kam2.user.id });
    await push(kam2, own);
    await expect.poll(() => two.documents('leads').map(({ id }) => id)).toEqual([own.id]);
    const last = one.messages('leads').at(-1)?.checkpoint ?? '';
    expect((await pullLeads(kam1, `?checkpoint=${last}`)).body.documents).toEqual([]);
    await Promise.all([one.close(), two.close()]);
  });

  it('tells whoever follows of a won lead by its customer, once, however it was won; the audit has it too', async () => {
    const { admin, kam1, manager } = server.actors;
    const follower = await openTestStream(await server.listen(), manager.access_token);
    await expect.poll(() => follower.events.length).toBeGreaterThan(0);
    const [pushed, patched] = [aLead({ assignee_id: kam1.id }), aLead({ assignee_id: kam1.id })];
    await push(kam1, { ...pushed, state: 'WON', won_at: pushed.created_at }, patched);
    const won = await server.json(`/api/leads/${patched.id}`, {
      as: kam1,
      method: 'PATCH',
      json: { state: 'WON' },
    });
    expect(won.status).toBe(200);
    const told = () => follower.documents('customers').map(({ lead_id }) => lead_id);
    await expect.poll(told).toEqual([pushed.id, patched.id]);
    await server.json(`/api/leads/${patched.id}`, { as: kam1, method: 'PATCH', json: { city: 'Kiel' } });
    await expect.poll(() => follower.documents('leads').at(-1)).toMatchObject({ city: 'Kiel' });
    expect(told()).toEqual([pushed.id, patched.id]);
    const lines = await server.json<{ items: { entity_id: string }[] }>(
      '/api/audit-logs?entity=customer&action=create',
      { as: admin },
    );
    const customers = follower.documents('customers').map(({ id }) => id);
    expect(lines.body.items.map(({ entity_id }) => entity_id)).toEqual(expect.arrayContaining(customers));
    await follower.close();
  });

  it('ends the stream of somebody who may no longer read', async () => {
    const { admin, kam2 } = server.actors;
    const stream = await openTestStream(await server.listen(), kam2.access_token);
    await expect.poll(() => stream.events.length).toBe(1);
    await server.json(`/api/users/${kam2.user.id}`, {
      as: admin,
      method: 'PATCH',
      json: { is_active: false },
    });
    await expect.poll(() => stream.ended).toBe(true);
    expect(await pullLeads(kam2)).toMatchObject({ status: 401, body: { code: 'account_inactive' } });
    await server.json(`/api/users/${kam2.user.id}`, {
      as: admin,
      method: 'PATCH',
      json: { is_active: true },
    });
  });

  it('says per row what became of it', async () => {
    const { kam1, kam2 } = server.actors;
    const lead = aLead({ assignee_id: kam1.user.id });
    expect(
      (await push(kam1, lead, { ...lead, id: ids.next(), write_id: ids.next(), name: '' })).body.results,
    ).toMatchObject([{ outcome: 'ok' }, { outcome: 'rejected', code: 'invalid' }]);
    expect((await push(kam2, lead)).body.results).toMatchObject([
      { outcome: 'gone', document: { name: '-' } },
    ]);
  });
});
