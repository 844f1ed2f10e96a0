import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '#domain/sync/collections.ts';
import type { PullReply } from '#domain/sync/messages.ts';
import { kamScope, STAFF_SCOPE } from '#domain/sync/scope.ts';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import type { OpenDatabase } from '../db/open.ts';
import { storePeople } from '../testing/store-people.ts';
import { ENGINES, openTestDatabase } from '../testing/test-database.ts';
import { type Position, readCheckpoint } from './checkpoint.ts';
import { newestSeq, pull } from './pull.ts';
import { inWriteTransaction, readDocuments, writeDocuments } from './write-documents.ts';

const clock = { now: () => '2026-03-09T10:00:00.000Z' };
const KAM = '018f0000-0000-7000-8000-00000000000a';
const OTHER = '018f0000-0000-7000-8000-00000000000b';

describe.each(ENGINES)('writing documents on %s', (engine) => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await openTestDatabase(engine);
    await storePeople(open.db, [KAM, OTHER]);
  });
  afterAll(() => open.close());

  const write = (writes: Parameters<typeof writeDocuments>[1], author: string | null = null) =>
    inWriteTransaction({ db: open.db, clock }, (tx) => writeDocuments(tx, writes, author));
  const from = (scope: string, seq = 0) => ({ epoch: 'e', scope, seq });
  const page = async (...[collection, position, limit]: [Collection, Position, number]) =>
    JSON.parse((await pull(open.db, collection, position, limit)).text) as PullReply;
  const idsIn = async (scope: string, collection: 'leads' | 'pocs') =>
    (await page(collection, from(scope), 1000)).documents;

  it('stores every field as it was given and gives it back', async () => {
    const lead = aLead({
      assignee_id: KAM,
      cadence: { kind: 'days', n: 7 },
      tags: ['a', 'b'],
      value_minor: 5_000_000_000,
    });
    await write([{ collection: 'leads', document: lead }]);
    expect((await readDocuments(open.db, 'leads', [lead.id])).get(lead.id)).toEqual({
      document: lead,
      deleted: false,
    });
  });

  it('takes a lead and what hangs on it from one scope to another', async () => {
    const lead = aLead({ assignee_id: KAM });
    const poc = aPoc({ lead_id: lead.id });
    await write([
      { collection: 'leads', document: lead },
      { collection: 'pocs', document: poc },
    ]);
    const before = await newestSeq(open.db);
    await write([{ collection: 'leads', document: { ...lead, assignee_id: OTHER } }]);
    const old = await page('pocs', from(kamScope(KAM), before), 10);
    expect(old.documents).toMatchObject([{ id: poc.id, _deleted: true, gone: true, name: '-' }]);
    expect(await idsIn(kamScope(OTHER), 'pocs')).toMatchObject([
      { id: poc.id, _deleted: false, name: poc.name },
    ]);
    expect((await idsIn(STAFF_SCOPE, 'pocs')).some((document) => document['gone'])).toBe(false);
  });

  it('shows a child whose lead has not arrived to its author only, and to the assignee once the lead is there', async () => {
    const lead = aLead({ assignee_id: OTHER });
    const poc = aPoc({ lead_id: lead.id });
    await write([{ collection: 'pocs', document: poc }], KAM);
    expect((await idsIn(kamScope(KAM), 'pocs')).at(-1)).toMatchObject({ id: poc.id, _deleted: false });
    await write([{ collection: 'leads', document: lead }]);
    expect((await idsIn(kamScope(KAM), 'pocs')).at(-1)).toMatchObject({ id: poc.id, gone: true });
    expect((await idsIn(kamScope(OTHER), 'pocs')).at(-1)).toMatchObject({ id: poc.id, _deleted: false });
  });

  it('loses no change to a reader that follows while eight writers write', async () => {
    const written = Array.from({ length: 80 }, () => aLead({ assignee_id: KAM }));
    const seen = new Set<string>();
    let position = from(kamScope(KAM));
    let left = 8;
    const follow = async () => {
      for (;;) {
        const last = left === 0;
        const read = await page('leads', position, 7);
        for (const { id } of read.documents) seen.add(id);
        const next = readCheckpoint(read.checkpoint, 'leads', position, Number.MAX_SAFE_INTEGER);
        if (next.ok) position = next.value;
        if (last && read.documents.length < 7) return;
      }
    };
    const lane = async (n: number) => {
      for (const lead of written.filter((_, at) => at % 8 === n))
        await write([{ collection: 'leads', document: lead }]);
      left -= 1;
    };
    await Promise.all([follow(), ...Array.from({ length: 8 }, (_, n) => lane(n))]);
    expect(written.filter((lead) => !seen.has(lead.id))).toEqual([]);
  });

  it('notifies the scopes that changed', async () => {
    const heard: string[] = [];
    const end = await open.listen('callbook_feed', (payload) => heard.push(payload));
    await write([{ collection: 'leads', document: aLead({ assignee_id: KAM }) }]);
    await expect
      .poll(() => heard.join(',').split(','))
      .toEqual(expect.arrayContaining([STAFF_SCOPE, kamScope(KAM)]));
    await end();
  });
});
