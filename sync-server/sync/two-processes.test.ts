import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PullReply, PushReply } from '#domain/sync/messages.ts';
import { aLead } from '#domain/testing/builders.ts';
import { rowsOf } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { beginNewEpoch } from '../feed/new-epoch.ts';
import { newPostgresDatabase } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { openTestStream } from '../testing/test-stream.ts';

describe('two servers on one database', () => {
  let one: TestServer;
  let two: TestServer;
  beforeEach(async () => {
    const url = await newPostgresDatabase();
    const open = () => openDatabase({ folder: null, url });
    one = await startTestServer({ database: await open() });
    two = await startTestServer({ database: await open(), people: false });
  });
  afterEach(async () => {
    await Promise.all([one.close(), two.close()]);
  });

  const streamOfTwo = async () => {
    const stream = await openTestStream(await two.listen(), one.actors.kam1.access_token);
    await expect.poll(() => stream.events.map(({ event }) => event)).toEqual(['resync']);
    return stream;
  };
  const pushToOne = async () => {
    const lead = aLead({ assignee_id: one.actors.kam1.id });
    const json = { rows: [{ base: null, document: lead }] };
    const reply = await one.json<PushReply>('/api/sync/leads/push', { as: one.actors.kam1, json });
    expect(reply.body.results).toEqual([{ id: lead.id, outcome: 'ok' }]);
    return lead;
  };

  it('tell the streams of each other what they commit', async () => {
    const stream = await streamOfTwo();
    const lead = await pushToOne();
    await expect.poll(() => stream.documents('leads').map(({ id }) => id)).toEqual([lead.id]);
    await stream.close();
  });

  it('ask the reader to pull after the connection was cut by which they hear, and tell on', async () => {
    const stream = await streamOfTwo();
    const cut = await one.deps.db.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where query like 'listen %' and datname = current_database() and pid <> pg_backend_pid()`);
    expect(rowsOf(cut)).toHaveLength(2);
    const missed = await pushToOne();
    await expect.poll(() => stream.events.map(({ event }) => event)).toContain('resync');
    await expect.poll(() => stream.events.filter(({ event }) => event === 'resync').length).toBe(2);
    const pulled = await two.json<PullReply>('/api/sync/leads/pull', { as: one.actors.kam1 });
    expect(pulled.body.documents.map(({ id }) => id)).toEqual([missed.id]);
    const lead = await pushToOne();
    await expect.poll(() => stream.documents('leads').map(({ id }) => id)).toContain(lead.id);
    await stream.close();
  });

  it('take up a new epoch at once: checkpoints of before are refused, open streams ask for a pull', async () => {
    const { kam1 } = one.actors;
    const stream = await streamOfTwo();
    await pushToOne();
    const old = (await two.json<PullReply>('/api/sync/leads/pull', { as: kam1 })).body.checkpoint;
    const { was, now } = await beginNewEpoch(one.deps);
    expect(was).toBe(two.deps.epoch);
    for (const server of [one, two]) {
      expect(await server.json(`/api/sync/leads/pull?checkpoint=${old}`, { as: kam1 })).toMatchObject({
        status: 410,
        body: { code: 'resync_required' },
      });
      expect(await server.json('/health')).toMatchObject({ body: { epoch: now } });
    }
    await expect.poll(() => stream.events.at(-1)?.event).toBe('resync');
    const lead = await pushToOne();
    await expect.poll(() => stream.documents('leads').at(-1)?.id).toBe(lead.id);
    const checkpoint = stream.messages('leads').at(-1)?.checkpoint;
    expect(await two.json(`/api/sync/leads/pull?checkpoint=${checkpoint}`, { as: kam1 })).toMatchObject({
      status: 200,
      body: { documents: [] },
    });
    await stream.close();
  });
});
