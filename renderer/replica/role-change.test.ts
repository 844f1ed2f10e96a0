import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { openTestDatabase, startTestSync } from '../testing/replica-fixture.ts';
import { TestSyncServer } from '../testing/sync-server.ts';

describe('the replica of a person whose role changes', () => {
  const [own, foreign] = [aLead({ name: 'Own' }), aLead({ name: 'Foreign', city: 'Kiel' })];
  const [ownPoc, foreignPoc] = [aPoc({ lead_id: own.id }), aPoc({ lead_id: foreign.id })];
  let server: TestSyncServer;
  let online: boolean;
  let close: () => Promise<void>;

  beforeEach(() => {
    server = new TestSyncServer();
    server.write('kim', 'leads', own);
    server.write('ana', 'leads', foreign);
    server.write('kim', 'pocs', ownPoc);
    server.write('ana', 'pocs', foreignPoc);
    online = true;
  });
  afterEach(() => close());

  const device = async () => {
    const open = await openTestDatabase({ sizes: { pull: 2, push: 9 } });
    const sync = startTestSync(open, server.fetchFor('kim', { before: () => (online ? undefined : null) }));
    close = sync.close;
    const { leads, pocs, interactions } = open.database.collections;
    const holds = async () => ({
      leads: (await leads.find().exec()).map(({ name }) => name).sort(),
      pocs: (await pocs.find().exec()).map(({ id }) => id).sort(),
    });
    const becomes = async (role: 'manager' | 'kam', view: Awaited<ReturnType<typeof holds>>) => {
      server.changeRole('kim', role);
      await vi.waitFor(async () => expect(await holds()).toEqual(view), 8_000);
      await settled();
    };
    const settled = () =>
      vi.waitFor(() => expect(sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }), 8_000);
    await settled();
    return { open, sync, leads, interactions, holds, becomes, settled };
  };
  const all = { leads: ['Foreign', 'Own'], pocs: [ownPoc.id, foreignPoc.id].sort() };
  const mine = { leads: ['Own'], pocs: [ownPoc.id] };

  it('takes in the whole workspace when he becomes a manager, and lets go of it when he is one no more', async () => {
    const { open, holds, becomes } = await device();
    expect(await holds()).toEqual(mine);
    await becomes('manager', all);
    await becomes('kam', mine);
    expect(open.attention.entries.get()).toEqual([]);
  });

  it('sends what is still his, and keeps for him what is not', async () => {
    const { open, sync, leads, interactions, becomes, holds, settled } = await device();
    await becomes('manager', all);
    online = false;
    sync.networkLost();
    const call = aCall({ lead_id: own.id });
    await interactions.insert(call);
    await interactions.insert(aCall({ lead_id: foreign.id, note: 'typed' }));
    await leads.findOne(foreign.id).incrementalPatch({ city: 'Husum' });
    server.changeRole('kim', 'kam');
    online = true;
    sync.networkBack();
    await vi.waitFor(async () => expect(await holds()).toEqual(mine), 8_000);
    await settled();
    expect(server.documents.get(`interactions/${call.id}`)).toBeDefined();
    expect((await interactions.find().exec()).map(({ id }) => id)).toEqual([call.id]);
    await vi.waitFor(() => expect(open.attention.entries.get()).toHaveLength(2));
    const kept = open.attention.entries.get().map(({ reason, document }) => [reason, document]);
    expect(kept).toEqual(
      expect.arrayContaining([
        ['gone', expect.objectContaining({ note: 'typed' })],
        ['gone', expect.objectContaining({ city: 'Husum' })],
      ]),
    );
    expect(server.documents.get(`leads/${foreign.id}`)).toMatchObject({ city: 'Kiel' });
  });
});
