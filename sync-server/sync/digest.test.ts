import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { contentHash } from '#domain/sync/content-hash.ts';
import type { DigestReply, DigestRequest, PushReply } from '#domain/sync/messages.ts';
import { deletedTombstone, goneTombstone } from '#domain/sync/tombstone.ts';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import { countingDatabase } from '../testing/counting-database.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { digest } from './digest.ts';

const ids = createIds();
type Held = { id: string; write_id: string };

describe.each(ENGINES)('a digest on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const push = async (collection: string, ...rows: [string | null, object][]) => {
    const json = { rows: rows.map(([base, document]) => ({ base, document })) };
    const reply = await server.json<PushReply>(`/api/sync/${collection}/push`, {
      as: server.actors.kam1,
      json,
    });
    expect(reply.body.results.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'ok'));
  };
  const ask = async (
    asked: Partial<DigestRequest> & { ids: DigestRequest['ids'] },
    who: 'kam1' | 'kam2' | 'manager' = 'kam1',
  ) => {
    const json = { collection: 'leads', ...asked };
    return (await server.json<DigestReply>('/api/sync/digest', { as: server.actors[who], json })).body;
  };
  const mine = (given = {}) => aLead({ assignee_id: server.actors.kam1.id, ...given });
  const held = ({ id, write_id }: Held) => ({ id, write_id });

  it('says nothing of documents that are held as they stand', async () => {
    const leads = [mine(), mine(), mine()];
    await push('leads', ...leads.map((lead): [null, object] => [null, lead]));
    const none = { documents: [], unknown: [], checked: 3, has_more: false };
    expect(await ask({ ids: leads.map(held) })).toEqual(none);
    expect(await ask({ ids: leads.map((lead) => ({ ...held(lead), hash: contentHash(lead) })) })).toEqual(
      none,
    );
  });

  it('gives the document that stands in place of an older one, and knows that one', async () => {
    const lead = mine();
    await push('leads', [null, lead]);
    const next = { ...lead, write_id: ids.next(), name: 'Renamed' };
    await push('leads', [lead.write_id, next]);
    expect(await ask({ ids: [held(lead)] })).toMatchObject({
      documents: [{ ...next, _deleted: false }],
      unknown: [],
    });
  });

  it('knows a version that a request over REST has stored and another has replaced', async () => {
    const as = server.actors.kam1;
    const { body: first } = await server.json<Held>('/api/leads', {
      as,
      json: { name: 'One', kind: 'organization' },
    });
    const second = await server.json<Held>(`/api/leads/${first.id}`, {
      as,
      method: 'PATCH',
      json: { name: 'Two' },
    });
    expect(await ask({ ids: [held(first)] })).toMatchObject({
      documents: [{ write_id: second.body.write_id, name: 'Two' }],
      unknown: [],
    });
  });

  it('finds a document whose content differs although its write id does not', async () => {
    const lead = mine();
    await push('leads', [null, lead]);
    const damaged = { ...lead, name: 'Nordlicht Bakerz' };
    expect(await ask({ ids: [{ ...held(lead), hash: contentHash(damaged) }] })).toMatchObject({
      documents: [{ ...lead, _deleted: false }],
      unknown: [],
    });
  });

  it('names a write that has never arrived', async () => {
    const lead = mine();
    await push('leads', [null, lead]);
    const unsent = { id: lead.id, write_id: ids.next() };
    const fresh = { id: ids.next(), write_id: ids.next() };
    const reply = await ask({ ids: [unsent, fresh] });
    expect(reply.unknown.sort()).toEqual([unsent.id, fresh.id].sort());
    expect(reply.documents).toEqual(
      expect.arrayContaining([{ ...lead, _deleted: false }, goneTombstone('leads', fresh.id)]),
    );
  });

  it('gives the tombstone of what was deleted', async () => {
    const lead = mine();
    const poc = aPoc({ lead_id: lead.id });
    await push('leads', [null, lead]);
    await push('pocs', [null, poc]);
    const write_id = ids.next();
    await push('pocs', [poc.write_id, { id: poc.id, write_id, _deleted: true }]);
    const tombstone = deletedTombstone('pocs', poc.id, write_id);
    expect(await ask({ collection: 'pocs', ids: [held(poc)] })).toMatchObject({ documents: [tombstone] });
    expect((await ask({ collection: 'pocs', ids: [held(tombstone)] })).documents).toEqual([]);
  });

  it('answers the same for what is not theirs and for what is not there', async () => {
    const lead = mine({ name: 'Secret' });
    await push('leads', [null, lead]);
    const write_id = ids.next();
    const nothing = ids.next();
    const foreign = await ask({ ids: [{ id: lead.id, write_id }] }, 'kam2');
    expect(foreign).toEqual({
      documents: [goneTombstone('leads', lead.id)],
      unknown: [lead.id],
      checked: 1,
      has_more: false,
    });
    expect(JSON.stringify(await ask({ ids: [{ id: nothing, write_id }] }, 'kam2'))).toBe(
      JSON.stringify(foreign)
        .replaceAll(lead.id, nothing)
        .replace(goneTombstone('leads', lead.id).write_id, goneTombstone('leads', nothing).write_id),
    );
    const known = goneTombstone('leads', lead.id);
    expect(await ask({ ids: [held(known)] }, 'kam2')).toMatchObject({ documents: [], unknown: [] });
  });

  it('takes a lead that has left a scope for gone there, and for held by its new owner', async () => {
    const lead = mine();
    await push('leads', [null, lead]);
    const { kam2, manager } = server.actors;
    const moved = await server.json<Held>(`/api/leads/${lead.id}/assign`, {
      as: manager,
      json: { assignee_id: kam2.id },
    });
    expect(await ask({ ids: [held(lead)] })).toMatchObject({
      documents: [{ gone: true, name: '-' }],
      unknown: [],
    });
    expect((await ask({ ids: [held(moved.body)] }, 'kam2')).documents).toEqual([]);
  });

  it('tells of what is missing between two ends, and of nothing outside them', async () => {
    const leads = Array.from({ length: 6 }, () => mine());
    await push('leads', ...leads.map((lead): [null, object] => [null, lead]));
    const sorted = leads.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const [first, second, third, fourth, fifth] = sorted;
    if (!first || !second || !third || !fourth || !fifth) throw new Error('no leads');
    const between = await ask({ ids: [held(third)], after_id: first.id, until_id: fifth.id });
    expect(between.documents.map(({ id }) => id)).toEqual([second.id, fourth.id, fifth.id]);
    expect(between).toMatchObject({ unknown: [], checked: 1, has_more: false });
    const all = await ask({ ids: [], after_id: null });
    expect(all.documents.map(({ id }) => id)).toEqual(expect.arrayContaining(sorted.map(({ id }) => id)));
    expect((await ask({ ids: [held(first)] })).documents).toEqual([]);
    expect((await ask({ ids: [], after_id: null, until_id: null }, 'kam2')).documents).not.toContainEqual(
      expect.objectContaining({ id: first.id }),
    );
  });

  it('takes damaged ids for what they are', async () => {
    const lead = mine();
    await push('leads', [null, lead]);
    const damaged = [
      { id: lead.id, write_id: 'x'.repeat(36) },
      { id: 'no id', write_id: lead.write_id },
    ];
    const reply = await ask({ ids: damaged });
    expect(reply.unknown.sort()).toEqual([lead.id, 'no id'].sort());
    expect(reply.documents).toContainEqual({ ...lead, _deleted: false });
    expect(reply.documents).toContainEqual(goneTombstone('leads', 'no id'));
  });

  it('serves the people and the settings too, without secrets', async () => {
    const reply = await ask({ collection: 'users', ids: [], after_id: null }, 'kam2');
    expect(reply.documents.length).toBe(4);
    expect(JSON.stringify(reply)).not.toMatch(/password|argon2/);
  });

  it('asks the same of its caller as a pull', async () => {
    const { kam1 } = server.actors;
    const json = { collection: 'leads', ids: [] };
    const at = (version: string) =>
      server.json('/api/sync/digest', { as: kam1, json, headers: { 'x-schema-version': version } });
    expect(await at('0')).toMatchObject({ status: 426, body: { code: 'schema_too_old' } });
    expect(await at('999')).toMatchObject({ status: 409, body: { code: 'server_outdated' } });
    expect(await server.json('/api/sync/digest', { json })).toMatchObject({ status: 401 });
    const secrets = { as: kam1, json: { ...json, collection: 'secrets' } };
    expect(await server.json('/api/sync/digest', secrets)).toMatchObject({ status: 404 });
    const many = Array.from({ length: 5001 }, () => ({ id: ids.next(), write_id: ids.next() }));
    expect(await server.json('/api/sync/digest', { as: kam1, json: { ...json, ids: many } })).toMatchObject({
      status: 422,
    });
  });

  it('takes one statement for what is missing, and one for each part of what is listed', async () => {
    const lead = mine();
    await push('leads', [null, lead]);
    const statementsFor = async (count: number) => {
      const { db, queries } = countingDatabase(server.deps.db);
      const entries = Array.from({ length: count }, () => ({ id: ids.next(), write_id: ids.next() }));
      const asked = { ids: [held(lead), ...entries], after_id: null };
      const reply = await digest({ ...server.deps, db }, server.actors.kam1, 'leads', asked);
      expect(reply.unknown).toHaveLength(count);
      return queries();
    };
    expect(await statementsFor(1)).toBe(2);
    expect(await statementsFor(249)).toBe(2);
    expect(await statementsFor(4999)).toBe(21);
  });
});
