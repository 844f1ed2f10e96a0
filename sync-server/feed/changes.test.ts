// What many open streams are told by one reading of the feed.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { StreamMessage } from '#domain/sync/messages.ts';
import { kamScope, STAFF_SCOPE, WORKSPACE_SCOPE } from '#domain/sync/scope.ts';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { countingDatabase } from '../testing/counting-database.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { type Asked, type Changes, createChanges } from './changes.ts';
import { newestSeq } from './pull.ts';
import { type DocumentWrite, inWriteTransaction, writeDocuments } from './write-documents.ts';

const ids = createIds();

describe.each(ENGINES)('what streams are told together, on %s', (engine) => {
  let server: TestServer;
  let begin: number;
  beforeEach(async () => {
    server = await startTestServer({ engine });
    begin = await newestSeq(server.deps.db);
  });
  afterEach(() => server.close());

  const write = (writes: DocumentWrite[]) =>
    inWriteTransaction(server.deps, (tx) => writeDocuments(tx, writes));
  const askedBy = (scope: string, seq = begin): Asked => ({
    scopes: [scope, WORKSPACE_SCOPE],
    epoch: 'the epoch',
    seq,
  });
  const leadsOf = (name: 'kam1' | 'kam2', count: number) =>
    Array.from({ length: count }, () => aLead({ assignee_id: server.actors[name].id }));
  const told = ({ messages }: Pick<Changes, 'messages'>) =>
    messages.map((text) => JSON.parse(text) as StreamMessage);
  const idsOf = (changes: Pick<Changes, 'messages'>) =>
    told(changes).flatMap(({ documents }) => documents.map(({ id }) => id));

  it('takes two statements for two hundred of them, each hears of its own', async () => {
    const [mine] = leadsOf('kam1', 1);
    const [theirs] = leadsOf('kam2', 1);
    if (!mine || !theirs) throw new Error('no leads');
    await write([mine, theirs].map((document) => ({ collection: 'leads', document })));
    const { db, queries } = countingDatabase(server.deps.db);
    const changesOf = createChanges(db);
    const { kam1, kam2 } = server.actors;
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, at) => changesOf(askedBy(kamScope(at % 2 ? kam1.id : kam2.id)))),
    );
    expect(queries()).toBe(2);
    for (const [at, answer] of answers.entries()) {
      expect(idsOf(answer)).toEqual([(at % 2 ? mine : theirs).id]);
      expect(answer.more).toBe(false);
    }
  });

  it('goes on page by page for one who is far behind, and the others miss and repeat nothing', async () => {
    const before = leadsOf('kam1', 900);
    await write(before.map((document) => ({ collection: 'leads', document })));
    const middle = await newestSeq(server.deps.db);
    const after = leadsOf('kam1', 300);
    await write(after.map((document) => ({ collection: 'leads', document })));
    const changesOf = createChanges(server.deps.db);
    const follow = async (seq: number) => {
      const heard: string[] = [];
      let asked = askedBy(STAFF_SCOPE, seq);
      for (;;) {
        const changes = await changesOf(asked);
        heard.push(...idsOf(changes));
        asked = { ...asked, seq: changes.seq };
        if (!changes.more) return heard;
      }
    };
    const [late, early] = await Promise.all([follow(begin), follow(middle)]);
    const inOrder = (leads: { id: string }[]) => leads.map(({ id }) => id).sort();
    expect([...late].sort()).toEqual(inOrder([...before, ...after]));
    expect([...early].sort()).toEqual(inOrder(after));
  });

  it('is a tombstone for a document that has left the scope, and the document for the scope that it came to', async () => {
    const { kam1, kam2 } = server.actors;
    const lead = aLead({ assignee_id: kam1.id });
    const call = aCall({ lead_id: lead.id });
    await write([
      { collection: 'leads', document: lead },
      { collection: 'interactions', document: call },
    ]);
    const moved = { ...lead, assignee_id: kam2.id, write_id: ids.next() };
    const seq = await newestSeq(server.deps.db);
    await write([{ collection: 'leads', document: moved }]);
    const changesOf = createChanges(server.deps.db);
    const [lost, won] = await Promise.all(
      [kam1, kam2].map(({ id }) => changesOf(askedBy(kamScope(id), seq))),
    );
    if (!lost || !won) throw new Error('not answered');
    const documents = (changes: Changes) => told(changes).flatMap((message) => message.documents);
    expect(documents(lost)).toMatchObject([
      { _deleted: true, gone: true, name: '-' },
      { _deleted: true, gone: true, note: null },
    ]);
    expect(documents(won)).toMatchObject([
      { id: lead.id, write_id: moved.write_id, name: lead.name, _deleted: false },
      { id: call.id, write_id: call.write_id, _deleted: false },
    ]);
  });
});
