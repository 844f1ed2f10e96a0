// What stands in Today and below it, and until when an answer holds.
import { describe, expect, it } from 'vitest';
import { aCall, aCallback, aPlanLead, aSnooze, aTry } from '../testing/plan-builders.ts';
import type { PlanEvent } from './lead.ts';
import { plan } from './plan.ts';
import { isInToday, isParkedToday, outOfTodayUntil, planHoldsUntil } from './today.ts';

const BERLIN = 'Europe/Berlin';
const lead = aPlanLead();
const call = aCall('2026-05-04T08:00:00.000Z');
const at = (now: string, ...events: PlanEvent[]) => plan(lead, [call, ...events], now, BERLIN);

describe('Today', () => {
  it('holds what is overdue, due now or later today, or hidden until later today', () => {
    expect(isInToday(at('2026-05-10T21:59:00.000Z'))).toBe(false);
    expect(isInToday(at('2026-05-10T22:00:00.000Z'))).toBe(true);
    expect(isInToday(at('2026-05-11T08:00:00.000Z'))).toBe(true);
    expect(isInToday(at('2026-05-30T08:00:00.000Z'))).toBe(true);
    expect(isInToday(at('2026-05-11T08:00:00.000Z', aTry('2026-05-11T07:30:00.000Z')))).toBe(true);
    expect(
      isInToday(at('2026-05-11T08:00:00.000Z', aSnooze('2026-05-11T07:30:00.000Z', { on: '2026-05-12' }))),
    ).toBe(false);
    expect(isInToday({ bucket: 'NONE' })).toBe(false);
    expect(isInToday({ bucket: 'NO_HOURS' })).toBe(false);
  });
});

describe('the end of Today', () => {
  const tries = [aTry('2026-05-11T07:30:00.000Z'), aTry('2026-05-11T09:40:00.000Z')];
  const parked = (now: string, ...events: PlanEvent[]) => isParkedToday(at(now, ...events), now, BERLIN);

  it('lists leads that were tried today and are hidden past it, until the day is over', () => {
    expect(parked('2026-05-11T12:00:00.000Z', ...tries)).toBe(true);
    expect(parked('2026-05-11T21:59:59.999Z', ...tries)).toBe(true);
    expect(parked('2026-05-11T22:00:00.000Z', ...tries)).toBe(false);
    expect(parked('2026-05-12T08:00:00.000Z', ...tries)).toBe(false);
  });

  it('leaves out what was tried on another day, snoozed, hidden only for hours, or not due', () => {
    const friday = ['07:30', '08:30', '09:30'].map((time) => aTry(`2026-05-15T${time}:00.000Z`));
    expect(parked('2026-05-16T08:00:00.000Z', ...friday)).toBe(false);
    expect(
      parked('2026-05-11T12:00:00.000Z', ...tries, aSnooze('2026-05-11T10:00:00.000Z', { on: '2026-05-13' })),
    ).toBe(false);
    expect(parked('2026-05-11T08:00:00.000Z', aTry('2026-05-11T07:30:00.000Z'))).toBe(false);
    expect(parked('2026-05-06T08:00:00.000Z')).toBe(false);
    expect(isParkedToday({ bucket: 'NONE' }, '2026-05-11T12:00:00.000Z', BERLIN)).toBe(false);
  });
});

describe('how long a plan holds', () => {
  const until = (now: string, ...events: PlanEvent[]) =>
    planHoldsUntil(at(now, ...events), lead, [call, ...events], now);

  it('is until the next opening, closing, midnight, promise or event', () => {
    expect(until('2026-05-11T05:00:00.000Z')).toBe('2026-05-11T07:00:00.000Z');
    expect(until('2026-05-11T07:00:00.000Z')).toBe('2026-05-11T16:00:00.000Z');
    expect(until('2026-05-11T16:00:00.000Z')).toBe('2026-05-11T22:00:00.000Z');
    expect(until('2026-05-11T07:00:00.000Z', aTry('2026-05-11T07:00:00.000Z'))).toBe(
      '2026-05-11T09:00:00.000Z',
    );
    const promise = aCallback('2026-05-11T07:00:00.000Z', { until: '2026-05-11T08:10:00.000Z' });
    expect(until('2026-05-11T08:00:00.000Z', promise)).toBe('2026-05-11T08:10:00.000Z');
    expect(until('2026-05-11T08:10:00.000Z', promise)).toBe('2026-05-11T08:40:00.000Z');
    expect(until('2026-05-11T08:00:00.000Z', aCall('2026-05-11T08:20:00.000Z'))).toBe(
      '2026-05-11T08:20:00.000Z',
    );
  });

  it('is until the day of the KAM ends', () => {
    const now = '2026-05-11T08:00:00.000Z';
    const made = plan(lead, [call], now, 'Pacific/Auckland');
    expect(planHoldsUntil(made, lead, [call], now)).toBe('2026-05-11T12:00:00.000Z');
  });

  it('is until the closing of a window that opened before a day that the clocks skipped', () => {
    const apia = aPlanLead({ time_zone: 'Pacific/Apia', call_hours: { '4': [['22:00', '02:00']] } });
    const now = '2011-12-30T11:00:00.000Z';
    const made = plan(apia, [call], now, 'Pacific/Apia');
    expect(planHoldsUntil(made, apia, [], now)).toBe('2011-12-30T12:00:00.000Z');
  });

  it('is a day at most where nothing is due', () => {
    const now = '2026-05-09T08:00:00.000Z';
    expect(planHoldsUntil({ bucket: 'NONE' }, lead, [], now)).toBe('2026-05-09T22:00:00.000Z');
  });
});

describe('a lead that is not due yet', () => {
  const until = (now: string, ...events: PlanEvent[]) =>
    outOfTodayUntil(at(now, ...events), [call, ...events], now);

  it('stays out of Today until two days before its opening, wherever the KAM is', () => {
    expect(until('2026-05-05T08:00:00.000Z')).toBe(Date.parse('2026-05-09T07:00:00.000Z'));
  });

  it('stays out for two days less than it is hidden', () => {
    const snooze = aSnooze('2026-05-11T07:30:00.000Z', { on: '2026-05-18' });
    expect(until('2026-05-11T08:00:00.000Z', snooze)).toBe(Date.parse('2026-05-16T07:00:00.000Z'));
  });

  it('stays out until what is expected happens, and for ever where nothing is', () => {
    const planned = aCallback('2026-05-06T08:00:00.000Z', { on: '2026-05-07' });
    expect(until('2026-05-05T08:00:00.000Z', planned)).toBe(Date.parse('2026-05-06T08:00:00.000Z'));
    expect(outOfTodayUntil({ bucket: 'NONE' }, [call], '2026-05-05T08:00:00.000Z')).toBe(Infinity);
  });
});
