// What a client pushes that sends just the fields which must be there, as seen from outside.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { WritableCollection } from '#domain/sync/collections.ts';
import type { PushReply } from '#domain/sync/messages.ts';
import { readDocuments } from '../feed/write-documents.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const NOW = '2026-03-09T10:00:00.000Z';
const ids = createIds();
const id = () => ids.next();

describe.each(ENGINES)('a push of the least on %s', (engine) => {
  let server: TestServer;
  let kam: TestActor;
  let other: TestActor;
  let manager: TestActor;
  beforeAll(async () => {
    server = await startTestServer({ engine });
    ({ kam1: kam, kam2: other, manager } = server.actors);
  });
  afterAll(() => server.close());

  const send = async (as: TestActor, collection: WritableCollection, ...rows: [string | null, object][]) => {
    const json = { rows: rows.map(([base, document]) => ({ base, document })) };
    return (await server.json<PushReply>(`/api/sync/${collection}/push`, { as, json })).body.results;
  };
  const stored = async (collection: WritableCollection, documentId: string) =>
    (await readDocuments(server.deps.db, collection, [documentId])).get(documentId);

  /** The least of a document: the fields that the contract requires, and no other. */
  const least = (name = 'Least') => {
    const head = { id: id(), write_id: id(), created_at: NOW, updated_at: NOW };
    return { ...head, kind: 'organization', name, state: 'PENDING' };
  };
  const leastCall = (lead_id: string) => {
    const { kind, name, state, ...head } = least();
    return { ...head, lead_id, type: 'CALL', occurred_at: NOW };
  };

  it('takes the least that a lead needs, and fills what was left out in the same write', async () => {
    const lead = least();
    expect(await send(kam, 'leads', [null, lead], [null, lead])).toMatchObject([
      { outcome: 'ok' },
      { outcome: 'ok' },
    ]);
    expect(await send(kam, 'leads', [null, lead])).toEqual([{ id: lead.id, outcome: 'ok' }]);
    expect((await stored('leads', lead.id))?.document).toMatchObject({
      ...lead,
      assignee_id: kam.id,
      sla_due_at: '2026-03-09T12:00:00.000Z',
      tags: [],
    });
    const renamed = { ...lead, write_id: id(), name: 'Renamed' };
    expect(await send(kam, 'leads', [lead.write_id, renamed])).toMatchObject([{ outcome: 'ok' }]);
    expect((await stored('leads', lead.id))?.document).toMatchObject({ ...renamed, assignee_id: kam.id });
  });

  it('takes the least that a call needs as a write of who pushes it', async () => {
    const lead = least();
    const call = leastCall(lead.id);
    await send(kam, 'leads', [null, lead]);
    await send(kam, 'interactions', [null, call]);
    expect(await send(kam, 'interactions', [null, call])).toEqual([{ id: call.id, outcome: 'ok' }]);
    expect((await stored('interactions', call.id))?.document).toMatchObject({ ...call, created_by: kam.id });
  });

  it('hands a lead over only where that is said', async () => {
    const lead = least();
    await send(kam, 'leads', [null, lead]);
    const renamed = { ...lead, write_id: id(), name: 'Renamed' };
    await send(manager, 'leads', [lead.write_id, renamed]);
    expect((await stored('leads', lead.id))?.document).toMatchObject({ assignee_id: kam.id });
    const nobodys = { ...renamed, write_id: id(), assignee_id: null };
    await send(manager, 'leads', [renamed.write_id, nobodys]);
    expect((await stored('leads', lead.id))?.document).toMatchObject({ assignee_id: null });
  });

  it("makes a KAM's customer his own and lets him give none away", async () => {
    const { lead_id, ...head } = leastCall(id());
    const free = { ...head, lead_id: null, name: 'Direct', since_on: '2026-03-09' };
    await send(kam, 'customers', [null, free]);
    expect((await stored('customers', free.id))?.document).toMatchObject({ assignee_id: kam.id });
    const away = { ...free, write_id: id(), assignee_id: other.id };
    const forOther = { ...free, id: id(), write_id: id(), assignee_id: other.id };
    const results = [
      ...(await send(kam, 'customers', [free.write_id, away])),
      ...(await send(kam, 'customers', [null, forOther])),
      ...(await send(manager, 'customers', [free.write_id, { ...away, assignee_id: id() }])),
      ...(await send(manager, 'customers', [free.write_id, away])),
    ];
    expect(results.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'not_allowed',
      'not_allowed',
      'unknown_assignee',
      'ok',
    ]);
  });
});
