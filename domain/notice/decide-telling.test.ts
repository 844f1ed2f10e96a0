import { describe, expect, it } from 'vitest';
import { aUser } from '../testing/builders.ts';
import type { User } from '../user/user.ts';
import { decideTelling, type Told } from './decide-telling.ts';
import type { Notice } from './notice.ts';

const MONDAY = '2026-03-02T12:00:00.000Z';
const SATURDAY = '2026-03-07T12:00:00.000Z';
const MONDAY_AT_NINE = '2026-03-09T08:00:00.000Z';
const worker = aUser({ time_zone: 'Europe/Berlin' });

const aNotice = (key: string, given: Partial<Notice> = {}): Notice => ({
  ...{ event: 'call', key, at: MONDAY, waits: false, lead_id: key },
  ...given,
});

function decide(
  notices: readonly Notice[],
  given: {
    now?: string;
    off?: Notice['event'][];
    quiet?: boolean;
    hours?: User['working_hours'];
    told?: Told;
  } = {},
) {
  const { now = MONDAY, off = [], quiet = true, hours, told = nothing } = given;
  const choices = { off, quiet };
  const who = hours === undefined ? worker : { ...worker, working_hours: hours };
  const { tell, ...more } = decideTelling(notices, { told, choices, worker: who, now });
  return { ...more, tell: tell.map((one) => [one.event, one.notices.map(({ key }) => key)]) };
}
const nothing: Told = { since: '2026-01-01T00:00:00.000Z', keys: {} };

describe('telling', () => {
  it('takes what has come due, and says when the next comes', () => {
    const later = ['2026-03-02T14:00:00.000Z', '2026-03-02T13:00:00.000Z', '2026-03-02T15:00:00.000Z'];
    const notices = [aNotice('a'), ...later.map((at) => aNotice(at, { at }))];
    const { tell, next, told } = decide(notices);
    expect([tell, next]).toEqual([[['call', ['a']]], '2026-03-02T13:00:00.000Z']);
    expect(told.keys).toEqual({ a: MONDAY });
  });

  it('says nothing twice, however often it looks', () => {
    const notices = [aNotice('a'), aNotice('b')];
    const first = decide(notices);
    expect(first.tell).toEqual([['call', ['a', 'b']]]);
    const second = decide(notices, { told: first.told, now: '2026-03-02T12:01:00.000Z' });
    expect([second.tell, second.next]).toEqual([[], null]);
    expect(second.told).toBe(first.told);
  });

  it('makes one of each event of what came due together', () => {
    const notices = [
      aNotice('m', { event: 'mail' }),
      aNotice('c1'),
      aNotice('a1', { event: 'answer' }),
      aNotice('c2', { at: '2026-02-27T09:00:00.000Z' }),
    ];
    expect(decide(notices).tell).toEqual([
      ['call', ['c1', 'c2']],
      ['answer', ['a1']],
      ['mail', ['m']],
    ]);
  });

  it('keeps what can wait until the person works, and nothing else', () => {
    const notices = [aNotice('waits', { waits: true }), aNotice('presses', { event: 'answer' })];
    const weekend = decide(notices, { now: SATURDAY });
    expect([weekend.tell, weekend.next]).toEqual([[['answer', ['presses']]], MONDAY_AT_NINE]);
    expect(decide(notices, { now: MONDAY_AT_NINE, told: weekend.told }).tell).toEqual([['call', ['waits']]]);
    expect(decide(notices, { now: SATURDAY, quiet: false }).tell).toEqual([
      ['call', ['waits']],
      ['answer', ['presses']],
    ]);
  });

  it('of what lies ahead outside of the hours comes when they begin, and never where there are none', () => {
    const notices = [aNotice('a', { waits: true, at: SATURDAY })];
    expect(decide(notices)).toMatchObject({ tell: [], next: MONDAY_AT_NINE });
    expect(decide(notices, { hours: {} })).toMatchObject({ tell: [], next: null });
  });

  it('leaves out what was before the person came to this device', () => {
    const told: Told = { since: MONDAY, keys: {} };
    const notices = [aNotice('before', { at: '2026-03-02T11:59:59.999Z' }), aNotice('then')];
    expect(decide(notices, { told }).tell).toEqual([['call', ['then']]]);
  });

  it('passes over an event that is off, and does not bring it up once it is on', () => {
    const notices = [aNotice('a'), aNotice('b', { event: 'mail' })];
    const { tell, told } = decide(notices, { off: ['call'] });
    expect(tell).toEqual([['mail', ['b']]]);
    expect(decide(notices, { told }).tell).toEqual([]);
  });

  it('forgets a matter that has been gone for a month, and not one that stands', () => {
    const told: Told = {
      ...nothing,
      keys: { gone: '2026-01-15T12:00:00.000Z', stands: '2026-01-15T12:00:00.000Z', late: MONDAY },
    };
    expect(Object.keys(decide([aNotice('stands')], { told }).told.keys)).toEqual(['stands', 'late']);
  });
});
