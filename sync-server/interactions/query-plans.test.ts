// That a timeline, a pull and a stream read indexes and not whole tables, as the database itself says it.
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { type Actor, kamScope, STAFF_SCOPE, WORKSPACE_SCOPE } from '#domain/sync/scope.ts';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { addMinutes } from '#domain/time.ts';
import { type Database, rowsOf } from '../db/database.ts';
import type { OpenDatabase } from '../db/open.ts';
import { createChanges } from '../feed/changes.ts';
import { newestSeq, pull } from '../feed/pull.ts';
import { type DocumentWrite, inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { storePeople } from '../testing/store-people.ts';
import { ENGINES, openTestDatabase } from '../testing/test-database.ts';
import { selectInteractions } from './read-interactions.ts';

const NOW = '2026-03-09T10:00:00.000Z';
const ids = createIds();
const KAMS = Array.from({ length: 40 }, () => ids.next());
const LEADS = KAMS.flatMap((assignee_id) => Array.from({ length: 4 }, () => aLead({ assignee_id })));
const CALLS = 10;
const manager: Actor = { id: ids.next(), role: 'manager' };
const kam: Actor = { id: KAMS[7] ?? '', role: 'kam' };
const page = { page_size: 50 };

/** A database that keeps the statements which go through its `execute`. */
function listening(db: Database) {
  const heard: SQL[] = [];
  const listener = new Proxy(db, {
    get: (target, name) => {
      if (name === 'execute')
        return (statement: SQL) => {
          heard.push(statement);
          return target.execute(statement);
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { db: listener, heard };
}

describe.each(ENGINES)('an index is used on %s', (engine) => {
  let open: OpenDatabase;
  let middle = 0;
  beforeAll(async () => {
    open = await openTestDatabase(engine);
    const store = { db: open.db, clock: { now: () => NOW } };
    const write = (writes: DocumentWrite[]) => inWriteTransaction(store, (tx) => writeDocuments(tx, writes));
    await storePeople(open.db, KAMS);
    await write(LEADS.map((document) => ({ collection: 'leads', document })));
    for (let at = 0; at < CALLS; at += 1) {
      const occurred_at = addMinutes(NOW, -at * 60);
      const calls = LEADS.map(({ id, assignee_id }) =>
        aCall({ lead_id: id, created_by: assignee_id, occurred_at }),
      );
      await write(calls.map((document) => ({ collection: 'interactions', document })));
      if (at === CALLS - 2) middle = await newestSeq(open.db);
    }
    await open.db.execute(sql`analyze`);
  });
  afterAll(() => open.close());

  const explain = async (statement: SQL): Promise<string> => {
    const rows = rowsOf(await open.db.execute(sql`explain ${statement}`));
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  };
  const planOf = (actor: Actor, query: object) =>
    explain(selectInteractions(open.db, actor, { ...page, ...query }).getSQL());

  it('for the timeline of a lead', async () => {
    for (const actor of [manager, kam]) {
      const plan = await planOf(actor, { lead_id: LEADS[17]?.id });
      expect(plan).toContain('interactions_lead');
      expect(plan).not.toContain('Seq Scan on interactions');
    }
  });

  it('for what one person has done in a span of time', async () => {
    const plan = await planOf(manager, { created_by: kam.id, from: addMinutes(NOW, -120) });
    expect(plan).toContain('interactions_by');
  });

  it('for a page of a pull', async () => {
    const { db, heard } = listening(open.db);
    await pull(db, 'interactions', { epoch: 'e', scope: kamScope(kam.id), seq: middle }, 50);
    for (const statement of heard) {
      const plan = await explain(statement);
      expect(plan).toMatch(/feed_pull|feed_scope_seq/);
      expect(plan).toContain('interactions_pkey');
      expect(plan).not.toContain('Seq Scan');
    }
    expect(heard).toHaveLength(1);
  });

  it('for what streams are told', async () => {
    const { db, heard } = listening(open.db);
    const changesOf = createChanges(db);
    const asked = [STAFF_SCOPE, kamScope(kam.id)].map((scope) => ({
      scopes: [scope, WORKSPACE_SCOPE],
      ...{ epoch: 'e', seq: middle },
    }));
    await Promise.all(asked.map(changesOf));
    const [first, ...documents] = await Promise.all(heard.map(explain));
    expect(first).toContain('feed_scope_seq');
    expect(first).not.toContain('Seq Scan');
    expect(documents).toHaveLength(1);
  });
});
