// Snoozes and tries in vain: what they hide, until when, and what ends them.
import { describe, expect, it } from 'vitest';
import { aCall, aCallback, aPlanLead, aSnooze, aTry, mustBePlanned } from '../testing/plan-builders.ts';
import type { PlanEvent, PlanLead } from './lead.ts';
import { plan } from './plan.ts';

const call = aCall('2026-05-04T08:00:00.000Z');
const made = (events: PlanEvent[], now: string, lead: PlanLead = aPlanLead()) =>
  mustBePlanned(plan(lead, [call, ...events], now, 'Europe/Berlin'));
const hidden = (events: PlanEvent[], now: string, lead?: PlanLead) => made(events, now, lead).hidden_until;

describe('a snooze', () => {
  const set = '2026-05-11T08:00:00.000Z';
  const now = '2026-05-11T09:00:00.000Z';

  it('hides until the instant, moved to the next opening', () => {
    expect(hidden([aSnooze(set, { until: '2026-05-12T08:30:00.000Z' })], now)).toBe(
      '2026-05-12T08:30:00.000Z',
    );
    expect(hidden([aSnooze(set, { until: '2026-05-12T20:00:00.000Z' })], now)).toBe(
      '2026-05-13T07:00:00.000Z',
    );
  });

  it('until a day hides until that day begins for the lead, moved to the opening', () => {
    expect(hidden([aSnooze(set, { on: '2026-05-13' })], now)).toBe('2026-05-13T07:00:00.000Z');
    const round = { '3': [['00:00', '00:00']] } satisfies PlanLead['call_hours'];
    expect(hidden([aSnooze(set, { on: '2026-05-13' })], now, aPlanLead({ call_hours: round }))).toBe(
      '2026-05-12T22:00:00.000Z',
    );
  });

  it('leaves due date and lateness as they are', () => {
    expect(made([aSnooze(set, { on: '2026-05-15' })], '2026-05-13T09:00:00.000Z')).toMatchObject({
      bucket: 'UPCOMING',
      due_on: '2026-05-11',
      late_days: 2,
      snoozes: 1,
      hidden_by: 'snooze',
    });
  });

  it('is over at its instant, and still told', () => {
    const events = [aSnooze(set, { until: '2026-05-11T10:00:00.000Z' })];
    expect(made(events, '2026-05-11T09:59:59.999Z').bucket).toBe('LATER_TODAY');
    expect(made(events, '2026-05-11T10:00:00.000Z')).toMatchObject({
      bucket: 'CALL_NOW',
      hidden_until: '2026-05-11T10:00:00.000Z',
    });
  });

  it('until the very end of the day of the KAM is not later today any more', () => {
    const until = (instant: string) =>
      plan(aPlanLead(), [call, aSnooze(set, { until: instant })], now, 'Pacific/Auckland').bucket;
    expect(until('2026-05-11T11:59:59.999Z')).toBe('LATER_TODAY');
    expect(until('2026-05-11T12:00:00.000Z')).toBe('UPCOMING');
  });

  it('lasts 30 days of the lead at most, before it moves to an opening', () => {
    const spring = '2026-03-10T09:00:00.000Z';
    const wanted = aSnooze(spring, { until: '2026-06-01T08:00:00.000Z' });
    const early = mustBePlanned(
      plan(
        aPlanLead(),
        [aCall('2026-03-02T09:00:00.000Z'), wanted],
        '2026-03-11T09:00:00.000Z',
        'Europe/Berlin',
      ),
    );
    expect(early.hidden_until).toBe('2026-04-09T08:00:00.000Z');
  });

  it('of 30 days that ends on a weekend moves to Monday', () => {
    const friday = '2026-05-15T08:00:00.000Z';
    expect(hidden([aSnooze(friday, { on: '2026-07-01' })], '2026-05-15T09:00:00.000Z')).toBe(
      '2026-06-15T07:00:00.000Z',
    );
  });

  it('is the newest one, though it ends sooner; all since the last call are counted', () => {
    const events = [
      aSnooze('2026-05-11T08:30:00.000Z', { id: 'a', on: '2026-05-20' }),
      aSnooze('2026-05-11T08:40:00.000Z', { id: 'b', on: '2026-05-12' }),
    ];
    expect(made(events, now)).toMatchObject({ hidden_until: '2026-05-12T07:00:00.000Z', snoozes: 2 });
  });

  it('of the same instant is the one with the greater id', () => {
    const events = [aSnooze(set, { id: 'b', on: '2026-05-12' }), aSnooze(set, { id: 'a', on: '2026-05-13' })];
    expect(hidden(events, now)).toBe('2026-05-12T07:00:00.000Z');
  });

  it('must be set after the last call, and is cleared by one', () => {
    expect(made([aSnooze('2026-05-04T08:00:00.000Z', { on: '2026-05-12' })], now)).toMatchObject({
      hidden_until: null,
      snoozes: 0,
    });
    const later = [aSnooze(set, { on: '2026-05-13' }), aCall('2026-05-11T08:30:00.000Z')];
    expect(made(later, now)).toMatchObject({ hidden_until: null, snoozes: 0, due_on: '2026-05-18' });
  });

  it('set in the future hides nothing yet', () => {
    expect(hidden([aSnooze('2026-05-11T09:00:00.001Z', { on: '2026-05-13' })], now)).toBeNull();
  });

  it('after a promise hides the promise', () => {
    const events = [
      aCallback(set, { until: '2026-05-12T08:00:00.000Z' }),
      aSnooze('2026-05-12T08:05:00.000Z', { until: '2026-05-12T09:00:00.000Z' }),
    ];
    expect(made(events, '2026-05-12T08:10:00.000Z')).toMatchObject({
      bucket: 'LATER_TODAY',
      reason: 'callback',
      due_at: '2026-05-12T08:00:00.000Z',
    });
  });

  it('and a promise of the same instant: the greater id is the later act', () => {
    const promise = { until: '2026-05-11T10:00:00.000Z' };
    const snooze = { on: '2026-05-13' };
    expect(
      hidden([aCallback(set, { id: 'b', ...promise }), aSnooze(set, { id: 'a', ...snooze })], now),
    ).toBeNull();
    expect(
      hidden([aCallback(set, { id: 'a', ...promise }), aSnooze(set, { id: 'b', ...snooze })], now),
    ).not.toBeNull();
  });

  it('hides a revival too, though a promise lies between', () => {
    const lost = aPlanLead({ state: 'LOST', revive_on: '2026-05-11' });
    const events = [
      aSnooze(set, { on: '2026-05-13' }),
      aCallback('2026-05-11T08:30:00.000Z', { on: '2026-05-11' }),
    ];
    expect(made(events, now, lost)).toMatchObject({
      reason: 'revive',
      hidden_until: '2026-05-13T07:00:00.000Z',
    });
  });

  it('on a lead that never opens ends when it says', () => {
    const events = [
      aCallback(set, { until: '2026-05-11T08:30:00.000Z' }),
      aSnooze('2026-05-11T08:40:00.000Z', { until: '2026-05-11T20:00:00.000Z' }),
    ];
    expect(hidden(events, now, aPlanLead({ call_hours: {} }))).toBe('2026-05-11T20:00:00.000Z');
  });
});

describe('tries in vain', () => {
  it('of the first kind hide for two hours', () => {
    expect(hidden([aTry('2026-05-11T07:30:00.000Z')], '2026-05-11T08:00:00.000Z')).toBe(
      '2026-05-11T09:30:00.000Z',
    );
    expect(made([aTry('2026-05-11T07:30:00.000Z')], '2026-05-11T09:30:00.000Z').bucket).toBe('CALL_NOW');
  });

  it('whose two hours end at closing time hide until the next opening', () => {
    expect(hidden([aTry('2026-05-11T14:00:00.000Z')], '2026-05-11T14:10:00.000Z')).toBe(
      '2026-05-12T07:00:00.000Z',
    );
    expect(hidden([aTry('2026-05-11T13:59:00.000Z')], '2026-05-11T14:10:00.000Z')).toBe(
      '2026-05-11T15:59:00.000Z',
    );
  });

  it('over lunch hide until the afternoon', () => {
    const lead = aPlanLead({
      call_hours: {
        '1': [
          ['09:00', '12:00'],
          ['13:00', '18:00'],
        ],
      },
    });
    expect(hidden([aTry('2026-05-11T08:30:00.000Z')], '2026-05-11T08:40:00.000Z', lead)).toBe(
      '2026-05-11T11:00:00.000Z',
    );
  });

  it('twice hide until the next open day, thrice or more until the one after, by the newest try', () => {
    const friday = ['2026-05-15T08:00:00.000Z', '2026-05-15T09:00:00.000Z', '2026-05-15T10:00:00.000Z'];
    const tries = (count: number) => made(friday.slice(0, count).map(aTry), '2026-05-15T10:30:00.000Z');
    expect(tries(2)).toMatchObject({
      attempts: 2,
      unreachable: false,
      hidden_until: '2026-05-18T07:00:00.000Z',
    });
    expect(tries(3)).toMatchObject({
      attempts: 3,
      unreachable: true,
      hidden_until: '2026-05-19T07:00:00.000Z',
    });
    expect(tries(3).attempted_at).toBe('2026-05-15T10:00:00.000Z');
    const fourth = made([...friday, '2026-05-19T08:00:00.000Z'].map(aTry), '2026-05-19T08:30:00.000Z');
    expect(fourth).toMatchObject({
      attempts: 4,
      unreachable: true,
      hidden_until: '2026-05-21T07:00:00.000Z',
    });
  });

  it('of other kinds than no answer, busy and voicemail hide nothing', () => {
    const wrong = aCall('2026-05-11T08:00:00.000Z', { outcome: 'WRONG_NUMBER' });
    const mail = aCall('2026-05-11T08:00:00.000Z', { type: 'EMAIL', outcome: 'NO_ANSWER' });
    const voided = { ...aTry('2026-05-11T08:00:00.000Z'), voided_at: '2026-05-11T08:01:00.000Z' };
    expect(made([wrong, mail, voided], '2026-05-11T08:30:00.000Z')).toMatchObject({
      attempts: 0,
      hidden_until: null,
    });
    const busy = aCall('2026-05-11T08:00:00.000Z', { outcome: 'BUSY' });
    const voicemail = aCall('2026-05-11T08:10:00.000Z', { outcome: 'VOICEMAIL' });
    expect(made([busy, voicemail], '2026-05-11T08:30:00.000Z').attempts).toBe(2);
  });

  it('count from the due day of the lead on, also before its opening', () => {
    expect(made([aTry('2026-05-10T21:59:00.000Z')], '2026-05-11T08:00:00.000Z').attempts).toBe(0);
    expect(hidden([aTry('2026-05-10T22:00:00.000Z')], '2026-05-10T22:30:00.000Z')).toBe(
      '2026-05-11T07:00:00.000Z',
    );
  });

  it('count after the last call only', () => {
    const events = [aTry('2026-05-11T07:30:00.000Z'), aCall('2026-05-11T07:30:00.000Z')];
    expect(made(events, '2026-05-11T08:00:00.000Z')).toMatchObject({ attempts: 0, hidden_until: null });
  });

  it('at the promised instant and later hide the promise', () => {
    const promise = aCallback('2026-05-12T08:00:00.000Z', { until: '2026-05-13T08:30:00.000Z' });
    expect(hidden([promise, aTry('2026-05-13T08:29:59.000Z')], '2026-05-13T08:31:00.000Z')).toBeNull();
    expect(hidden([promise, aTry('2026-05-13T08:30:00.000Z')], '2026-05-13T08:31:00.000Z')).toBe(
      '2026-05-13T10:30:00.000Z',
    );
  });

  it('on the promised day hide the promise, but not those from before it was made', () => {
    const promise = aCallback('2026-05-12T08:00:00.000Z', { on: '2026-05-12' });
    expect(made([aTry('2026-05-12T07:30:00.000Z'), promise], '2026-05-12T08:10:00.000Z')).toMatchObject({
      bucket: 'CALL_NOW',
      attempts: 1,
      hidden_until: null,
    });
    expect(hidden([promise, aTry('2026-05-12T08:30:00.000Z')], '2026-05-12T08:40:00.000Z')).toBe(
      '2026-05-12T10:30:00.000Z',
    );
  });

  it('and a snooze: the newest act decides, and the snooze where both are of one instant', () => {
    const snooze = (at: string) => aSnooze(at, { until: '2026-05-11T08:30:00.000Z' });
    const attempt = aTry('2026-05-11T08:00:00.000Z');
    const now = '2026-05-11T08:10:00.000Z';
    expect(made([attempt, snooze('2026-05-11T08:05:00.000Z')], now)).toMatchObject({
      hidden_until: '2026-05-11T08:30:00.000Z',
      attempts: 1,
    });
    expect(hidden([attempt, snooze('2026-05-11T07:55:00.000Z')], now)).toBe('2026-05-11T10:00:00.000Z');
    expect(hidden([attempt, snooze('2026-05-11T08:00:00.000Z')], now)).toBe('2026-05-11T08:30:00.000Z');
  });

  it('do not start anew after a snooze', () => {
    const events = [
      aTry('2026-05-11T08:00:00.000Z'),
      aSnooze('2026-05-11T08:05:00.000Z', { on: '2026-05-12' }),
      aTry('2026-05-12T08:00:00.000Z'),
    ];
    expect(made(events, '2026-05-12T08:10:00.000Z')).toMatchObject({
      attempts: 2,
      hidden_until: '2026-05-13T07:00:00.000Z',
    });
  });

  it('on a promise to a lead that never opens hide for two hours', () => {
    const never = aPlanLead({ call_hours: {} });
    const promise = aCallback('2026-05-11T08:00:00.000Z', { until: '2026-05-11T08:10:00.000Z' });
    const one = [promise, aTry('2026-05-11T08:12:00.000Z')];
    expect(hidden(one, '2026-05-11T08:20:00.000Z', never)).toBe('2026-05-11T10:12:00.000Z');
    expect(hidden([...one, aTry('2026-05-11T10:15:00.000Z')], '2026-05-11T10:20:00.000Z', never)).toBe(
      '2026-05-11T12:15:00.000Z',
    );
  });

  it('are shown beside the true openness of the lead', () => {
    expect(made([aTry('2026-05-11T07:30:00.000Z')], '2026-05-11T08:00:00.000Z')).toMatchObject({
      callable_now: true,
      next_callable_at: '2026-05-11T09:30:00.000Z',
    });
  });
});
