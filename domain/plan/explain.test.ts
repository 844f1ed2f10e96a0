// The words of a plan, whole sentences where their order matters.
import { describe, expect, it } from 'vitest';
import type { Cadence } from '../lead/cadence.ts';
import { aCall, aCallback, aPlanLead, aSnooze, aTry, mustBePlanned } from '../testing/plan-builders.ts';
import { cadenceWords } from './explain.ts';
import type { PlanEvent, PlanLead } from './lead.ts';
import { plan } from './plan.ts';

const why = (lead: PlanLead, events: PlanEvent[], now: string, kam = 'Europe/Berlin') =>
  mustBePlanned(plan(lead, events, now, kam)).explanation;
const call = aCall('2026-05-04T08:00:00.000Z');

describe('the explanation', () => {
  it('names the rhythm, the last call, the due day and the hours', () => {
    expect(why(aPlanLead(), [call], '2026-05-11T08:00:00.000Z')).toBe(
      'Called every 7 days; last call Mon 4 May 2026, so due Mon 11 May 2026, 09:00-18:00 in Europe/Berlin.',
    );
  });

  it('gives the hours in the zone of the KAM too, with the day where it is another', () => {
    expect(why(aPlanLead(), [call], '2026-05-11T08:00:00.000Z', 'Asia/Kolkata')).toContain(
      '09:00-18:00 in Europe/Berlin (yours: 12:30-21:30 in Asia/Kolkata).',
    );
    expect(
      why(aPlanLead({ time_zone: 'Asia/Tokyo' }), [call], '2026-05-11T08:00:00.000Z', 'America/Los_Angeles'),
    ).toContain('(yours: Sun 10 May 2026, 17:00-02:00 in America/Los_Angeles).');
  });

  it('names the day that was closed', () => {
    const lead = aPlanLead({ closed_dates: ['2026-05-11'] });
    expect(why(lead, [call], '2026-05-11T08:00:00.000Z')).toContain(
      'so due Mon 11 May 2026, which is closed and moves it to Tue 12 May 2026, 09:00',
    );
  });

  it('tells new, reopened, promised and revived leads apart', () => {
    const fresh = aPlanLead({ state: 'PENDING', created_at: '2026-05-15T20:00:00.000Z' });
    expect(why(fresh, [], '2026-05-16T08:00:00.000Z')).toBe(
      'New lead of Fri 15 May 2026, not called yet, so due Mon 18 May 2026, 09:00-18:00 in Europe/Berlin.',
    );
    const reopened = aPlanLead({ reopened_at: '2026-05-15T20:00:00.000Z' });
    expect(why(reopened, [call], '2026-05-16T08:00:00.000Z')).toMatch(
      /^Reopened lead of Fri 15 May 2026, not called yet/,
    );
    const promise = aCallback('2026-05-05T08:00:00.000Z', { until: '2026-05-06T12:30:00.000Z' });
    expect(why(aPlanLead(), [call, promise], '2026-05-06T08:00:00.000Z')).toBe(
      'A callback was promised (last call Mon 4 May 2026) for Wed 6 May 2026, 14:30-15:00 in Europe/Berlin.',
    );
    const lost = aPlanLead({ state: 'LOST', revive_on: '2026-06-07' });
    expect(why(lost, [], '2026-06-07T08:00:00.000Z')).toMatch(
      /^Lost, to be taken up again \(not called yet\), so due Sun 7 Jun 2026, which is closed and moves it to Mon 8 Jun 2026/,
    );
  });

  it('says what has happened since, and how late it is', () => {
    const tries = ['07:10', '07:20', '07:30'].map((time) => aTry(`2026-05-11T${time}:00.000Z`));
    const tried = (count: number, now: string) => why(aPlanLead(), [call, ...tries.slice(0, count)], now);
    expect(tried(1, '2026-05-11T08:00:00.000Z')).toMatch(/ 1 try in vain, next Mon 11 May 2026, 11:10\.$/);
    expect(tried(2, '2026-05-12T08:00:00.000Z')).toMatch(
      / 2 tries in vain, next Tue 12 May 2026, 09:00\. 1 day late\.$/,
    );
    expect(tried(3, '2026-05-13T08:00:00.000Z')).toMatch(
      / 3 tries in vain, .*09:00\. Try another contact\. 2 days late\.$/,
    );
    const snoozes = ['12', '13'].map((day) =>
      aSnooze('2026-05-11T08:00:00.000Z', { id: day, on: `2026-05-${day}` }),
    );
    expect(why(aPlanLead(), [call, ...snoozes], '2026-05-11T08:30:00.000Z')).toMatch(
      / Snoozed 2 times, until Wed 13 May 2026, 09:00\.$/,
    );
    expect(why(aPlanLead(), [call, ...snoozes.slice(0, 1)], '2026-05-11T08:30:00.000Z')).toContain(
      'Snoozed 1 time, until Tue',
    );
  });

  it.each<[Cadence, string]>([
    [{ kind: 'none' }, 'Called on no fixed days'],
    [{ kind: 'days', n: 1 }, 'Called every day'],
    [{ kind: 'days', n: 28 }, 'Called every 28 days'],
    [{ kind: 'workdays', n: 1 }, 'Called every open day'],
    [{ kind: 'workdays', n: 3 }, 'Called every 3 open days'],
    [
      { kind: 'weekdays', days: [5, 2, 5], every_weeks: 1, anchor_on: '2026-01-05' },
      'Called on Tue, Fri every week',
    ],
    [{ kind: 'weekdays', days: [1], every_weeks: 2, anchor_on: '2026-01-05' }, 'Called on Mon every 2 weeks'],
    [{ kind: 'month_day', day: 15 }, 'Called on day 15 of each month'],
    [{ kind: 'month_day', day: 31 }, 'Called on day 31 of each month, or its last'],
  ])('puts %j in words', (cadence, words) => {
    expect(cadenceWords(cadence)).toBe(words);
  });
});
