// What is kept follows what is stored, whoever writes it, and nothing that did not change is read twice.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds, customerIdOf } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { deletedTombstone } from '#domain/sync/tombstone.ts';
import { aCall, aLead, anOrder, aSnooze } from '#domain/testing/builders.ts';
import { type DocumentWrite, inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { createKeptLeads } from './kept-leads.ts';

const TUESDAY = '2026-03-10T10:00:00.000Z';
const ids = createIds();

interface Today {
  items: { id: string; plan: { bucket: string }; performance_status: string | null }[];
}

describe.each(ENGINES)('kept leads on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine, clock: createTestClock(TUESDAY) });
  });
  afterAll(() => server.close());

  const write = (...writes: DocumentWrite[]) =>
    inWriteTransaction(server.deps, (tx) => writeDocuments(tx, writes));
  const dueLead = async (given: Partial<Lead> = {}) => {
    const lead = aLead({ assignee_id: server.actors.kam1.id, cadence: { kind: 'days', n: 7 }, ...given });
    await write(
      { collection: 'leads', document: lead },
      {
        collection: 'interactions',
        document: aCall({ lead_id: lead.id, occurred_at: '2026-03-03T10:00:00Z' }),
      },
    );
    return lead;
  };
  const today = async (query = '') =>
    (await server.json<Today>(`/api/leads/due_today${query}`, { as: server.actors.kam1 })).body.items;
  const standsIn = async (lead: Lead, query = '') => (await today(query)).some(({ id }) => id === lead.id);

  it('leave Today with the call that answers them, and come back when it is void', async () => {
    const lead = await dueLead();
    expect(await standsIn(lead)).toBe(true);
    const call = aCall({ lead_id: lead.id, occurred_at: TUESDAY });
    await write({ collection: 'interactions', document: call });
    expect(await standsIn(lead)).toBe(false);
    const voided = { ...call, write_id: ids.next(), voided_at: TUESDAY };
    await write({ collection: 'interactions', document: voided });
    expect(await standsIn(lead)).toBe(true);
  });

  it('come back when the snooze that hides them is deleted, though its tombstone names no lead', async () => {
    const lead = await dueLead();
    const snooze = aSnooze({
      lead_id: lead.id,
      occurred_at: '2026-03-10T09:00:00.000Z',
      until: '2026-03-12T09:00:00.000Z',
    });
    await write({ collection: 'plan_events', document: snooze });
    expect(await standsIn(lead)).toBe(false);
    const { _deleted, ...document } = deletedTombstone('plan_events', snooze.id, ids.next());
    await write({ collection: 'plan_events', document, deleted: true } as DocumentWrite);
    expect(await standsIn(lead)).toBe(true);
  });

  it('are planned by the settings of now', async () => {
    const lead = await dueLead({ country: 'DE', time_zone: 'Europe/Berlin' });
    expect(await standsIn(lead)).toBe(true);
    const holidays = async (json: object) =>
      server.json('/api/settings', { as: server.actors.admin, method: 'PATCH', json: { holidays: json } });
    await holidays({ DE: ['2026-03-10'] });
    expect(await standsIn(lead)).toBe(false);
    await holidays({ DE: [] });
    expect(await standsIn(lead)).toBe(true);
  });

  it('enter Today when their time has come, and answer for any instant and zone', async () => {
    const lead = await dueLead({ cadence: { kind: 'days', n: 10 } });
    expect(await standsIn(lead)).toBe(false);
    expect(await standsIn(lead)).toBe(false);
    expect(await standsIn(lead, '?at=2026-03-13T10:00:00Z')).toBe(true);
    expect(await standsIn(lead, '?at=2026-03-12T10:00:00Z&time_zone=Pacific/Kiritimati')).toBe(true);
    expect(await standsIn(lead, '?at=2026-03-03T09:00:00Z')).toBe(true);
    expect(await standsIn(lead, '?at=2026-03-05T09:00:00Z')).toBe(false);
    server.clock.advance(3 * 86_400);
    const { kam1 } = server.actors;
    const access_token = await server.deps.accessTokens.issue({
      user_id: kam1.id,
      session_id: kam1.session_id,
    });
    const later = await server.json<Today>('/api/leads/due_today', { as: { access_token } });
    expect(later.body.items.map(({ id }) => id)).toContain(lead.id);
    server.clock.advance(-3 * 86_400);
  });

  it('take a call that was written down beforehand for held when its time has come', async () => {
    const lead = await dueLead();
    await write({
      collection: 'interactions',
      document: aCall({ lead_id: lead.id, occurred_at: '2026-03-10T14:00:00.000Z' }),
    });
    expect(await standsIn(lead)).toBe(true);
    expect(await standsIn(lead, '?at=2026-03-10T13:59:59.999Z')).toBe(true);
    expect(await standsIn(lead, '?at=2026-03-10T14:00:00.000Z')).toBe(false);
  });

  it('have the standing that their orders and their customer give them', async () => {
    const lead = await dueLead({ state: 'WON', won_at: '2025-01-01T00:00:00.000Z' });
    const status = async () => (await today()).find(({ id }) => id === lead.id)?.performance_status;
    const before = await status();
    const order = anOrder({ lead_id: lead.id, occurred_at: '2026-03-09T10:00:00.000Z', amount_minor: 5_000 });
    await write({ collection: 'interactions', document: order });
    const after = await status();
    expect(after).not.toBe(before);
    expect(await status()).toBe(after);
    await write({
      collection: 'customers',
      document: {
        ...{ id: customerIdOf(lead.id), write_id: ids.next(), created_at: TUESDAY, updated_at: TUESDAY },
        ...{ lead_id: lead.id, name: lead.name, since_on: '2026-03-09', assignee_id: lead.assignee_id },
      },
    });
    expect(await status()).toBe('NEW');
  });

  it('lose their standing when an account ends, also where a question under way leaves it on them afterwards', async () => {
    const lead = await dueLead({ state: 'WON', won_at: '2025-01-01T00:00:00.000Z' });
    const customer = {
      ...{ id: customerIdOf(lead.id), write_id: ids.next(), created_at: TUESDAY, updated_at: TUESDAY },
      ...{ lead_id: lead.id, name: lead.name, since_on: '2026-03-09', assignee_id: lead.assignee_id },
    };
    await write({ collection: 'customers', document: customer });
    const keptLeads = createKeptLeads(server.deps);
    const standing = { status: 'NEW' as const, value_minor: null, on: 0, settings: 'of before' };
    const [asked] = await keptLeads.of([lead.id], TUESDAY);
    const { _deleted, ...document } = deletedTombstone('customers', customer.id, ids.next());
    await write({ collection: 'customers', document, deleted: true } as DocumentWrite);
    const [after] = await keptLeads.of([lead.id], TUESDAY);
    Object.assign(asked ?? {}, { standing });
    expect(after).toBeDefined();
    expect((await keptLeads.of([lead.id], TUESDAY))[0]).toBe(after);
    expect(after?.standing).toBeUndefined();
  });

  it('go with their lead: reassigned, put aside', async () => {
    const [given, aside] = [await dueLead(), await dueLead()];
    expect((await today()).length).toBeGreaterThan(1);
    await write({
      collection: 'leads',
      document: { ...given, write_id: ids.next(), assignee_id: server.actors.kam2.id },
    });
    await write({
      collection: 'leads',
      document: { ...aside, write_id: ids.next(), deleted_at: TUESDAY },
    });
    expect(await standsIn(given)).toBe(false);
    expect(await standsIn(aside)).toBe(false);
  });

  it('lose nothing that is written while others ask', { timeout: 60_000 }, async () => {
    const leads = await Promise.all(Array.from({ length: 12 }, () => dueLead()));
    const answered = new Set<string>();
    const call = async (lead: Lead) => {
      await write({
        collection: 'interactions',
        document: aCall({ lead_id: lead.id, occurred_at: TUESDAY }),
      });
      answered.add(lead.id);
      expect(await standsIn(lead)).toBe(false);
    };
    await Promise.all(leads.flatMap((lead) => [today(), call(lead), today()]));
    const left = (await today()).filter(({ id }) => answered.has(id));
    expect(left).toEqual([]);
  });
});
