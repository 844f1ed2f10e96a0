// When dialling passes, asks or is blocked.
import { describe, expect, it } from 'vitest';
import { aPlanLead } from '../testing/plan-builders.ts';
import { dialGuard } from './guard.ts';

const round = aPlanLead({ call_hours: { '1': [['00:00', '00:00']] } });

describe('the dial guard', () => {
  it('lets pass within hours, from 08:00 to 21:00 of the lead', () => {
    expect(dialGuard(round, '2026-05-11T06:00:00.000Z')).toEqual({ verdict: 'clear' });
    expect(dialGuard(round, '2026-05-11T18:59:59.999Z')).toEqual({ verdict: 'clear' });
    expect(dialGuard(aPlanLead(), '2026-05-11T07:00:00.000Z')).toEqual({ verdict: 'clear' });
  });

  it('asks in quiet hours, though the lead is open', () => {
    expect(dialGuard(round, '2026-05-11T05:59:59.999Z')).toMatchObject({
      verdict: 'ask',
      reasons: ['quiet_hours'],
      local_time: '07:59',
    });
    expect(dialGuard(round, '2026-05-11T19:00:00.000Z')).toMatchObject({
      reasons: ['quiet_hours'],
      words: 'It is 21:00 on Mon 11 May 2026 in Europe/Berlin, before 08:00 or after 21:00.',
    });
  });

  it('asks outside hours, with the clock of the lead and the next opening', () => {
    expect(dialGuard(aPlanLead(), '2026-05-09T10:05:00.000Z')).toEqual({
      verdict: 'ask',
      reasons: ['closed'],
      local_time: '12:05',
      local_on: '2026-05-09',
      time_zone: 'Europe/Berlin',
      opens_at: '2026-05-11T07:00:00.000Z',
      words: 'It is 12:05 on Sat 9 May 2026 in Europe/Berlin, outside the call hours.',
    });
    expect(dialGuard(aPlanLead(), '2026-05-11T22:00:00.000Z')).toMatchObject({
      reasons: ['quiet_hours', 'closed'],
      local_on: '2026-05-12',
    });
    expect(dialGuard(aPlanLead({ call_hours: {} }), '2026-05-11T10:00:00.000Z')).toMatchObject({
      opens_at: null,
    });
  });

  it('blocks a lead that must not be called, at any hour', () => {
    expect(dialGuard(aPlanLead({ do_not_call: true }), '2026-05-11T10:00:00.000Z')).toEqual({
      verdict: 'blocked',
      reason: 'do_not_call',
    });
  });
});
