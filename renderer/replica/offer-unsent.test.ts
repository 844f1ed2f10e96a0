// The last contact of a revoked device: what was not sent is offered past the gate, and what is not taken is counted.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { aLead, aUser } from '#domain/testing/builders.ts';
import { freshName, memoryStorage, stillClock } from '../testing/replica-fixture.ts';
import { type Fault, TestSyncServer } from '../testing/sync-server.ts';
import { createReplicaOpener, type ReplicaOpener } from './opener.ts';
import { createWire } from './wire.ts';

const KIM = aUser({ name: 'Kim Alder' });
const clock = stillClock();
const lead = aLead({ name: 'Nordlicht', assignee_id: KIM.id });
const REVOKED = () => Response.json({ code: 'device_revoked', detail: '' }, { status: 401 });

let server: TestSyncServer;
let address: string;
let opener: ReplicaOpener;
let ended: string[];
let answer: Fault;

beforeEach(async () => {
  server = new TestSyncServer();
  address = freshName();
  ended = [];
  answer = () => undefined;
  server.write(KIM.id, 'users', KIM);
  server.write(KIM.id, 'leads', lead);
  opener = createReplicaOpener({
    wire: createWire({ fetch: server.fetchFor(KIM.id, { before: (path) => answer(path) }), clock }),
    ...{ clock, ids: createIds(), kept: memoryStorage() },
    onEnded: ({ kind }) => void ended.push(kind),
    report: (message) => expect.fail(message),
  });
  const replica = await opener.open(KIM, address);
  await vi.waitFor(
    () => expect(replica.sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }),
    8_000,
  );
  await replica.desk.settled();
  answer = REVOKED;
  await replica.acts.addNote(lead.id, 'before I leave');
  await replica.acts.editLead(lead.id, { city: 'Husum' });
  await vi.waitFor(() => expect(ended).toContain('revoked'), 8_000);
});
afterEach(() => opener.wipe(address, KIM.id));

it('is taken where the server still takes it, though the sync has stopped', async () => {
  answer = (path) => (path.endsWith('/push') ? undefined : REVOKED());
  expect(await opener.offerUnsent()).toBe(0);
  expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: 'Husum' });
  expect([...server.documents.values()].map((document) => Reflect.get(document, 'note'))).toContain(
    'before I leave',
  );
});

it('is counted where the server takes nothing more', async () => {
  expect(await opener.offerUnsent()).toBe(2);
  expect(server.documents.get(`leads/${lead.id}`)).toMatchObject({ city: lead.city });
});
