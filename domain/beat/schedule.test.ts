import { describe, expect, it } from 'vitest';
import { aPlanLead } from '../testing/plan-builders.ts';
import { type RoundTerms, scheduleRound } from './schedule.ts';

const TERMS: RoundTerms = {
  on: '2026-03-03',
  time_zone: 'Europe/Berlin',
  starts_at_minute: 9 * 60,
  minutes: 30,
  not_before: 0,
};
const open = (opens: string, closes: string, facts = {}) =>
  aPlanLead({ call_hours: { '2': [[opens, closes]], '3': [[opens, closes]] }, ...facts });
const clocks = (stops: Parameters<typeof scheduleRound>[0], terms: Partial<RoundTerms> = {}) =>
  scheduleRound(stops, { ...TERMS, ...terms }).map(({ begins }) =>
    begins === null ? null : new Date(begins).toISOString().slice(0, 16),
  );

describe('the stops of a round', () => {
  it('follow each other from the beginning of the day', () => {
    expect(clocks([open('08:00', '18:00'), open('08:00', '18:00')])).toEqual([
      ...['2026-03-03T08:00', '2026-03-03T08:30'],
    ]);
  });

  it('wait until the lead opens, and end before it closes', () => {
    const stops = [open('10:00', '12:00'), open('08:00', '10:45'), open('08:00', '11:00')];
    expect(clocks(stops)).toEqual(['2026-03-03T09:00', null, '2026-03-03T09:30']);
  });

  it('take the second window where the first is over', () => {
    const split = aPlanLead({
      call_hours: {
        '2': [
          ['08:00', '09:15'],
          ['14:00', '16:00'],
        ],
      },
    });
    expect(clocks([split])).toEqual(['2026-03-03T13:00']);
  });

  it('have no time on a closed day, nor after the day', () => {
    const closed = open('08:00', '18:00', { closed_dates: ['2026-03-03'] });
    const [slot] = scheduleRound([closed], TERMS);
    expect(slot).toEqual({ windows: [], begins: null, ends: null });
    expect(clocks([open('08:00', '18:00')], { starts_at_minute: 24 * 60 })).toEqual([null]);
  });

  it('begin no earlier than now', () => {
    expect(clocks([open('08:00', '18:00')], { not_before: Date.parse('2026-03-03T10:10:00Z') })).toEqual([
      '2026-03-03T10:10',
    ]);
  });

  it('keep the hours of a lead far away, on the day of whoever makes the round', () => {
    const tokyo = open('09:00', '18:00', { time_zone: 'Asia/Tokyo' });
    expect(clocks([tokyo])).toEqual(['2026-03-03T08:00']);
    const [slot] = scheduleRound([tokyo], TERMS);
    expect(slot?.windows.map(({ opens }) => new Date(opens).toISOString())).toEqual([
      ...['2026-03-03T00:00:00.000Z'],
    ]);
  });

  it('begin at the first moment after a gap in the clocks', () => {
    const nightly = aPlanLead({ call_hours: { '7': [['02:30', '06:00']] } });
    expect(clocks([nightly], { on: '2026-03-29', starts_at_minute: 0 })).toEqual(['2026-03-29T01:30']);
  });
});
