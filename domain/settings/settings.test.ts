import { describe, expect, it } from 'vitest';
import { createIds } from '../ids.ts';
import { overrideSchema, pauseSchema } from '../metric/metric.ts';
import { planEventSchema } from '../plan-event/plan-event.ts';
import { allSchemas } from '../sync/collections.ts';
import { aCustomer, aLead, aMetric, aPoc, aSnooze, aUser } from '../testing/builders.ts';
import { normalEmail } from '../user/user.ts';
import { categoryOf, defaultSettings, settingsSchema } from './settings.ts';

const NOW = '2026-03-09T10:00:00.000Z';

describe('the settings', () => {
  it('of a fresh workspace fit their schema', () => {
    const settings = defaultSettings(NOW, createIds().next(), { minutes: 60, reminder: 10 });
    expect(settingsSchema.parse(settings)).toEqual(settings);
    expect(settings).toMatchObject({ sla_minutes: 60, sla_reminder_minutes: 10, assignment_rule: 'none' });
    expect(defaultSettings(NOW, createIds().next()).sla_minutes).toBe(120);
  });

  it('know the category of a state', () => {
    const settings = defaultSettings(NOW, createIds().next());
    expect(
      ['PENDING', 'NEGOTIATION', 'WON', 'LOST', 'X'].map((state) => categoryOf(settings, state)),
    ).toEqual(['new', 'working', 'won', 'lost', null]);
  });
});

describe('the other documents', () => {
  it('come out of their schemas as they went in', () => {
    const documents = {
      leads: aLead(),
      pocs: aPoc(),
      customers: aCustomer(),
      metrics: aMetric(),
      users: aUser(),
    } as const;
    for (const [name, document] of Object.entries(documents)) {
      expect(allSchemas[name as keyof typeof documents].parse(document)).toEqual(document);
    }
  });

  it('fill the lists that were left out', () => {
    const { tags, closed_dates, custom, do_not_call, ...lead } = aLead({ tags: ['x'] });
    expect(allSchemas.leads.parse(lead)).toMatchObject({
      tags: [],
      closed_dates: [],
      custom: {},
      do_not_call: false,
    });
    expect([tags, closed_dates, custom, do_not_call]).toEqual([['x'], [], {}, false]);
    const { is_primary: _one, ...poc } = aPoc();
    const { pauses: _two, ...metric } = aMetric();
    expect(allSchemas.pocs.parse(poc).is_primary).toBe(false);
    expect(allSchemas.metrics.parse(metric).pauses).toEqual([]);
  });

  it('refuse a plan event without, or with both of, its moments', () => {
    expect(planEventSchema.safeParse(aSnooze({ until: null, on: '2026-03-09' })).success).toBe(true);
    expect(planEventSchema.safeParse({ ...aSnooze(), until: null }).success).toBe(false);
    expect(planEventSchema.safeParse({ ...aSnooze(), on: '2026-03-09' }).success).toBe(false);
  });

  it('refuse a pause that ends before it begins and a rating without a reason', () => {
    expect(pauseSchema.safeParse({ from_on: '2026-03-09' }).success).toBe(true);
    expect(pauseSchema.safeParse({ from_on: '2026-03-09', to_on: '2026-03-08' }).success).toBe(false);
    expect(overrideSchema.safeParse({ rating: 'WELL', reason: ' ', expires_on: '2026-03-09' }).success).toBe(
      false,
    );
  });

  it('compare e-mail addresses in lower case', () => {
    expect(normalEmail(' Kim@Callbook.Example ')).toBe('kim@callbook.example');
  });
});
