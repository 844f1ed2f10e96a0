import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Replicated } from '#domain/sync/messages.ts';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { openTestDatabase, startTestSync } from '../testing/replica-fixture.ts';
import { type Fault, TestSyncServer } from '../testing/sync-server.ts';

type Options = NonNullable<Parameters<typeof openTestDatabase>[0]>;
type Device = Awaited<ReturnType<ReturnType<typeof starter>>>;

const starter =
  (server: TestSyncServer, ends: (() => Promise<void>)[]) =>
  async (options: Options & { before?: Fault } = {}) => {
    const { before, ...rest } = options;
    const open = await openTestDatabase(rest);
    const sync = startTestSync(open, server.fetchFor('kim', before ? { before } : {}));
    ends.push(sync.close);
    return { open, sync, ...open.database.collections };
  };

describe('what the server sends', () => {
  let server: TestSyncServer;
  let ends: (() => Promise<void>)[];
  let start: ReturnType<typeof starter>;
  const synced = ({ sync }: Device) =>
    vi.waitFor(() => expect(sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }), 12_000);
  const stop = async ({ open, sync }: Device) => {
    ends.splice(ends.indexOf(sync.close), 1);
    await sync.close();
    return { name: open.name, kept: open.kept };
  };
  const leads = (count: number) => Array.from({ length: count }, (_, at) => aLead({ name: `Lead ${at}` }));
  const write = (documents: readonly { id: string; write_id: string }[]) => {
    for (const document of documents) server.write('kim', 'leads', document);
  };

  beforeEach(() => {
    server = new TestSyncServer();
    ends = [];
    start = starter(server, ends);
  });
  afterEach(async () => {
    await Promise.all(ends.map((end) => end()));
  });

  it('is asked for no faster than the database writes: two pages at most are under way', async () => {
    const page = 40;
    write(leads(400));
    const open = await openTestDatabase({ sizes: { pull: page, push: 10 } });
    let written = 0;
    open.database.plain.leads.storageInstance.changeStream().subscribe(({ events }) => {
      written += events.length;
    });
    let sent = 0;
    let most = 0;
    const fetch = server.fetchFor('kim', {
      before: (path) => {
        if (path.includes('/leads/pull')) {
          most = Math.max(most, sent - written);
          sent += page;
        }
        return undefined;
      },
    });
    const sync = startTestSync(open, fetch);
    ends.push(sync.close);
    await sync.firstPull;
    expect(await open.database.collections.leads.count().exec()).toBe(400);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(2 * page);
  });

  describe('and cannot be read by this version', () => {
    const odd = () => ({ ...aCall({ note: 'fax' }), type: 'FAX' }) as unknown as Replicated;

    it('is kept aside and counted, while the others of its page and all after it arrive', async () => {
      const [first, second] = [odd(), { ...aCall(), occurred_at: 7 } as unknown as Replicated];
      for (const document of [first, aCall(), second, aCall(), aCall()])
        server.write('kim', 'interactions', document);
      const device = await start({ sizes: { pull: 2, push: 10 } });
      await synced(device);
      expect(await device.interactions.count().exec()).toBe(3);
      expect(device.sync.status.getState().unreadable).toBe(2);
      server.write('kim', 'interactions', odd());
      server.write('kim', 'interactions', aCall());
      await vi.waitFor(() => expect(device.sync.status.getState().unreadable).toBe(3));
      await vi.waitFor(async () => expect(await device.interactions.count().exec()).toBe(4));
      const again = await start(await stop(device));
      await synced(again);
      expect(again.sync.status.getState().unreadable).toBe(3);
    });

    it('lets a pass go on of which a whole page was kept aside', async () => {
      for (const document of [odd(), odd(), odd(), aCall(), odd()])
        server.write('kim', 'interactions', document);
      const device = await start({ sizes: { pull: 2, push: 10 } });
      await synced(device);
      expect(await device.interactions.count().exec()).toBe(1);
      device.sync.now();
      server.write('kim', 'interactions', aCall());
      await vi.waitFor(async () => expect(await device.interactions.count().exec()).toBe(2));
    });

    it('is taken as soon as it can be: mended on the server, by an update, or when somebody asks', async () => {
      const [mended, updated, asked] = [odd(), odd(), odd()];
      for (const document of [mended, updated, asked]) server.write('kim', 'interactions', document);
      const device = await start();
      await synced(device);
      server.write('kim', 'interactions', { ...aCall({ id: mended.id }) });
      await vi.waitFor(() => expect(device.sync.status.getState().unreadable).toBe(2));
      // The server now sends in a way that this program knows, without a new write.
      const readable = (document: Replicated) =>
        server.documents.set(`interactions/${document.id}`, { ...document, type: 'NOTE', _deleted: false });
      readable(asked);
      device.sync.now();
      await vi.waitFor(() => expect(device.sync.status.getState().unreadable).toBe(1));
      expect((await device.interactions.findOne(asked.id).exec())?.note).toBe('fax');
      readable(updated);
      const version = 'of the next program';
      const next = await start({ ...(await stop(device)), version });
      expect(next.open.aside.isOld(version)).toBe(true);
      await next.sync.retryAside();
      expect(next.sync.status.getState().unreadable).toBe(0);
      expect(await next.interactions.count().exec()).toBe(3);
      await synced(next);
      expect(server.pushes).toEqual([]);
    });
  });

  describe('and removes very much', () => {
    it('is asked about first, and not believed where the server does not stand by it', async () => {
      const many = leads(80);
      write(many);
      const device = await start();
      await synced(device);
      let faulty = true;
      const before: Fault = (path) => {
        if (!faulty || !path.includes('/leads/pull')) return undefined;
        faulty = false;
        const documents = many.map(({ id, write_id }) => ({
          ...{ ...aLead({ id, write_id: device.open.ids.next() }), _deleted: true },
          was: write_id,
        }));
        return Response.json({ documents, checkpoint: 'epoch-1:80' });
      };
      const again = await start({ ...(await stop(device)), before, sizes: { pull: 500, push: 10 } });
      await synced(again);
      await vi.waitFor(() => expect(again.sync.status.getState().held_back).toBe(80));
      expect(await again.leads.count().exec()).toBe(80);
      expect(again.open.reports.join()).toContain('80 removals');
    });

    it('is made where the server stands by it, and a few are made without asking', async () => {
      const many = leads(80);
      write(many);
      const device = await start();
      await synced(device);
      for (const { id } of many.slice(0, 5)) server.reassign(id, 'ana');
      await vi.waitFor(async () => expect(await device.leads.count().exec()).toBe(75), 8_000);
      expect(server.digests).toEqual([]);
      for (const { id } of many.slice(5)) server.reassign(id, 'ana');
      await vi.waitFor(async () => expect(await device.leads.count().exec()).toBe(0), 8_000);
      expect(device.sync.status.getState().held_back).toBe(0);
      expect(server.digests.length).toBeGreaterThan(0);
    });

    it('is not made at the end of a pass anew by a server that cannot be asked', async () => {
      const many = leads(80);
      write(many);
      const device = await start();
      await synced(device);
      for (const { id } of many) server.lose('leads', id);
      server.epoch = 'epoch-2';
      const before: Fault = (path) =>
        path.endsWith('/digest') ? Response.json({ code: 'not_found' }, { status: 404 }) : undefined;
      const again = await start({ ...(await stop(device)), before });
      await synced(again);
      await vi.waitFor(() => expect(again.sync.status.getState().held_back).toBe(80), 8_000);
      expect(await again.leads.count().exec()).toBe(80);
    });
  });
});
