import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { openTestDatabase, startTestSync, type TestDatabase } from '../testing/replica-fixture.ts';
import { type Fault, TestSyncServer } from '../testing/sync-server.ts';

type RunningTestSync = ReturnType<typeof startTestSync>;

describe('a replica and its server', () => {
  let server: TestSyncServer;
  let running: RunningTestSync[];
  const lead = aLead({ name: 'Nordlicht', city: 'Kiel', tags: [] });

  beforeEach(() => {
    server = new TestSyncServer();
    server.write('kim', 'leads', lead);
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((sync) => sync.close()));
  });

  const device = async (
    options: Parameters<typeof openTestDatabase>[0] & { user?: string; before?: Fault; after?: Fault } = {},
  ) => {
    const { user = 'kim', before, after, ...rest } = options;
    const open = await openTestDatabase(rest);
    const faults = { ...(before ? { before } : {}), ...(after ? { after } : {}) };
    const sync = startTestSync(open, server.fetchFor(user, faults));
    running.push(sync);
    return { open, sync, leads: open.database.collections.leads, all: open.database.collections };
  };
  const synced = (sync: RunningTestSync) =>
    vi.waitFor(() => expect(sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }), 8_000);
  const stored = (id: string, collection = 'leads') => server.documents.get(`${collection}/${id}`);
  const nameOf = async ({ database }: TestDatabase, id: string) =>
    (await database.collections.leads.findOne(id).exec())?.name;

  it('brings what the server has', async () => {
    const { open, sync } = await device();
    await synced(sync);
    expect(await nameOf(open, lead.id)).toBe('Nordlicht');
    expect(sync.status.getState()).toMatchObject({ first_sync: false, pulled: 1, waiting_since: null });
    expect(sync.status.getState().last_synced_at).not.toBeNull();
  });

  it('pushes each local write once, under its own write id', async () => {
    const { sync, leads, all } = await device();
    await synced(sync);
    const call = aCall({ lead_id: lead.id });
    await all.interactions.insert(call);
    await leads.findOne(lead.id).incrementalPatch({ city: 'Flensburg' });
    await synced(sync);
    expect(stored(call.id, 'interactions')).toEqual({ ...call, _deleted: false });
    expect(stored(lead.id)).toMatchObject({ city: 'Flensburg' });
    expect(stored(lead.id)?.write_id).not.toBe(lead.write_id);
    expect(server.pushes.map(({ id }) => id).sort()).toEqual([call.id, lead.id].sort());
  });

  it('shows what another device has written, without asking', async () => {
    const { open, sync } = await device();
    await synced(sync);
    const asked = server.pulls.length;
    server.write('kim', 'leads', aLead({ ...lead, name: 'Nordlicht & Co', write_id: open.ids.next() }));
    await vi.waitFor(async () => expect(await nameOf(open, lead.id)).toBe('Nordlicht & Co'), 4_000);
    expect(server.pulls.length).toBe(asked);
  });

  it('pulls more than a page and nothing twice', async () => {
    for (let at = 0; at < 25; at += 1) server.write('kim', 'leads', aLead({ name: `Lead ${at}` }));
    const { sync, leads } = await device({ sizes: { pull: 10, push: 10 } });
    await synced(sync);
    expect(await leads.count().exec()).toBe(26);
    expect(sync.status.getState().pulled).toBe(26);
  });

  it('counts what is unsent while there is no network, after a restart too, and sends it once there is', async () => {
    let online = true;
    const before: Fault = () => (online ? undefined : null);
    const first = await device({ before });
    await synced(first.sync);
    online = false;
    first.sync.networkLost();
    await first.leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await first.all.pocs.insert(aPoc({ lead_id: lead.id }));
    await vi.waitFor(() =>
      expect(first.sync.status.getState()).toMatchObject({ state: 'waiting', pending: 2 }),
    );
    expect(first.sync.status.getState().waiting_since).not.toBeNull();
    await running.pop()?.close();

    const again = await device({ before, name: first.open.name, kept: first.open.kept });
    await vi.waitFor(() =>
      expect(again.sync.status.getState()).toMatchObject({ state: 'waiting', pending: 2 }),
    );
    expect(again.sync.status.getState()).toMatchObject({
      first_sync: false,
      pending_by_collection: { leads: 1, pocs: 1 },
    });
    expect((await again.sync.unsent()).map(({ collection }) => collection).sort()).toEqual(['leads', 'pocs']);
    online = true;
    again.sync.networkBack();
    await synced(again.sync);
    expect(stored(lead.id)).toMatchObject({ city: 'Husum' });
    expect(server.pushes).toHaveLength(2);
  });

  it('applies a write once although its answer was lost', async () => {
    let lose = 1;
    const after: Fault = (path) => {
      if (!path.endsWith('/push') || lose === 0) return undefined;
      lose -= 1;
      return null;
    };
    const { sync, leads } = await device({ after });
    await synced(sync);
    await leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await synced(sync);
    expect(server.pushes).toHaveLength(2);
    expect(server.applied.size).toBe(1);
  });

  it('keeps both where two devices changed different fields', async () => {
    let online = true;
    const { open, sync, leads } = await device({ before: () => (online ? undefined : null) });
    await synced(sync);
    online = false;
    sync.networkLost();
    await leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    server.write('kim', 'leads', aLead({ ...lead, name: 'Nordlicht GmbH', write_id: open.ids.next() }));
    online = true;
    sync.networkBack();
    await synced(sync);
    expect(stored(lead.id)).toMatchObject({ city: 'Husum', name: 'Nordlicht GmbH' });
    expect(open.attention.entries.get()).toEqual([]);
  });

  it("lets the server's value stand where both changed one field, and keeps mine in the attention list", async () => {
    let online = true;
    const { open, sync, leads } = await device({ before: () => (online ? undefined : null) });
    await synced(sync);
    online = false;
    sync.networkLost();
    await leads.findOne(lead.id).incrementalPatch({ name: 'Mine', city: 'Husum' });
    server.write('kim', 'leads', aLead({ ...lead, name: 'Theirs', write_id: open.ids.next() }));
    online = true;
    sync.networkBack();
    await synced(sync);
    expect(stored(lead.id)).toMatchObject({ name: 'Theirs', city: 'Husum' });
    await vi.waitFor(() => expect(open.attention.entries.get()).toHaveLength(1));
    expect(open.attention.entries.get()[0]).toMatchObject({
      kind: 'overwritten',
      reason: 'both_changed',
      lead_id: lead.id,
      fields: [{ field: 'name', base: 'Nordlicht', mine: 'Mine', theirs: 'Theirs' }],
    });
    expect(sync.status.getState().attention).toBe(1);
  });

  it('keeps a refused write on the attention list and lets the good ones of its batch through', async () => {
    server.refuses = (_collection, document) =>
      document['note'] === 'bad' ? { code: 'unknown_lead', detail: 'No such lead.' } : null;
    const { open, sync, all } = await device();
    await synced(sync);
    const bad = aCall({ lead_id: lead.id, note: 'bad' });
    await all.interactions.bulkInsert([bad, aCall({ lead_id: lead.id }), aCall({ lead_id: lead.id })]);
    await synced(sync);
    await vi.waitFor(() => expect(open.attention.entries.get()).toHaveLength(1));
    expect(open.attention.entries.get()[0]).toMatchObject({
      kind: 'refused',
      reason: 'unknown_lead',
      detail: 'No such lead.',
      document: { id: bad.id, note: 'bad' },
    });
    expect(await all.interactions.count().exec()).toBe(2);
    expect(server.pushes.filter(({ id }) => id === bad.id)).toHaveLength(1);
  });

  it('keeps my write for me where the answer to it is another record, or one that it cannot read', async () => {
    const answers = [aLead({ name: 'Quite another' }), { ...lead, tags: 'none' }];
    const { open, sync, leads } = await device({
      before: (path) => {
        const document = path.endsWith('/leads/push') ? answers.shift() : undefined;
        if (!document) return undefined;
        const result = { id: lead.id, outcome: 'conflict', document: { ...document, _deleted: false } };
        return Response.json({ results: [result] });
      },
    });
    await synced(sync);
    for (const city of ['Husum', 'Kiel']) {
      const left = answers.length;
      await leads.findOne(lead.id).incrementalPatch({ city });
      await synced(sync);
      await vi.waitFor(() =>
        expect(open.attention.entries.get().map(({ document }) => document['city'])).toContain(city),
      );
      expect(answers).toHaveLength(left - 1);
      await sync.audit();
      await vi.waitFor(async () => expect(await nameOf(open, lead.id)).toBe('Nordlicht'), 8_000);
    }
    expect(await leads.count().exec()).toBe(1);
    expect(open.attention.entries.get()).toMatchObject([{ reason: 'defect' }, { reason: 'defect' }]);
    expect(sync.status.getState().unreadable).toBe(0);
  });

  it('gives up a document that the server never agrees on, and goes on with the others', async () => {
    const stubborn = aLead({ name: 'Stubborn' });
    server.write('kim', 'leads', stubborn);
    const { open, sync, leads } = await device();
    await synced(sync);
    server.refuses = (collection, document) => {
      if (document.id === stubborn.id)
        server.write('kim', collection, { ...stubborn, write_id: open.ids.next() });
      return null;
    };
    await leads.findOne(stubborn.id).incrementalPatch({ city: 'Husum' });
    await leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await synced(sync);
    expect(open.attention.entries.get()[0]).toMatchObject({ reason: 'keeps_conflicting' });
    expect(server.pushes.filter(({ id }) => id === stubborn.id).length).toBeLessThan(10);
    expect(stored(lead.id)).toMatchObject({ city: 'Husum' });
  });

  it('drops a lead that now belongs to somebody else, with all that hangs on it', async () => {
    const poc = aPoc({ lead_id: lead.id });
    server.write('kim', 'pocs', poc);
    const { sync, leads, all } = await device();
    await synced(sync);
    server.reassign(lead.id, 'ana');
    await vi.waitFor(async () => expect(await leads.count().exec()).toBe(0), 4_000);
    await vi.waitFor(async () => expect(await all.pocs.count().exec()).toBe(0), 4_000);
    await running.pop()?.close();
    const other = await device({ user: 'ana' });
    await synced(other.sync);
    expect(await nameOf(other.open, lead.id)).toBe('Nordlicht');
  });

  it('keeps the edit of a lead that was given away meanwhile, and no ghost of the lead', async () => {
    let online = true;
    const { open, sync, leads } = await device({ before: () => (online ? undefined : null) });
    await synced(sync);
    online = false;
    sync.networkLost();
    await leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    server.reassign(lead.id, 'ana');
    online = true;
    sync.networkBack();
    await synced(sync);
    expect(await leads.count().exec()).toBe(0);
    expect(open.attention.entries.get()[0]).toMatchObject({ reason: 'gone', document: { city: 'Husum' } });
    expect(stored(lead.id)).toMatchObject({ city: 'Kiel' });
  });

  it('keeps my edit for me when somebody else has deleted the document', async () => {
    let online = true;
    const { open, sync, leads } = await device({ before: () => (online ? undefined : null) });
    await synced(sync);
    online = false;
    sync.networkLost();
    await leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    server.write('kim', 'leads', { ...lead, write_id: open.ids.next() }, true);
    online = true;
    sync.networkBack();
    await synced(sync);
    expect(await leads.count().exec()).toBe(0);
    expect(open.attention.entries.get()[0]).toMatchObject({ reason: 'deleted_elsewhere' });
  });

  it('starts anew when the server no longer knows its checkpoint: unsent work stays, what is gone goes', async () => {
    const [kept, lost] = [aLead({ name: 'Kept' }), aLead({ name: 'Lost' })];
    server.write('kim', 'leads', kept);
    server.write('kim', 'leads', lost);
    let online = true;
    const { open, sync, leads } = await device({
      before: () => (online ? undefined : null),
      sizes: { pull: 2, push: 9 },
    });
    await synced(sync);
    online = false;
    sync.networkLost();
    const mine = aLead({ name: 'Mine' });
    await leads.insert(mine);
    server.lose('leads', lost.id);
    server.epoch = 'epoch-2';
    online = true;
    sync.networkBack();
    await vi.waitFor(async () => expect(await nameOf(open, lost.id)).toBeUndefined(), 4_000);
    await synced(sync);
    const names = (await leads.find().exec()).map(({ name }) => name);
    expect(names.sort()).toEqual(['Kept', 'Mine', 'Nordlicht']);
    expect(stored(mine.id)).toBeDefined();
    expect(open.attention.entries.get()).toEqual([]);
  });

  it('stops when the session has ended, keeps the work, and goes on after the sign-in', async () => {
    let answer: Response | undefined;
    const { sync, leads } = await device({ before: () => answer?.clone() });
    await synced(sync);
    const body = JSON.stringify({ code: 'unauthenticated', detail: 'Sign in again.' });
    answer = new Response(body, { status: 401, headers: { 'content-type': 'application/problem+json' } });
    await leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await vi.waitFor(() => expect(sync.status.getState()).toMatchObject({ state: 'signed_out', pending: 1 }));
    expect(sync.ended).toEqual(['signed_out']);
    answer = undefined;
    sync.resume();
    await synced(sync);
    expect(stored(lead.id)).toMatchObject({ city: 'Husum' });
  });

  it.each([
    ['a page of HTML', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'trouble'],
    [
      'half an answer',
      () => new Response('{"docu', { headers: { 'content-type': 'application/json' } }),
      'trouble',
    ],
    ['an empty object', () => Response.json({}), 'trouble'],
    ['a fault', () => new Response('', { status: 500 }), 'trouble'],
    ['a dead gateway', () => new Response('', { status: 502 }), 'waiting'],
  ])('works on and comes back after %s', async (_what, strange, state) => {
    let well = true;
    const { sync, leads } = await device({ before: () => (well ? undefined : strange()) });
    await synced(sync);
    well = false;
    await leads.findOne(lead.id).incrementalPatch({ city: 'Husum' });
    await vi.waitFor(() => expect(sync.status.getState()).toMatchObject({ state, pending: 1 }));
    well = true;
    await synced(sync);
    expect(stored(lead.id)).toMatchObject({ city: 'Husum' });
  });

  it('opens a new stream when the old one has fallen silent', async () => {
    let streams = 0;
    const { sync } = await device({
      silence_ms: 150,
      before: (path) => {
        if (path.endsWith('/stream')) streams += 1;
        return undefined;
      },
    });
    await synced(sync);
    await vi.waitFor(() => expect(streams).toBeGreaterThan(2), 4_000);
  });

  it('takes a word on the stream for a sign that the server is there, whatever request has failed alone', async () => {
    let failing = false;
    const { sync, open } = await device({
      before: (path) => (failing && path.endsWith('/digest') ? null : undefined),
    });
    await synced(sync);
    failing = true;
    await expect(sync.audit()).rejects.toThrow();
    expect(sync.status.getState().state).toBe('waiting');
    const renamed = { ...lead, write_id: aLead().write_id, name: 'Seestern' };
    server.write('kim', 'leads', renamed);
    await vi.waitFor(async () => expect(await nameOf(open, lead.id)).toBe('Seestern'));
    await synced(sync);
  });
});
