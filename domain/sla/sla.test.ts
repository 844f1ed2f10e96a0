import { describe, expect, it } from 'vitest';
import { aCall } from '../testing/builders.ts';
import { meetsSla, slaDueAt, slaIsPressing, slaOf } from './sla.ts';

const DUE = '2026-03-09T12:00:00.000Z';
const promise = { sla_due_at: DUE, sla_met_at: null, sla_breached_at: null };
const at = (time: string) => `2026-03-09T${time}:00.000Z`;

describe('the first answer that was promised', () => {
  it('is due in wall-clock minutes from creation', () => {
    expect(slaDueAt(at('23:30'), { sla_minutes: 120 })).toBe('2026-03-10T01:30:00.000Z');
  });

  it('runs, presses, and is breached after its last moment', () => {
    expect(slaOf(promise, at('11:00'))).toMatchObject({
      state: 'running',
      minutes_left: 60,
      breached: false,
    });
    expect(slaOf(promise, at('11:30'))).toMatchObject({ state: 'due_soon', minutes_left: 30 });
    expect(slaOf(promise, DUE)).toMatchObject({ state: 'due_soon', breached: false });
    expect(slaOf(promise, at('12:01'))).toMatchObject({ state: 'breached', minutes_left: -1 });
    expect(slaOf({ ...promise, sla_due_at: null }, DUE)).toBeNull();
  });

  it('is met in time or late, and a breach stays a fact', () => {
    expect(slaOf({ ...promise, sla_met_at: at('11:59') }, at('20:00'))).toMatchObject({
      state: 'met',
      breached: false,
    });
    expect(slaOf({ ...promise, sla_met_at: at('12:30') }, at('20:00'))).toMatchObject({
      state: 'met_late',
      breached: true,
    });
    expect(
      slaOf({ ...promise, sla_met_at: at('11:00'), sla_breached_at: at('12:05') }, at('20:00')),
    ).toMatchObject({ state: 'met_late' });
  });

  it('is seen as it stood at the instant that is asked about', () => {
    const late = { ...promise, sla_met_at: at('12:30'), sla_breached_at: at('12:05') };
    expect(slaOf(late, at('11:00'))).toMatchObject({ state: 'running', met_at: null, breached: false });
    expect(slaOf(late, at('12:29'))).toMatchObject({ state: 'breached', met_at: null });
    expect(slaOf(late, at('12:30'))).toMatchObject({ state: 'met_late', met_at: at('12:30') });
    const inTime = { ...promise, sla_met_at: at('11:50') };
    expect(slaOf(inTime, at('11:45'))).toMatchObject({ state: 'due_soon' });
  });

  it('presses when it is close or broken', () => {
    expect(
      [slaOf(promise, at('11:00')), slaOf(promise, at('11:45')), slaOf(promise, at('13:00')), null].map(
        slaIsPressing,
      ),
    ).toEqual([false, true, true, false]);
  });
});

describe('what meets it', () => {
  const attempt = { sla_met_by: 'attempt' as const };
  const contact = { sla_met_by: 'contact' as const };

  it('is an outbound attempt, or only a contact where the workspace says so', () => {
    const failed = aCall({ outcome: 'NO_ANSWER' });
    expect([meetsSla(failed, attempt), meetsSla(failed, contact)]).toEqual([true, false]);
    const mail = aCall({ type: 'EMAIL', outcome: null });
    expect([meetsSla(mail, attempt), meetsSla(mail, contact)]).toEqual([true, false]);
    expect(meetsSla(aCall({ type: 'MESSAGE', outcome: null }), attempt)).toBe(true);
    expect(meetsSla(aCall(), contact)).toBe(true);
  });

  it('is neither what came in, nor a note, nor what was voided', () => {
    expect(meetsSla(aCall({ type: 'EMAIL', direction: 'in', outcome: null }), attempt)).toBe(false);
    expect(meetsSla(aCall({ type: 'NOTE', outcome: null }), attempt)).toBe(false);
    expect(meetsSla(aCall({ voided_at: DUE }), attempt)).toBe(false);
    for (const type of ['VISIT', 'VIDEO', 'MEETING'] as const) {
      expect(meetsSla(aCall({ type, outcome: 'NO_ANSWER' }), attempt)).toBe(true);
    }
  });
});
