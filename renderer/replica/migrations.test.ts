import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { expect, it, vi } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { defaultSettings } from '#domain/settings/settings.ts';
import { aCall, aLead, aUser } from '#domain/testing/builders.ts';
import { openFirstProgram } from '../testing/first-program.ts';
import { freshName, openTestDatabase, startTestSync } from '../testing/replica-fixture.ts';
import { TestSyncServer } from '../testing/sync-server.ts';

it('keeps settings whole that a newer server sends, fields included that its own schema does not name', async () => {
  const name = freshName();
  const rule = { source: null, tier: 'A' as const, minutes: 15, count: 'wall_clock' as const };
  const now = '2026-03-02T12:00:00.000Z';
  const settings = { ...defaultSettings(now, createIds().next()), sla_rules: [rule], of_tomorrow: [1] };
  const server = new TestSyncServer();
  server.write('kim', 'settings', settings);
  const first = await openTestDatabase({ name });
  const sync = startTestSync(first, server.fetchFor('kim'));
  await vi.waitFor(() => expect(sync.status.getState().state).toBe('synced'), 8_000);
  await sync.close();

  const { database, attention } = await openTestDatabase({ name });
  const kept = await database.collections.settings.findOne(settings.id).exec();
  expect(kept?.toMutableJSON()).toEqual(settings);
  attention.close();
  await database.rx.close();
});

it('opens a replica of the first program, people and unsent work included, and sends that work', async () => {
  const name = freshName();
  const { handover: _later, ...person } = aUser({ name: 'Kim' });
  const [lead, call] = [aLead({ name: 'Unsent' }), aCall()];
  const old = await openFirstProgram(name, getRxStorageDexie({ chromeTransactionDurability: 'strict' }));
  await old.collections['users']?.insert(person);
  await old.collections['leads']?.insert(lead);
  await old.collections['interactions']?.insert({ ...call, lead_id: lead.id });
  await old.close();

  const server = new TestSyncServer();
  const open = await openTestDatabase({ name });
  const { users } = open.database.collections;
  expect((await users.findOne(person.id).exec())?.toJSON()).toMatchObject({ ...person, handover: null });
  const sync = startTestSync(open, server.fetchFor('kim'));
  await vi.waitFor(
    () => expect(sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }),
    8_000,
  );
  expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ name: 'Unsent' });
  expect(server.documents.get(`interactions/${call.id}`)).toMatchObject({ lead_id: lead.id });
  await sync.close();
});
