import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultSettings } from '#domain/settings/settings.ts';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { openTestDatabase, startTestSync } from '../testing/replica-fixture.ts';
import { TestSyncServer } from '../testing/sync-server.ts';

describe('a laptop whose lead was given away while it had no network', () => {
  const lead = aLead({ name: 'Nordlicht', state: 'PENDING', sla_due_at: '2026-03-02T14:00:00.000Z' });
  const call = aCall({ lead_id: lead.id, note: 'wants a quote', occurred_at: '2026-03-02T12:00:00.000Z' });
  let server: TestSyncServer;
  let online: boolean;
  let close: () => Promise<void>;

  beforeEach(() => {
    server = new TestSyncServer();
    server.write('kim', 'leads', lead);
    server.write('kim', 'settings', defaultSettings('2026-03-02T12:00:00.000Z', lead.id));
    online = true;
  });
  afterEach(() => close());

  const away = async (edit: object) => {
    const open = await openTestDatabase();
    const sync = startTestSync(open, server.fetchFor('kim', { before: () => (online ? undefined : null) }));
    close = sync.close;
    const { leads, interactions } = open.database.collections;
    const settled = () =>
      vi.waitFor(() => expect(sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }), 8_000);
    await settled();
    online = false;
    sync.networkLost();
    await interactions.insert(call);
    await leads.findOne(lead.id).incrementalPatch({
      state: 'REACHED_OUT',
      sla_met_at: call.occurred_at,
      ...edit,
    });
    server.reassign(lead.id, 'ana', '2026-03-02T12:30:00.000Z');
    online = true;
    sync.networkBack();
    await settled();
    expect([await leads.count().exec(), await interactions.count().exec()]).toEqual([0, 0]);
    expect(server.documents.get(`interactions/${call.id}`)).toMatchObject({ note: 'wants a quote' });
    return open.attention.entries;
  };

  it('hands in the call that was made before, drops the lead, and troubles nobody', async () => {
    expect((await away({})).get()).toEqual([]);
  });

  it('keeps for the person what he had typed into the lead', async () => {
    const entries = await away({ phone: '+49 431 1' });
    await vi.waitFor(() => expect(entries.get()).toHaveLength(1));
    expect(entries.get()[0]).toMatchObject({ reason: 'gone', document: { phone: '+49 431 1' } });
  });
});
