// A page of leads is read once for as long as nothing that its reader sees has changed, and is never older than that.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { aLead } from '#domain/testing/builders.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { countingDatabase } from '../testing/counting-database.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { createKeptPages } from './kept-pages.ts';
import { pageOfLeads } from './list-by-plan.ts';
import type { LeadListQuery } from './list-leads.ts';

const ids = createIds();
const NEWEST: LeadListQuery = { sort: 'created_at', descending: true, page_size: 50 };

describe.each(ENGINES)('kept pages of leads on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine, clock: createTestClock('2026-03-10T10:00:00.000Z') });
  });
  afterAll(() => server.close());

  const write = (document: Lead) =>
    inWriteTransaction(server.deps, (tx) => writeDocuments(tx, [{ collection: 'leads', document }]));
  /** A server of its own that has kept nothing, and counts what it asks the database. */
  const open = () => {
    const counted = countingDatabase(server.deps.db);
    const store = { ...server.deps, db: counted.db, keptPages: createKeptPages(counted.db) };
    const ask = async (person: TestActor, query: Partial<LeadListQuery> = {}, covers: string[] = []) => {
      const actor: Actor = { id: person.id, role: person.role, covers };
      const view = { at: server.clock.now(), time_zone: 'UTC' };
      const before = counted.queries();
      const page = await pageOfLeads(store, actor, { ...NEWEST, ...query }, view);
      if (!page.ok) throw new Error(page.error.code);
      const read = JSON.parse(page.value) as { items: (Lead & { sla: { state: string } })[]; total: number };
      return { ...read, names: read.items.map(({ name }) => name), queries: counted.queries() - before };
    };
    return ask;
  };

  it('are read once, until a lead changes that their reader sees', async () => {
    const { kam1, kam2, manager } = server.actors;
    const mine = aLead({ assignee_id: kam1.id, name: 'Mine' });
    await write(mine);
    await write(aLead({ assignee_id: kam2.id, name: 'His' }));
    const ask = open();
    const first = await ask(kam1);
    expect(first.names).toContain('Mine');
    const again = await ask(kam1);
    expect(again).toEqual({ ...first, queries: 1 });
    expect(first.queries).toBeGreaterThan(1);
    await ask(manager);
    // Another's lead changes: his own page and the manager's are read anew, mine is not.
    await write(aLead({ assignee_id: kam2.id, name: 'His second' }));
    expect((await ask(kam1)).queries).toBe(1);
    expect((await ask(kam2)).names).toContain('His second');
    expect((await ask(manager)).names).toContain('His second');
    await write({ ...mine, write_id: ids.next(), name: 'Mine, renamed' });
    const renamed = await ask(kam1);
    expect(renamed.names).toContain('Mine, renamed');
    expect(renamed.names).not.toContain('Mine');
    // It goes to the other: it leaves the one page and comes to the other.
    await write({ ...mine, write_id: ids.next(), name: 'Mine, given away', assignee_id: kam2.id });
    expect((await ask(kam1)).total).toBe(renamed.total - 1);
    expect((await ask(kam2)).names).toContain('Mine, given away');
  });

  it('are each person’s and each question’s own', async () => {
    const { kam1, kam2 } = server.actors;
    await write(aLead({ assignee_id: kam1.id, name: 'Of one', source: 'fair' }));
    await write(aLead({ assignee_id: kam2.id, name: 'Of two', source: 'fair' }));
    const ask = open();
    expect((await ask(kam1, { source: 'fair' })).names).toEqual(['Of one']);
    expect((await ask(kam2, { source: 'fair' })).names).toEqual(['Of two']);
    expect((await ask(kam1, { source: 'fair' }, [kam2.id])).names.sort()).toEqual(['Of one', 'Of two']);
    expect((await ask(kam1, { source: 'fair' })).names).toEqual(['Of one']);
    expect((await ask(kam1, { source: 'radio' })).names).toEqual([]);
    expect((await ask(kam1, { source: 'fair', page_size: 1, descending: false })).names).toEqual(['Of one']);
  });

  it('tell where the promise stands now, and what the settings say now', async () => {
    const { admin, manager } = server.actors;
    const sla_due_at = '2026-03-10T10:40:00.000Z';
    await write(
      aLead({ assignee_id: admin.id, name: 'Promised', source: 'clock', sla_due_at, sla_met_at: null }),
    );
    const ask = open();
    const state = async () => (await ask(manager, { source: 'clock' })).items[0]?.sla.state;
    expect(await state()).toBe('running');
    server.clock.advance(660);
    expect(await state()).toBe('due_soon');
    expect((await ask(manager, { source: 'clock' })).queries).toBe(1);
    const json = { sla_reminder_minutes: 5 };
    expect((await server.json('/api/settings', { method: 'PATCH', as: admin, json })).status).toBe(200);
    expect(await state()).toBe('running');
    // A filter by the clock is asked anew each time.
    expect((await ask(manager, { source: 'clock', sla: 'breached' })).names).toEqual([]);
    server.clock.advance(3600);
    expect((await ask(manager, { source: 'clock', sla: 'breached' })).names).toEqual(['Promised']);
  });
});
