import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { PullReply, PushReply } from '#domain/sync/messages.ts';
import { kamScope } from '#domain/sync/scope.ts';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import { pocs } from '../db/tables/documents.ts';
import { applied, device_cursors, feed } from '../db/tables/records.ts';
import { createJobs } from '../jobs/jobs.ts';
import { purgeRepeats } from '../jobs/purge-repeats.ts';
import { ENGINES } from '../testing/test-database.ts';
import { signedIn } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { compact } from './compact.ts';

const ids = createIds();
const DAY = 86_400;

describe.each(ENGINES)('the feed forgets on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  type Person = { access_token: string };
  /** Tokens live minutes, devices half a year: a person who comes back signs in on the same device. */
  const back = async (actor: { id: string; session_id: string }): Promise<Person> => ({
    access_token: await server.deps.accessTokens.issue({ user_id: actor.id, session_id: actor.session_id }),
  });
  const push = async (as: Person, collection: string, base: string | null, document: object) => {
    const json = { rows: [{ base, document }] };
    return (await server.json<PushReply>(`/api/sync/${collection}/push`, { as, json })).body.results[0];
  };
  const pullAll = async (as: Person, collection: string, checkpoint = '') => {
    const query = `?checkpoint=${checkpoint}`;
    return server.json<PullReply & { code: string }>(`/api/sync/${collection}/pull${query}`, { as });
  };
  /** A lead of kam1 with two contacts, one of which is deleted again. */
  const aDeletion = async () => {
    const { kam1 } = server.actors;
    const lead = aLead({ assignee_id: kam1.id });
    const [kept, ended] = [aPoc({ lead_id: lead.id }), aPoc({ lead_id: lead.id })];
    await push(kam1, 'leads', null, lead);
    await push(kam1, 'pocs', null, ended);
    await push(kam1, 'pocs', null, kept);
    const before = (await pullAll(kam1, 'pocs')).body.checkpoint;
    // A second pull says that the first has arrived.
    await pullAll(kam1, 'pocs', before);
    await push(kam1, 'pocs', ended.write_id, { id: ended.id, write_id: ids.next(), _deleted: true });
    return { lead, kept, ended, before };
  };
  const pass = async (days: number) => {
    server.clock.advance(days * DAY);
    return compact(server.deps);
  };

  it('nothing that is younger than 180 days', async () => {
    await aDeletion();
    expect(await compact(server.deps)).toEqual({ feed_rows: 0, documents: 0 });
    expect(await pass(179)).toEqual({ feed_rows: 0, documents: 0 });
  });

  it('a deletion that is older, when no device waits for it; a device of before begins anew and nothing comes back', async () => {
    const { lead, kept, ended, before } = await aDeletion();
    await compact(server.deps);
    // Staff and the KAM have a row each of the deleted contact.
    expect(await pass(200)).toEqual({ feed_rows: 2, documents: 1 });
    const kam1 = await back(server.actors.kam1);
    expect(await pullAll(kam1, 'pocs', before)).toMatchObject({
      status: 410,
      body: { code: 'resync_required' },
    });
    const edit = { ...ended, write_id: ids.next(), name: 'Typed far away' };
    expect(await push(kam1, 'pocs', ended.write_id, edit)).toMatchObject({
      outcome: 'conflict',
      document: { _deleted: true, name: '-' },
    });
    const late = { ...ended, updated_at: server.clock.now() };
    expect(await push(kam1, 'pocs', null, { ...late, updated_at: ended.updated_at })).toMatchObject({
      outcome: 'absorbed',
    });
    const all = await pullAll(kam1, 'pocs');
    expect(all.body.documents).toMatchObject([{ id: kept.id, _deleted: false }]);
    expect((await pullAll(kam1, 'leads')).body.documents).toMatchObject([{ id: lead.id }]);
    expect(await server.deps.db.select().from(pocs).where(eq(pocs.id, ended.id))).toEqual([]);
    expect(await pullAll(kam1, 'pocs', all.body.checkpoint)).toMatchObject({ status: 200 });
    const pageByPage = await server.json<PullReply>('/api/sync/pocs/pull?limit=1', { as: kam1 });
    expect(await pullAll(kam1, 'pocs', pageByPage.body.checkpoint)).toMatchObject({
      status: 200,
      body: { documents: [] },
    });
  });

  it('a repeat of a write that nobody remembers any more brings nothing back either', async () => {
    const { ended } = await aDeletion();
    await compact(server.deps);
    await pass(200);
    await purgeRepeats(server.deps);
    const kam1 = await back(server.actors.kam1);
    expect(await push(kam1, 'pocs', null, ended)).toMatchObject({
      outcome: 'conflict',
      document: { _deleted: true },
    });
  });

  it('nothing that a device which is still about has not heard of', async () => {
    const { before } = await aDeletion();
    await compact(server.deps);
    server.clock.advance(100 * DAY);
    const kam1 = await back(server.actors.kam1);
    // Seen, but with leads only: its contacts are as they were.
    await pullAll(kam1, 'leads');
    expect(await pass(90)).toEqual({ feed_rows: 1, documents: 0 });
    const caughtUp = await pullAll(await back(server.actors.kam1), 'pocs', before);
    expect(caughtUp.body.documents).toMatchObject([{ _deleted: true }]);
    server.clock.advance(6 * 60);
    await pullAll(await back(server.actors.kam1), 'pocs', caughtUp.body.checkpoint);
    expect(await pass(1)).toEqual({ feed_rows: 1, documents: 1 });
    expect(await pullAll(await back(server.actors.kam1), 'pocs', caughtUp.body.checkpoint)).toMatchObject({
      status: 200,
    });
  });

  it('what left a scope, and not the document', async () => {
    const { lead, kept } = await aDeletion();
    const { manager, kam1, kam2 } = server.actors;
    await server.json(`/api/leads/${lead.id}/assign`, { as: manager, json: { assignee_id: kam2.id } });
    await compact(server.deps);
    await pass(200);
    const left = await server.deps.db
      .select()
      .from(feed)
      .where(eq(feed.scope, kamScope(kam1.id)));
    expect(left).toEqual([]);
    expect((await pullAll(await back(kam2), 'pocs')).body.documents).toMatchObject([{ id: kept.id }]);
  });

  it('is seldom told how far a device has come', async () => {
    const { kam1 } = server.actors;
    const { before } = await aDeletion();
    const noted = () => server.deps.db.select().from(device_cursors);
    const first = await noted();
    expect(first).toMatchObject([
      { session_id: kam1.session_id, collection: 'pocs', scope: kamScope(kam1.id) },
    ]);
    const { checkpoint } = (await pullAll(kam1, 'pocs', before)).body;
    await pullAll(kam1, 'pocs', checkpoint);
    expect(await noted()).toEqual(first);
    server.clock.advance(6 * 60);
    await pullAll(kam1, 'pocs', checkpoint);
    expect((await noted())[0]?.seq).toBeGreaterThan(first[0]?.seq ?? 0);
    await pullAll(kam1, 'pocs', before);
    expect(await noted()).toMatchObject([{ seq: first[0]?.seq }]);
    const again = await signedIn(server.deps, kam1.id);
    await pullAll(again, 'pocs', before);
    expect(await noted()).toHaveLength(2);
  });

  it('write ids after 90 days, answers to requests after 7', async () => {
    const { kam1 } = server.actors;
    const json = { name: 'Once', kind: 'organization' };
    await server.json('/api/leads', { as: kam1, json, headers: { 'idempotency-key': 'k' } });
    await aDeletion();
    server.clock.advance(6 * DAY);
    expect(await purgeRepeats(server.deps)).toEqual({ applied: 0, answers: 0 });
    server.clock.advance(2 * DAY);
    expect(await purgeRepeats(server.deps)).toEqual({ applied: 0, answers: 1 });
    server.clock.advance(83 * DAY);
    expect((await purgeRepeats(server.deps)).applied).toBeGreaterThanOrEqual(4);
    expect(await server.deps.db.select().from(applied)).toEqual([]);
  });

  it('a lead that was put aside 30 days ago ends with all that hangs on it, everywhere', async () => {
    const { lead, kept } = await aDeletion();
    const { manager, kam1 } = server.actors;
    await server.json(`/api/leads/${lead.id}`, { as: manager, method: 'DELETE' });
    const { checkpoint } = (await pullAll(kam1, 'leads')).body;
    const purge = () => createJobs(server.deps)[0]?.run();
    server.clock.advance(29 * DAY);
    expect(await purge()).toMatchObject({ leads: 0, documents: 0 });
    server.clock.advance(2 * DAY);
    expect(await purge()).toMatchObject({ leads: 1, documents: 2 });
    expect(await purge()).toMatchObject({ leads: 0, documents: 0 });
    const person = await back(kam1);
    expect((await pullAll(person, 'leads', checkpoint)).body.documents).toMatchObject([
      { id: lead.id, _deleted: true, name: '-' },
    ]);
    expect((await pullAll(person, 'pocs')).body.documents).toContainEqual(
      expect.objectContaining({ id: kept.id, _deleted: true, name: '-' }),
    );
    const staff = await back(manager);
    for (const path of [`/api/leads/${lead.id}`, `/api/leads/${lead.id}/restore`])
      expect(
        await server.json(path, { as: staff, method: path.endsWith('restore') ? 'POST' : 'GET' }),
      ).toMatchObject({ status: 404 });
    const list = await server.json<{ total: number }>('/api/leads', { as: staff });
    expect(list.body.total).toBe(0);
  });
});
