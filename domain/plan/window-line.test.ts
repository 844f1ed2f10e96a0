// The clock beside a name: open or closed, and what comes next.
import { describe, expect, it } from 'vitest';
import type { CallHours } from '../lead/cadence.ts';
import { aPlanLead } from '../testing/plan-builders.ts';
import { durationWords, windowLine } from './window-line.ts';

const line = (now: string, call_hours: CallHours | null = null) => windowLine(aPlanLead({ call_hours }), now);
const allDay: [string, string][] = [['00:00', '24:00']];

describe('the clock line of a lead', () => {
  it('says when an open lead closes, on its own clock', () => {
    expect(line('2026-05-11T13:00:00.000Z')).toEqual({
      local_time: '15:00',
      local_on: '2026-05-11',
      open: true,
      changes_at: '2026-05-11T16:00:00.000Z',
      words: 'closes in 3 h',
    });
  });

  it('says when a closed lead opens, in minutes, hours, or by day', () => {
    expect(line('2026-05-11T06:20:00.000Z').words).toBe('opens in 40 min');
    expect(line('2026-05-11T06:20:30.000Z').words).toBe('opens in 40 min');
    expect(line('2026-05-11T16:00:00.000Z').words).toBe('opens in 15 h');
    expect(line('2026-05-09T10:00:00.000Z')).toMatchObject({ open: false, words: 'opens Mon 09:00' });
  });

  it('takes windows that touch or overlap for one', () => {
    const hours: CallHours = {
      '1': [
        ['09:00', '12:00'],
        ['12:00', '15:00'],
        ['14:00', '16:30'],
        ['17:00', '18:00'],
      ],
    };
    expect(line('2026-05-11T08:00:00.000Z', hours).changes_at).toBe('2026-05-11T14:30:00.000Z');
    expect(line('2026-05-11T10:00:00.000Z', { '1': allDay, '2': [['00:00', '06:00']] }).words).toBe(
      'closes in 18 h',
    );
  });

  it('says when the window closes that opened before a day that the clocks skipped', () => {
    const lead = aPlanLead({ time_zone: 'Pacific/Apia', call_hours: { '4': [['22:00', '02:00']] } });
    expect(windowLine(lead, '2011-12-30T11:00:00.000Z').words).toBe('closes in 1 h');
  });

  it('knows leads that never close and leads that never open', () => {
    const always: CallHours = {
      '1': allDay,
      '2': allDay,
      '3': allDay,
      '4': allDay,
      '5': allDay,
      '6': allDay,
      '7': allDay,
    };
    expect(line('2026-05-11T10:00:00.000Z', always)).toMatchObject({
      open: true,
      changes_at: null,
      words: 'always open',
    });
    expect(line('2026-05-11T10:00:00.000Z', {})).toMatchObject({
      open: false,
      changes_at: null,
      words: 'no call hours',
    });
  });

  it('names the day of a closing that is more than a day away', () => {
    expect(line('2026-05-11T10:00:00.000Z', { '1': allDay, '2': allDay }).words).toBe('closes Wed 00:00');
  });

  it('counts minutes and hours', () => {
    expect([0, 1, 59, 60, 61, 125].map((minutes) => durationWords(minutes))).toEqual([
      '0 min',
      '1 min',
      '59 min',
      '1 h',
      '1 h 1 min',
      '2 h 5 min',
    ]);
  });
});
