import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INTERACTION_TYPES, OUTCOMES } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { plan } from '#domain/plan/plan.ts';
import { planLeadOf } from '#domain/plan/plan-lead.ts';
import { defaultSettings } from '#domain/settings/settings.ts';
import { aCall, aCallback, aLead, aSnooze } from '#domain/testing/builders.ts';
import type { OpenDatabase } from '../db/open.ts';
import { type DocumentWrite, inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { ENGINES, openTestDatabase } from '../testing/test-database.ts';
import { createKeptLeads } from './kept-leads.ts';
import { readPlans } from './read-plans.ts';

const NOW = '2026-03-10T10:00:00.000Z';
const clock = { now: () => NOW };
const settings = defaultSettings(NOW, '018f0000-0000-7000-8000-000000000001');
const hoursFromNow = (hours: number) => new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();

// Few instants, so that events often meet at one, before and after the instant that is asked about.
const instant = fc.integer({ min: -40, max: 8 }).map((step) => hoursFromNow(step * 12));
const call = fc.record({
  type: fc.constantFrom(...INTERACTION_TYPES.filter((type) => type !== 'ORDER' && type !== 'RETURN')),
  outcome: fc.option(fc.constantFrom(...OUTCOMES)),
  occurred_at: instant,
  voided_at: fc.option(fc.constant(NOW), { freq: 4 }),
});
const act = fc.record({ callback: fc.boolean(), until: instant, occurred_at: instant });
const history = fc.record({
  state: fc.constantFrom('PENDING', 'REACHED_OUT', 'WON', 'LOST'),
  calls: fc.array(call, { maxLength: 8 }),
  acts: fc.array(act, { maxLength: 4 }),
});

describe.each(ENGINES)('plans from the events that matter on %s', (engine) => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await openTestDatabase(engine);
  });
  afterAll(() => open.close());

  it('are those from all events', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 20, maxLength: 20 }), async (histories) => {
        const all = histories.map(({ state, calls, acts }) => {
          const lead: Lead = aLead({ state });
          return {
            lead,
            calls: calls.map((given) => aCall({ lead_id: lead.id, ...given })),
            acts: acts.map(({ callback, ...given }) =>
              (callback ? aCallback : aSnooze)({ lead_id: lead.id, ...given }),
            ),
          };
        });
        const writes = all.flatMap(({ lead, calls, acts }): DocumentWrite[] => [
          { collection: 'leads', document: lead },
          ...calls.map((document) => ({ collection: 'interactions' as const, document })),
          ...acts.map((document) => ({ collection: 'plan_events' as const, document })),
        ]);
        await inWriteTransaction({ db: open.db, clock }, (tx) => writeDocuments(tx, writes));
        const ids = all.map(({ lead }) => lead.id);
        const store = { db: open.db, keptLeads: createKeptLeads({ db: open.db, clock }) };
        const view = { at: NOW, time_zone: 'Europe/Berlin' };
        const read = await readPlans(store, ids, settings, view);
        expect(read).toHaveLength(all.length);
        const planOf = new Map(read.map(({ lead, plan: found }) => [lead.id, found]));
        for (const { lead, calls, acts } of all) {
          const full = plan(
            planLeadOf(lead, settings, 'Europe/Berlin'),
            [...calls, ...acts],
            NOW,
            'Europe/Berlin',
          );
          expect(planOf.get(lead.id)).toEqual(full);
        }
      }),
      { numRuns: 12 },
    );
  });
});
