import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { expect, it, vi } from 'vitest';
import { aCall, aLead, aUser } from '#domain/testing/builders.ts';
import { openFirstProgram } from '../testing/first-program.ts';
import { freshName, openTestDatabase, startTestSync } from '../testing/replica-fixture.ts';
import { TestSyncServer } from '../testing/sync-server.ts';

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
