// What holds for every lead and every history: order of arrival, words, how long a plan holds, which events matter.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEvents, anyInstant, anyPlanLead, anyZone } from '../testing/plan-arbitraries.ts';
import { dayNumber } from './days.ts';
import { isPlanned, type Plan, plan } from './plan.ts';
import { eventsThatMatter } from './reduce-events.ts';
import { isInToday, outOfTodayUntil, planAt, planHoldsUntil } from './today.ts';
import { clockWords, dayWords, momentWords } from './words.ts';
import { zoneOf } from './zone.ts';

// Enough to meet each kind of history in each zone; the seed changes from run to run.
const RUNS = { numRuns: 400 };

const lasting = (plan: Plan) =>
  isPlanned(plan) ? [plan.bucket, plan.late_days, plan.callable_now] : [plan.bucket];

describe('every plan', { timeout: 60_000 }, () => {
  it('is the same in whatever order the events arrived', () => {
    const shuffled = anyEvents.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
    fc.assert(
      fc.property(anyPlanLead, shuffled, anyInstant, anyZone, (lead, [events, others], now, kam) => {
        expect(plan(lead, others, now, kam)).toEqual(plan(lead, events, now, kam));
      }),
      RUNS,
    );
  });

  it('explains itself with the days and times of its own fields', () => {
    fc.assert(
      fc.property(anyPlanLead, anyEvents, anyInstant, anyZone, (lead, events, now, kam) => {
        const made = plan(lead, events, now, kam);
        if (!isPlanned(made)) return;
        const zone = zoneOf(lead.time_zone);
        const days = [made.due_on, made.nominal_on, ...(made.last_on === null ? [] : [made.last_on])];
        for (const on of days) expect(made.explanation).toContain(dayWords(dayNumber(on)));
        expect(made.explanation).toContain(clockWords(Date.parse(made.due_at), zone));
        expect(made.explanation).toContain(clockWords(Date.parse(made.closes_at), zone));
        expect(made.explanation).toContain(lead.time_zone);
        if (made.hidden_until === null) return;
        expect(made.explanation).toContain(momentWords(Date.parse(made.hidden_until), zone));
      }),
      RUNS,
    );
  });

  it('keeps bucket, late days and callability until the instant it names, and all the rest but the present', () => {
    fc.assert(
      fc.property(
        anyPlanLead,
        anyEvents,
        anyInstant,
        anyZone,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (lead, events, now, kam, part) => {
          const made = plan(lead, events, now, kam);
          const until = Date.parse(planHoldsUntil(made, lead, events, now));
          const from = Date.parse(now);
          expect(until).toBeGreaterThan(from);
          for (const later of [from + Math.floor(part * (until - from)), until - 1]) {
            const then = new Date(later).toISOString();
            const anew = plan(lead, events, then, kam);
            expect(lasting(anew)).toEqual(lasting(made));
            if (lead.created_at !== null) expect(planAt(made, now, then)).toEqual(anew);
          }
        },
      ),
      RUNS,
    );
  });

  it('stays out of Today, in any zone, until the instant it names', () => {
    fc.assert(
      fc.property(
        anyPlanLead,
        anyEvents,
        anyInstant,
        anyZone,
        anyZone,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (lead, events, now, kam, other, part) => {
          const from = Date.parse(now);
          const made = plan(lead, events, now, kam);
          const until = outOfTodayUntil(made, events, now);
          if (isInToday(made)) expect(until).toBeLessThanOrEqual(from);
          const most = Math.min(until, from + 800 * 86_400_000);
          if (most <= from) return;
          for (const later of [from + Math.floor(part * (most - from)), most - 1])
            for (const zone of [kam, other])
              expect(isInToday(plan(lead, events, new Date(later).toISOString(), zone))).toBe(false);
        },
      ),
      RUNS,
    );
  });

  it('needs only the events that matter, now and later', () => {
    fc.assert(
      fc.property(
        anyPlanLead,
        anyEvents,
        anyInstant,
        anyZone,
        fc.integer({ min: 0, max: 60 * 24 * 60 }),
        (lead, events, now, kam, minutes) => {
          const kept = eventsThatMatter(events, now);
          const later = new Date(Date.parse(now) + minutes * 60_000).toISOString();
          expect(plan(lead, kept, later, kam)).toEqual(plan(lead, events, later, kam));
        },
      ),
      RUNS,
    );
  });

  it('is in one bucket that agrees with its own instants', () => {
    fc.assert(
      fc.property(anyPlanLead, anyEvents, anyInstant, anyZone, (lead, events, now, kam) => {
        const made = plan(lead, events, now, kam);
        if (!isPlanned(made)) return;
        const hidden = made.hidden_until !== null && now < made.hidden_until;
        expect(['LATER_TODAY', 'UPCOMING'].includes(made.bucket) || !hidden).toBe(true);
        expect(made.bucket === 'OVERDUE').toBe(!hidden && now >= made.closes_at);
        expect(made.due_at < made.closes_at).toBe(true);
        expect(made.kam_day_ends_at > now).toBe(true);
        if (made.callable_now && !hidden) expect(made.next_callable_at).toBe(now);
      }),
      RUNS,
    );
  });
});
