// The rules one by one, where the shared cases leave them open: what counts, due dates, first calls, urgency.
import { describe, expect, it } from 'vitest';
import { aCall, aCallback, aPlanLead, aSnooze, aTry, mustBePlanned } from '../testing/plan-builders.ts';
import type { PlanEvent, PlanLead } from './lead.ts';
import { closedDates } from './lead.ts';
import { type PlannedCall, plan } from './plan.ts';

const BERLIN = 'Europe/Berlin';
const planned = (lead: PlanLead, events: PlanEvent[], now: string, kam = BERLIN): PlannedCall =>
  mustBePlanned(plan(lead, events, now, kam));

describe('the worked examples that are not among the shared cases', () => {
  it('11: a window of the repeated hour lasts two hours', () => {
    const lead = aPlanLead({ time_zone: 'America/New_York', call_hours: { '7': [['01:00', '02:00']] } });
    const made = planned(
      lead,
      [aCall('2026-10-25T05:30:00.000Z')],
      '2026-11-01T06:30:00.000Z',
      'America/New_York',
    );
    expect(made).toMatchObject({
      bucket: 'CALL_NOW',
      due_at: '2026-11-01T05:00:00.000Z',
      closes_at: '2026-11-01T07:00:00.000Z',
    });
  });

  it('14: the 31st credited early, clamped in February, rolled off a Saturday, and 31 again in March', () => {
    const lead = aPlanLead({ cadence: { kind: 'month_day', day: 31 } });
    const made = planned(lead, [aCall('2026-01-30T09:00:00.000Z')], '2026-02-27T09:00:00.000Z');
    expect(made).toMatchObject({ bucket: 'UPCOMING', nominal_on: '2026-02-28', due_on: '2026-03-02' });
    const after = planned(lead, [aCall('2026-03-02T09:00:00.000Z')], '2026-03-02T10:00:00.000Z');
    expect(after.due_on).toBe('2026-03-31');
  });

  it('15: a call after the promise clears it', () => {
    const lead = aPlanLead({ time_zone: 'Asia/Dubai' });
    const promised = '2026-05-05T06:00:00.000Z';
    const events = [
      aCall(promised, { outcome: 'CALLBACK' }),
      aCallback(promised, { until: '2026-05-05T10:30:00.000Z' }),
      aCall('2026-05-05T11:05:00.000Z'),
    ];
    const made = planned(lead, events, '2026-05-05T11:05:00.000Z', 'Asia/Kolkata');
    expect(made).toMatchObject({ bucket: 'UPCOMING', reason: 'cadence', due_on: '2026-05-12' });
  });

  it('16: a corrected zone keeps the day and moves the instants', () => {
    const made = planned(
      aPlanLead({ time_zone: 'Europe/London' }),
      [aCall('2026-03-02T05:30:00.000Z')],
      '2026-03-09T04:00:00.000Z',
      'Asia/Kolkata',
    );
    expect(made).toMatchObject({
      bucket: 'DUE_TODAY',
      due_on: '2026-03-09',
      due_at: '2026-03-09T09:00:00.000Z',
      callable_now: false,
    });
  });

  it('17: the day of a KAM in Cairo ends at 22:00Z, where midnight is skipped', () => {
    const made = planned(
      aPlanLead(),
      [aCall('2026-04-20T08:00:00.000Z')],
      '2026-04-23T21:30:00.000Z',
      'Africa/Cairo',
    );
    expect(made.kam_day_ends_at).toBe('2026-04-23T22:00:00.000Z');
  });
});

describe('what counts as a call', () => {
  const lead = aPlanLead();
  const monday = aCall('2026-05-04T08:00:00.000Z');
  const dueAfter = (event: PlanEvent) => planned(lead, [monday, event], '2026-05-08T10:00:00.000Z').due_on;

  it.each(['CALL', 'VISIT', 'VIDEO', 'MEETING'] as const)('a %s does', (type) => {
    expect(dueAfter(aCall('2026-05-07T08:00:00.000Z', { type }))).toBe('2026-05-14');
  });
  it.each(['EMAIL', 'MESSAGE', 'NOTE', 'ORDER', 'RETURN'] as const)('a %s does not', (type) => {
    expect(dueAfter(aCall('2026-05-07T08:00:00.000Z', { type }))).toBe('2026-05-11');
  });
  it.each(['CONNECTED', 'ORDER_PLACED', 'FOLLOW_UP', 'CALLBACK', 'NOT_INTERESTED'] as const)(
    '%s does',
    (outcome) => {
      expect(dueAfter(aCall('2026-05-07T08:00:00.000Z', { outcome }))).toBe('2026-05-14');
    },
  );
  it.each(['NO_ANSWER', 'BUSY', 'VOICEMAIL', 'WRONG_NUMBER', null] as const)('%s does not', (outcome) => {
    expect(dueAfter(aCall('2026-05-07T08:00:00.000Z', { outcome }))).toBe('2026-05-11');
  });
  it('not when it was voided, nor before it takes place, but at the very instant', () => {
    expect(dueAfter(aCall('2026-05-07T08:00:00.000Z', { voided_at: '2026-05-07T08:00:05.000Z' }))).toBe(
      '2026-05-11',
    );
    expect(dueAfter(aCall('2026-05-08T10:00:00.001Z'))).toBe('2026-05-11');
    expect(dueAfter(aCall('2026-05-08T10:00:00.000Z'))).toBe('2026-05-15');
  });
  it('on the day of the lead, not of the KAM or of UTC', () => {
    const tokyo = aPlanLead({ time_zone: 'Asia/Tokyo', cadence: { kind: 'days', n: 1 } });
    const made = planned(tokyo, [aCall('2026-06-02T15:30:00.000Z')], '2026-06-02T16:00:00.000Z');
    expect(made).toMatchObject({ last_on: '2026-06-03', due_on: '2026-06-04' });
  });
  it('as a stored interaction, which has no kind', () => {
    const stored = { type: 'CALL', outcome: 'CONNECTED', occurred_at: '2026-05-07T08:00:00.000Z' } as const;
    expect(dueAfter(stored)).toBe('2026-05-14');
  });
});

describe('a due date', () => {
  it('stands through the lunch of the lead as waiting', () => {
    const lead = aPlanLead({
      call_hours: {
        '1': [
          ['09:00', '12:00'],
          ['13:00', '18:00'],
        ],
      },
    });
    const made = planned(lead, [aCall('2026-05-04T08:00:00.000Z')], '2026-05-11T10:30:00.000Z');
    expect(made).toMatchObject({
      bucket: 'WAITING',
      callable_now: false,
      next_callable_at: '2026-05-11T11:00:00.000Z',
      closes_at: '2026-05-11T16:00:00.000Z',
    });
  });

  it('lasts past midnight with a window that does', () => {
    const lead = aPlanLead({ call_hours: { '1': [['22:00', '02:00']] } });
    const events = [aCall('2026-05-04T20:30:00.000Z')];
    expect(planned(lead, events, '2026-05-11T23:00:00.000Z')).toMatchObject({
      bucket: 'CALL_NOW',
      due_on: '2026-05-11',
      closes_at: '2026-05-12T00:00:00.000Z',
      late_days: 1,
    });
    expect(planned(lead, events, '2026-05-12T00:00:00.000Z').bucket).toBe('OVERDUE');
  });

  it('closes with the last window, also where one lies inside another', () => {
    const lead = aPlanLead({
      call_hours: {
        '1': [
          ['09:00', '18:00'],
          ['10:00', '11:00'],
        ],
      },
    });
    const made = planned(lead, [aCall('2026-05-04T08:00:00.000Z')], '2026-05-11T08:00:00.000Z');
    expect(made.closes_at).toBe('2026-05-11T16:00:00.000Z');
  });

  it('falls on a leap day', () => {
    const lead = aPlanLead({ cadence: { kind: 'days', n: 14 } });
    const made = planned(lead, [aCall('2028-02-15T09:00:00.000Z')], '2028-02-29T09:00:00.000Z');
    expect(made).toMatchObject({ bucket: 'CALL_NOW', due_on: '2028-02-29' });
  });

  it('on a day that the date line took away is called on the next', () => {
    const lead = aPlanLead({
      time_zone: 'Pacific/Apia',
      call_hours: { '5': [['09:00', '10:00']], '6': [['14:00', '15:00']] },
    });
    const made = planned(
      lead,
      [aCall('2011-12-23T20:00:00.000Z')],
      '2011-12-30T08:00:00.000Z',
      'Pacific/Apia',
    );
    expect(made.due_at).toBe('2011-12-30T19:00:00.000Z');
  });

  it('has been late for the days that the lead counts', () => {
    const events = [aCall('2026-05-04T08:00:00.000Z')];
    expect(planned(aPlanLead(), events, '2026-05-11T21:59:00.000Z').late_days).toBe(0);
    expect(planned(aPlanLead(), events, '2026-05-11T22:00:00.000Z').late_days).toBe(1);
    expect(planned(aPlanLead(), events, '2030-05-11T08:00:00.000Z').late_days).toBe(1461);
  });

  it('is left without hours when 370 days are closed', () => {
    const start = Date.parse('2026-05-11T00:00:00Z');
    const closed_dates = Array.from({ length: 371 }, (_, day) =>
      new Date(start + day * 86_400_000).toISOString().slice(0, 10),
    );
    const events = [aCall('2026-05-04T08:00:00.000Z')];
    expect(plan(aPlanLead({ closed_dates }), events, '2026-05-11T08:00:00.000Z', BERLIN)).toEqual({
      bucket: 'NO_HOURS',
    });
  });

  it('keeps away from the holidays of the country', () => {
    const lead = { country: 'GB', closed_dates: ['2026-04-07'] };
    const holidays = { GB: ['2026-04-03', '2026-04-06'], FR: ['2026-04-08'] };
    expect(closedDates(lead, holidays)).toEqual(['2026-04-07', '2026-04-03', '2026-04-06']);
    expect(closedDates({ country: 'FR' }, holidays)).toEqual(['2026-04-08']);
    expect(closedDates({ country: null, closed_dates: null }, holidays)).toEqual([]);
  });
});

describe('a new lead', () => {
  const born = (created_at: string | null, facts: Partial<PlanLead> = {}) =>
    aPlanLead({ state: 'PENDING', created_at, cadence: null, ...facts });

  it('that comes within hours is due at once, whatever its rhythm', () => {
    const at = '2026-05-15T09:17:31.000Z';
    expect(planned(born(at), [], '2026-05-15T09:20:00.000Z')).toMatchObject({
      bucket: 'CALL_NOW',
      reason: 'new',
      nominal_on: '2026-05-15',
      due_on: '2026-05-15',
      due_at: at,
      closes_at: '2026-05-15T16:00:00.000Z',
      last_at: null,
      last_on: null,
    });
  });

  it('that comes at closing time is due at the next opening', () => {
    expect(planned(born('2026-05-15T16:00:00.000Z'), [], '2026-05-15T16:05:00.000Z')).toMatchObject({
      bucket: 'UPCOMING',
      due_at: '2026-05-18T07:00:00.000Z',
    });
  });

  it('that comes after midnight stands in the window of the evening before', () => {
    const night = { call_hours: { '5': [['22:00', '02:00']] } satisfies PlanLead['call_hours'] };
    expect(planned(born('2026-05-15T23:00:00.000Z', night), [], '2026-05-15T23:10:00.000Z')).toMatchObject({
      bucket: 'CALL_NOW',
      due_on: '2026-05-16',
      due_at: '2026-05-15T23:00:00.000Z',
      closes_at: '2026-05-16T00:00:00.000Z',
    });
  });

  it('dated in the future is due then', () => {
    expect(planned(born('2026-05-20T09:00:00.000Z'), [], '2026-05-15T09:00:00.000Z')).toMatchObject({
      bucket: 'UPCOMING',
      due_at: '2026-05-20T09:00:00.000Z',
      elapsed_days: 1,
    });
  });

  it('without a date is taken as created now', () => {
    const made = planned(born(null), [], '2026-05-15T09:00:00.000Z');
    expect(made).toMatchObject({ bucket: 'CALL_NOW', due_at: '2026-05-15T09:00:00.000Z' });
    expect(made.explanation).toContain('New lead, not called yet');
  });

  it('stays one after tries in vain, in any working state', () => {
    const lead = born('2026-05-15T09:00:00.000Z', { state: 'TASTING' });
    expect(planned(lead, [aTry('2026-05-15T09:30:00.000Z')], '2026-05-18T09:00:00.000Z')).toMatchObject({
      bucket: 'OVERDUE',
      reason: 'new',
      attempts: 1,
      hidden_until: '2026-05-15T11:30:00.000Z',
    });
  });

  it('has no hours where it never opens', () => {
    expect(
      plan(born('2026-05-15T09:00:00.000Z', { call_hours: {} }), [], '2026-05-15T09:00:00.000Z', BERLIN),
    ).toEqual({
      bucket: 'NO_HOURS',
    });
  });

  it('is what a reopened lead is, from the instant of reopening', () => {
    const lead = aPlanLead({ reopened_at: '2026-05-15T09:00:00.000Z' });
    const before = [
      aCall('2026-05-04T08:00:00.000Z'),
      aSnooze('2026-05-14T08:00:00.000Z', { on: '2026-05-30' }),
    ];
    expect(planned(lead, before, '2026-05-15T10:00:00.000Z')).toMatchObject({
      reason: 'new',
      due_at: '2026-05-15T09:00:00.000Z',
      hidden_until: null,
    });
    const called = planned(lead, [...before, aCall('2026-05-15T09:30:00.000Z')], '2026-05-15T10:00:00.000Z');
    expect(called).toMatchObject({ reason: 'cadence', due_on: '2026-05-22' });
  });
});

describe('urgency', () => {
  it('is measured from the last call to the due day', () => {
    const events = [aCall('2026-05-04T08:00:00.000Z')];
    expect(planned(aPlanLead(), events, '2026-05-18T08:00:00.000Z')).toMatchObject({
      elapsed_days: 14,
      interval_days: 7,
    });
    const rolled = aPlanLead({ cadence: { kind: 'days', n: 5 } });
    expect(planned(rolled, events, '2026-05-18T08:00:00.000Z')).toMatchObject({ interval_days: 7 });
  });

  it('takes an interval of at least one day', () => {
    const at = '2026-05-04T08:00:00.000Z';
    const events = [aCall(at), aCallback(at, { until: '2026-05-04T12:00:00.000Z' })];
    expect(planned(aPlanLead(), events, '2026-05-05T08:00:00.000Z')).toMatchObject({
      elapsed_days: 1,
      interval_days: 1,
    });
  });

  it('of a new lead grows with every open day since it came', () => {
    const lead = aPlanLead({ state: 'PENDING', created_at: '2026-05-15T09:00:00.000Z' });
    const at = (now: string) => planned(lead, [], now).elapsed_days;
    expect(at('2026-05-15T10:00:00.000Z')).toBe(1);
    expect(at('2026-05-17T10:00:00.000Z')).toBe(1);
    expect(at('2026-05-18T10:00:00.000Z')).toBe(2);
    expect(at('2036-05-15T10:00:00.000Z')).toBe(2610);
  });
});
