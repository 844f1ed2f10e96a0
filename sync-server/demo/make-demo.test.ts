import { describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { orderFacts } from '#domain/performance/order-facts.ts';
import { performance } from '#domain/performance/performance.ts';
import { closedDates } from '#domain/plan/lead.ts';
import { plan } from '#domain/plan/plan.ts';
import { isInToday } from '#domain/plan/today.ts';
import { defaultSettings } from '#domain/settings/settings.ts';
import { documentSchemas, WRITABLE_COLLECTIONS } from '#domain/sync/collections.ts';
import { dayIn } from '#domain/time.ts';
import { type DemoDocuments, makeDemo } from './make-demo.ts';

const ids = createIds();
const kams = { first: ids.next(), second: ids.next() };
const ZONE = 'Europe/Berlin';
const BUCKETS = [
  'CALL_NOW',
  'WAITING',
  'DUE_TODAY',
  'OVERDUE',
  'LATER_TODAY',
  'UPCOMING',
  'NO_HOURS',
  'NONE',
];
const MONDAY = Date.parse('2026-11-16T00:00:00Z');

const demoAt = (now: string): DemoDocuments => {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(ZONE).toPlainDate();
  const ends = today.add({ days: 1 }).toZonedDateTime(ZONE);
  const kam_day_ends_at = new Date(ends.epochMilliseconds).toISOString();
  return makeDemo({ now, ids, kams, kam_day_ends_at, currency: 'EUR', interactions: 2000 });
};

const plansOf = (demo: DemoDocuments, now: string, assignee: string) =>
  demo.leads
    .filter((lead) => lead.assignee_id === assignee)
    .map((lead) => {
      const events = [...demo.interactions, ...demo.plan_events].filter(({ lead_id }) => lead_id === lead.id);
      const time_zone = lead.time_zone ?? 'UTC';
      return plan({ ...lead, time_zone, closed_dates: closedDates(lead, {}) }, events, now, ZONE);
    });

describe('the demo workspace', () => {
  it.each(Array.from({ length: 168 }, (_, hour) => new Date(MONDAY + hour * 3_600_000).toISOString()))(
    'made at %s fills every bucket and gives the first KAM 30 calls',
    (now) => {
      const plans = plansOf(demoAt(now), now, kams.first);
      expect([...new Set(plans.map(({ bucket }) => bucket))].sort()).toEqual([...BUCKETS].sort());
      expect(plans.filter(isInToday).length).toBeGreaterThanOrEqual(30);
    },
  );

  const now = '2026-11-18T10:17:00.000Z';
  const demo = demoAt(now);

  it('has 74 leads in eight zones, every state of the pipeline but the applicants’, and 2,000 interactions', () => {
    expect(demo.leads).toHaveLength(74);
    expect(new Set(demo.leads.map(({ time_zone }) => time_zone)).size).toBe(8);
    expect([...new Set(demo.leads.map(({ state }) => state))].sort()).toEqual([
      'LOST',
      'NEGOTIATION',
      'QUALIFIED',
      'REACHED_OUT',
      'WON',
    ]);
    expect(demo.interactions).toHaveLength(2000);
  });

  it('has an account of every status', () => {
    const settings = defaultSettings(now, ids.next());
    const statuses = demo.leads.flatMap((lead) => {
      const customer = demo.customers.find(({ lead_id }) => lead_id === lead.id);
      if (!customer) return [];
      const time_zone = lead.time_zone ?? 'UTC';
      const { status } = performance({
        orders: orderFacts(demo.interactions.filter(({ lead_id }) => lead_id === lead.id)),
        time_zone,
        as_of_on: dayIn(now, time_zone),
        customer_since_on: customer.since_on,
        is_won: true,
        settings: { currency: settings.currency, rates: settings.rates, ...settings.performance },
        metric: demo.metrics.find(({ lead_id }) => lead_id === lead.id) ?? null,
      });
      return status === null ? [] : [status];
    });
    expect([...new Set(statuses)].sort()).toEqual(['NEW', 'STEADY', 'UNDER', 'WATCH', 'WELL']);
  });

  it('is made of valid documents with ids and write ids of their own', () => {
    const all = WRITABLE_COLLECTIONS.flatMap((name) => demo[name].map((document) => ({ name, document })));
    for (const { name, document } of all) expect(documentSchemas[name].parse(document)).toEqual(document);
    expect(new Set(all.map(({ document }) => document.write_id)).size).toBe(all.length);
    expect(all.filter(({ name, document }) => name === 'interactions' && document.created_at > now)).toEqual(
      [],
    );
  });

  it('has calls that fall on the far side of a change of clocks', () => {
    const crossing = demo.leads.filter(({ tags }) => tags.includes('clock change'));
    expect(crossing.length).toBeGreaterThanOrEqual(3);
  });
});
