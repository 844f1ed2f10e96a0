// What a row of Today says. It is Tuesday 12 May 2026, 12:00 in Berlin, unless told otherwise.
import { describe, expect, it } from 'vitest';
import { aCall, aCallback, aSnooze } from '#domain/testing/builders.ts';
import { aRow } from '../../testing/a-row.ts';
import { rowBadges, shortWhy } from './row-words.ts';

const now = '2026-05-12T10:00:00.000Z';
const called = (occurred_at: string) => aCall({ occurred_at });
const tried = (occurred_at: string) => aCall({ occurred_at, outcome: 'NO_ANSWER' });
const badgesAt = (at: string, ...events: Parameters<typeof aRow>[1] & object) =>
  rowBadges(aRow(at, events), at).map(({ words }) => words);

describe('why a lead is due', () => {
  it.each([
    ['by its rhythm', [called('2026-05-04T09:00:00.000Z')], {}, 'last call 8 days ago, due after 7'],
    [
      'called yesterday',
      [called('2026-05-11T09:00:00.000Z')],
      { cadence: { kind: 'days' as const, n: 1 } },
      'last call yesterday, due after 1',
    ],
    ['as a new one', [], {}, 'new, not called yet'],
    [
      'by a promise',
      [aCallback({ occurred_at: '2026-05-11T10:00:00.000Z', until: '2026-05-12T12:00:00.000Z' })],
      {},
      'you promised to call, not called yet',
    ],
    [
      'to be revived',
      [called('2026-03-01T09:00:00.000Z')],
      { state: 'LOST', revive_on: '2026-05-12' },
      'to be taken up again, last call 72 days ago',
    ],
    ['without hours', [called('2026-05-04T09:00:00.000Z')], { call_hours: {} }, 'no call hours'],
    ['not at all', [], { do_not_call: true }, 'nothing due'],
  ])('%s', (_case, events, lead, words) => {
    expect(shortWhy(aRow(now, events, lead))).toBe(words);
  });
});

describe('the badges of a row', () => {
  it('say how late it is', () => {
    expect(badgesAt(now, called('2026-05-04T09:00:00.000Z'))).toEqual(['1 day late']);
    expect(badgesAt(now, called('2026-05-01T09:00:00.000Z'))).toEqual(['4 days late']);
    expect(badgesAt('2026-05-12T17:00:00.000Z', called('2026-05-05T09:00:00.000Z'))).toEqual([
      'missed today',
    ]);
  });

  it('say that it is due now, later, or closed', () => {
    const lunch = {
      '2': [
        ['09:00', '11:00'],
        ['14:00', '18:00'],
      ] as [string, string][],
    };
    expect(badgesAt(now, called('2026-05-05T09:00:00.000Z'))).toEqual(['due today']);
    expect(badgesAt('2026-05-12T06:00:00.000Z', called('2026-05-05T09:00:00.000Z'))).toEqual(['from 09:00']);
    const closed = aRow(now, [called('2026-05-05T09:00:00.000Z')], { call_hours: lunch });
    expect(rowBadges(closed, now)).toEqual([{ tone: 'waiting', words: 'closed now' }]);
  });

  it('name the promised time, red once it has passed', () => {
    const promise = (until: string) => aCallback({ occurred_at: '2026-05-11T10:00:00.000Z', until });
    expect(badgesAt(now, promise('2026-05-12T09:50:00.000Z'))).toEqual(['promised 11:50']);
    expect(badgesAt(now, promise('2026-05-12T13:00:00.000Z'))).toEqual(['promised 15:00']);
    const missed = aRow(now, [promise('2026-05-12T08:00:00.000Z')]);
    expect(rowBadges(missed, now)).toEqual([{ tone: 'overdue', words: 'promised 10:00' }]);
    expect(badgesAt(now, promise('2026-05-11T13:00:00.000Z'))).toEqual([
      'promised yesterday 15:00',
      '1 day late',
    ]);
  });

  it('count tries and snoozes, and say when the lead is back', () => {
    const last = called('2026-05-05T09:00:00.000Z');
    expect(badgesAt(now, last, tried('2026-05-12T09:30:00.000Z'))).toEqual(['back 13:30', '1 try']);
    expect(badgesAt(now, last, tried('2026-05-12T07:10:00.000Z'), tried('2026-05-12T09:30:00.000Z'))).toEqual(
      ['next tomorrow 09:00', '2 tries'],
    );
    const snooze = (occurred_at: string) => aSnooze({ occurred_at, until: '2026-05-12T14:00:00.000Z' });
    expect(badgesAt(now, last, snooze('2026-05-12T08:00:00.000Z'))).toEqual(['back 16:00', 'snoozed once']);
    expect(
      badgesAt(now, last, snooze('2026-05-12T08:00:00.000Z'), snooze('2026-05-12T08:05:00.000Z')),
    ).toEqual(['back 16:00', 'snoozed 2×']);
  });

  it('ask for another contact after three tries in vain', () => {
    const tries = ['07:10', '07:40', '09:30'].map((time) => tried(`2026-05-12T${time}:00.000Z`));
    expect(badgesAt(now, called('2026-05-05T09:00:00.000Z'), ...tries)).toContain(
      '3 tries, try another contact',
    );
  });

  it('are none where nothing is planned', () => {
    expect(rowBadges(aRow(now, [], { do_not_call: true }), now)).toEqual([]);
  });
});
