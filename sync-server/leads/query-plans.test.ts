// That the lists of leads read indexes and not the whole table, as the database itself says it.
import { or, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { aLead } from '#domain/testing/builders.ts';
import { addMinutes } from '#domain/time.ts';
import { rowsOf } from '../db/database.ts';
import type { OpenDatabase } from '../db/open.ts';
import { leads } from '../db/tables/documents.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { storePeople } from '../testing/store-people.ts';
import { ENGINES, openTestDatabase } from '../testing/test-database.ts';
import { whereCustom } from './custom-filter.ts';
import { findDuplicates, likenessOf } from './find-duplicates.ts';
import { type LeadFilters, selectLeads } from './list-leads.ts';

const NOW = '2026-03-09T10:00:00.000Z';
const LEADS = 4000;
const ids = createIds();
const KAMS = Array.from({ length: 80 }, () => ids.next());
const manager: Actor = { id: ids.next(), role: 'manager' };
const kam: Actor = { id: KAMS[7] ?? '', role: 'kam' };
const at = { now: NOW, reminderMinutes: 30 };

const leadAt = (n: number) =>
  aLead({
    name: `Firm ${n}`,
    ...{ email: `f${n}@x.test`, phone: `+49 351 ${100_000 + n}`, city: `City ${n}` },
    assignee_id: KAMS[n % KAMS.length] ?? null,
    ...{ state: n % 100 === 0 ? 'PENDING' : 'LOST', source: `source ${n % 60}`, tags: [`tag ${n % 60}`] },
    sla_due_at: addMinutes(NOW, (n - LEADS / 2) * 10),
    custom: { employees: n },
  });

describe.each(ENGINES)('the index is used on %s', (engine) => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await openTestDatabase(engine);
    const store = { db: open.db, clock: { now: () => NOW } };
    await storePeople(open.db, KAMS);
    for (let from = 0; from < LEADS; from += 500) {
      const documents = Array.from({ length: 500 }, (_, n) => leadAt(from + n));
      await inWriteTransaction(store, (tx) =>
        writeDocuments(
          tx,
          documents.map((document) => ({ collection: 'leads', document })),
        ),
      );
    }
    await open.db.execute(sql`analyze leads`);
  });
  afterAll(() => open.close());

  const planOf = async (actor: Actor, filters: LeadFilters): Promise<string> => {
    const query = { sort: 'created_at' as const, descending: true, page_size: 50, ...filters };
    const statement = selectLeads(open.db, actor, query, at).getSQL();
    const rows = rowsOf(await open.db.execute(sql`explain ${statement}`));
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  };
  const employees = whereCustom([], { employees: '17' });

  it.each<[what: string, index: string, filters: LeadFilters]>([
    ['an assignee', 'leads_assignee', { assignee_id: KAMS[3] ?? '' }],
    ['a state', 'leads_state', { states: ['PENDING'] }],
    ['a source', 'leads_source', { source: 'source 5' }],
    ['a promise that is due soon', 'leads_sla_due', { sla: 'due_soon' }],
    ['a tag', 'leads_tags', { tag: 'tag 5' }],
    ['words', 'leads_search', { q: 'firm 1234' }],
    ['a telephone number', 'leads_search', { q: '0351 101234' }],
    ['a field of the workspace’s own', 'leads_custom', { own: employees.ok ? employees.value : [] }],
  ])('for %s', async (_, index, filters) => {
    const plan = await planOf(manager, filters);
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });

  it('for the leads that one person works', async () => {
    expect(await planOf(kam, {})).toContain('leads_assignee');
  });

  it('for likely duplicates, by each of their keys', async () => {
    const lead = { email: 'F17@x.test', phone: '0351 100018', name: 'firm 19', city: 'CITY 19' };
    const found = await findDuplicates(open.db, manager, lead);
    expect(found.map(({ name }) => name).sort()).toEqual(['Firm 17', 'Firm 18', 'Firm 19']);
    const alike = or(...Object.values(likenessOf(lead)));
    const rows = rowsOf(await open.db.execute(sql`explain select 1 from ${leads} where ${alike}`));
    const plan = rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    for (const index of ['leads_email', 'leads_phone', 'leads_name_city']) expect(plan).toContain(index);
  });
});
