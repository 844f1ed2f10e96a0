import { beforeEach, describe, expect, it } from 'vitest';
import type { Replicated } from '#domain/sync/messages.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import { aLead } from '#domain/testing/builders.ts';
import { stillClock } from '../testing/replica-fixture.ts';
import { TestSyncServer } from '../testing/sync-server.ts';
import { createContact } from './contact.ts';
import { createPull, type PullCheckpoint } from './pull.ts';
import { createWire } from './wire.ts';

describe('a pass from the beginning', () => {
  let server: TestSyncServer;
  let standing: string[];
  const leads = [1, 2, 3, 4].map((at) => aLead({ name: `Lead ${at}` }));
  const lost = aLead().id;

  beforeEach(() => {
    server = new TestSyncServer();
    for (const lead of leads) server.write('kim', 'leads', lead);
    standing = [...leads.map(({ id }) => id), lost];
  });
  const pull = () =>
    createPull('leads', {
      wire: createWire({ fetch: server.fetchFor('kim'), clock: stillClock() }),
      contact: createContact(),
      standingIds: async () => standing,
      ...ungated,
      pulled: () => undefined,
    });
  const ungated = {
    incoming: {
      sift: async (_name: unknown, documents: readonly Replicated[]) => [...documents],
      left: async (_name: unknown, ids: readonly string[]) => ids.map((id) => goneTombstone('leads', id)),
    },
    flow: { room: async () => undefined, handed: () => undefined },
  };
  const stale: PullCheckpoint = { token: 'epoch-0:99' };
  const goneOf = (page: { documents: { id: string; _deleted: boolean }[] }) =>
    page.documents.filter(({ _deleted }) => _deleted).map(({ id }) => id);

  it('removes at its end what it has not met', async () => {
    const next = pull();
    const first = await next(stale, 3);
    expect(first.checkpoint).toMatchObject({ anew: true });
    expect(goneOf(first)).toEqual([]);
    const second = await next(first.checkpoint, 3);
    expect(goneOf(second)).toEqual([lost]);
    expect(second.checkpoint).toMatchObject({ anew: false });
  });

  it('starts over when the program has ended in it', async () => {
    const first = await pull()(stale, 3);
    const later = pull();
    const again = await later(first.checkpoint, 3);
    expect(again.documents).toHaveLength(3);
    expect(goneOf(await later(again.checkpoint, 3))).toEqual([lost]);
  });

  it('does not begin again after a last page that was empty', async () => {
    standing = leads.map(({ id }) => id);
    const next = pull();
    const first = await next(stale, 4);
    const empty = await next(first.checkpoint, 4);
    expect(empty.documents).toEqual([]);
    server.write('kim', 'leads', aLead({ name: 'New' }));
    // RxDB keeps no checkpoint of an empty page, and asks with the one before.
    expect((await next(first.checkpoint, 4)).documents).toMatchObject([{ name: 'New' }]);
  });

  it('gives up on a server that refuses even an empty checkpoint', async () => {
    server.epoch = 'epoch-2';
    const body = { code: 'resync_required' };
    const next = createPull('leads', {
      wire: createWire({
        clock: stillClock(),
        fetch: server.fetchFor('kim', { before: () => Response.json(body, { status: 410 }) }),
      }),
      contact: createContact(),
      standingIds: async () => standing,
      ...ungated,
      pulled: () => undefined,
    });
    await expect(next(stale, 3)).rejects.toThrow(/pull of leads/);
  });
});
