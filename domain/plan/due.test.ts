// What the state of a lead and a promise make of its due date.
import { describe, expect, it } from 'vitest';
import { aCall, aCallback, aPlanLead, aTry, mustBePlanned } from '../testing/plan-builders.ts';
import type { PlanEvent, PlanLead } from './lead.ts';
import { type PlannedCall, plan } from './plan.ts';

const BERLIN = 'Europe/Berlin';
const planned = (lead: PlanLead, events: PlanEvent[], now: string): PlannedCall =>
  mustBePlanned(plan(lead, events, now, BERLIN));

describe('states of the pipeline', () => {
  const called = [aCall('2026-05-04T08:00:00.000Z')];
  const now = '2026-06-08T08:00:00.000Z';
  const bucket = (facts: Partial<PlanLead>, events: PlanEvent[] = called) =>
    plan(aPlanLead(facts), events, now, BERLIN).bucket;

  it('nothing is due on a lead that is deleted, merged away, not to be called, or without a rhythm', () => {
    expect(plan(aPlanLead({ deleted_at: now }), called, now, BERLIN)).toEqual({ bucket: 'NONE' });
    expect(plan(aPlanLead({ merged_into_id: 'x' }), called, now, BERLIN)).toEqual({ bucket: 'NONE' });
    expect(plan(aPlanLead({ do_not_call: true, call_hours: {} }), called, now, BERLIN)).toEqual({
      bucket: 'NONE',
    });
    expect(plan(aPlanLead({ cadence: null }), called, now, BERLIN)).toEqual({ bucket: 'NONE' });
  });

  it('open days cannot be counted where there are none', () => {
    const facts: Partial<PlanLead> = { cadence: { kind: 'workdays', n: 3 }, call_hours: {} };
    expect(plan(aPlanLead(facts), called, now, BERLIN)).toEqual({ bucket: 'NO_HOURS' });
  });

  it('a promise is kept though the lead has no rhythm', () => {
    const events = [...called, aCallback('2026-05-05T08:00:00.000Z', { on: '2026-06-09' })];
    const made = planned(aPlanLead({ cadence: { kind: 'none' } }), events, now);
    expect(made).toMatchObject({ reason: 'callback', due_on: '2026-06-09' });
  });

  it('a customer keeps its rhythm, and has 28 days without one', () => {
    expect(planned(aPlanLead({ state: 'WON', cadence: { kind: 'days', n: 3 } }), called, now).due_on).toBe(
      '2026-05-07',
    );
    expect(planned(aPlanLead({ state: 'WON', cadence: null }), called, now).due_on).toBe('2026-06-01');
    const own = aPlanLead({ state: 'SIGNED', state_category: 'won', cadence: null });
    expect(planned(own, called, now).due_on).toBe('2026-06-01');
  });

  it('a customer whom nobody has called is new', () => {
    expect(planned(aPlanLead({ state: 'WON' }), [], now).reason).toBe('new');
  });

  it('a lost lead is left alone, promises or not', () => {
    const promised = [...called, aCallback('2026-05-05T08:00:00.000Z', { on: '2026-06-09' })];
    expect(bucket({ state: 'LOST' })).toBe('NONE');
    expect(bucket({ state: 'LOST' }, promised)).toBe('NONE');
    expect(bucket({ state: 'GIVEN_UP', state_category: 'lost' })).toBe('NONE');
    const revived = planned(aPlanLead({ state: 'LOST', revive_on: '2026-06-10' }), promised, now);
    expect(revived).toMatchObject({ reason: 'revive', due_on: '2026-06-10', callback_poc_id: null });
  });

  it('a revival is cleared by a call on its day or later, on the day of the lead', () => {
    const facts: Partial<PlanLead> = { state: 'LOST', revive_on: '2026-06-05' };
    expect(bucket(facts, [aCall('2026-06-04T21:59:00.000Z')])).toBe('OVERDUE');
    expect(bucket(facts, [aCall('2026-06-04T22:00:00.000Z')])).toBe('NONE');
    expect(bucket(facts, [aTry('2026-06-05T08:00:00.000Z')])).toBe('OVERDUE');
    expect(planned(aPlanLead(facts), [], now)).toMatchObject({ late_days: 3, last_on: null });
  });

  it('a day of revival means nothing on a lead that is not lost', () => {
    expect(planned(aPlanLead({ revive_on: '2026-07-01' }), called, now).due_on).toBe('2026-05-11');
  });

  it('a revival without hours is for the list of missing hours', () => {
    expect(bucket({ state: 'LOST', revive_on: '2026-06-05', call_hours: {} })).toBe('NO_HOURS');
  });
});

describe('a promised callback', () => {
  const lead = aPlanLead();
  const call = aCall('2026-05-11T08:00:00.000Z');

  it('is the newest one, and of two of the same instant the one with the greater id', () => {
    const set = '2026-05-12T08:00:00.000Z';
    const events = [
      call,
      aCallback(set, { id: 'b', on: '2026-05-20', poc_id: 'anna' }),
      aCallback(set, { id: 'a', on: '2026-05-21' }),
      aCallback('2026-05-11T09:00:00.000Z', { id: 'z', on: '2026-05-22' }),
    ];
    expect(planned(lead, events, '2026-05-13T08:00:00.000Z')).toMatchObject({
      due_on: '2026-05-20',
      callback_poc_id: 'anna',
    });
  });

  it('counts from the instant of the last call on, not from before it, nor from the future', () => {
    const set = (at: string) =>
      planned(lead, [call, aCallback(at, { on: '2026-05-14' })], '2026-05-13T08:00:00.000Z').reason;
    expect(set('2026-05-11T07:59:59.999Z')).toBe('cadence');
    expect(set('2026-05-11T08:00:00.000Z')).toBe('callback');
    expect(set('2026-05-13T08:00:00.001Z')).toBe('cadence');
  });

  it('replaces the first call of a new lead', () => {
    const events = [aCallback('2026-05-12T08:00:00.000Z', { until: '2026-05-20T08:00:00.000Z' })];
    expect(planned(aPlanLead({ state: 'PENDING' }), events, '2026-05-13T08:00:00.000Z')).toMatchObject({
      reason: 'callback',
      due_at: '2026-05-20T08:00:00.000Z',
      last_on: null,
    });
  });

  it('for an instant lasts from it, to the half hour, on the day of the lead', () => {
    const tokyo = aPlanLead({ time_zone: 'Asia/Tokyo' });
    const events = [aCallback('2026-05-12T08:00:00.000Z', { until: '2026-05-13T16:00:00.000Z' })];
    const at = (now: string) => planned(tokyo, events, now).bucket;
    expect(at('2026-05-13T15:59:59.999Z')).toBe('DUE_TODAY');
    expect(at('2026-05-13T16:00:00.000Z')).toBe('CALL_NOW');
    expect(at('2026-05-13T16:29:59.999Z')).toBe('CALL_NOW');
    expect(at('2026-05-13T16:30:00.000Z')).toBe('OVERDUE');
    expect(planned(tokyo, events, '2026-05-13T16:00:00.000Z')).toMatchObject({
      due_on: '2026-05-14',
      late_days: 0,
    });
  });

  it('for an instant stands though the lead never opens', () => {
    const never = aPlanLead({ call_hours: {} });
    const events = [call, aCallback('2026-05-12T08:00:00.000Z', { until: '2026-05-13T12:30:00.000Z' })];
    expect(planned(never, events, '2026-05-13T12:31:00.000Z')).toMatchObject({
      bucket: 'CALL_NOW',
      callable_now: false,
      next_callable_at: null,
    });
  });

  it('for a day without hours is for the list of missing hours', () => {
    const events = [call, aCallback('2026-05-12T08:00:00.000Z', { on: '2026-05-13' })];
    expect(plan(aPlanLead({ call_hours: {} }), events, '2026-05-13T08:00:00.000Z', BERLIN)).toEqual({
      bucket: 'NO_HOURS',
    });
  });

  it('for a day that has passed is overdue since that day', () => {
    const events = [call, aCallback('2026-05-12T08:00:00.000Z', { on: '2026-05-08' })];
    expect(planned(lead, events, '2026-05-12T09:00:00.000Z')).toMatchObject({
      bucket: 'OVERDUE',
      late_days: 4,
    });
  });

  it('that names neither instant nor day is none', () => {
    expect(
      planned(lead, [call, aCallback('2026-05-12T08:00:00.000Z', {})], '2026-05-13T08:00:00.000Z').reason,
    ).toBe('cadence');
  });
});
