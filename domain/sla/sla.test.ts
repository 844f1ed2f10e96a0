import { describe, expect, it } from 'vitest';
import { aCall, aLead } from '../testing/builders.ts';
import { meetsSla, type PromisedTo, slaDueAt, slaIsPressing, slaOf } from './sla.ts';
import { type SlaRule, slaRuleSchema } from './sla-rule.ts';

const DUE = '2026-03-09T12:00:00.000Z';
const promise = { sla_due_at: DUE, sla_met_at: null, sla_breached_at: null };
const at = (time: string) => `2026-03-09T${time}:00.000Z`;

describe('the first answer that was promised', () => {
  it('is due in wall-clock minutes from creation', () => {
    const terms = { sla_minutes: 120, holidays: {} };
    expect(slaDueAt(aLead({ created_at: at('23:30') }), terms)).toBe('2026-03-10T01:30:00.000Z');
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

describe('the deadline by rule', () => {
  const rule = (given: Partial<SlaRule>): SlaRule => slaRuleSchema.parse({ minutes: 60, ...given });
  const due = (rules: SlaRule[], lead: Partial<PromisedTo>, zone?: string, holidays = {}) =>
    slaDueAt(
      aLead({ time_zone: null, created_at: at('17:30'), ...lead }),
      { sla_minutes: 120, sla_rules: rules, holidays },
      zone,
    );

  it('is that of the first rule that fits source and tier', () => {
    const rules = [
      rule({ source: 'Trade fair', tier: 'A', minutes: 15 }),
      rule({ source: 'trade fair', minutes: 30 }),
      rule({ tier: 'A', minutes: 45 }),
    ];
    expect(due(rules, { source: ' TRADE FAIR ', tier: 'A' })).toBe(at('17:45'));
    expect(due(rules, { source: 'Trade fair', tier: 'B' })).toBe(at('18:00'));
    expect(due(rules, { source: 'form', tier: 'A' })).toBe(at('18:15'));
    expect(due(rules, { source: null, tier: null })).toBe(at('19:30'));
    expect(due([...rules, rule({})], { source: null, tier: null })).toBe(at('18:30'));
  });

  it('counts the hours of the lead where the rule says so, in its zone, else in that of whoever adds it', () => {
    const rules = [rule({ count: 'working_hours' })];
    expect(due(rules, { time_zone: 'UTC' })).toBe('2026-03-10T09:30:00.000Z');
    expect(due(rules, { country: 'US' })).toBe('2026-03-09T18:30:00.000Z');
    expect(due(rules, {}, 'Europe/Berlin')).toBe('2026-03-10T09:00:00.000Z');
    expect(due(rules, {})).toBe('2026-03-10T09:30:00.000Z');
    expect(due(rules, { call_hours: { '1': [['17:00', '20:00']] } })).toBe(at('18:30'));
  });

  it('leaves out the closed days of the lead and of its country', () => {
    const rules = [rule({ count: 'working_hours' })];
    const lead = { country: 'DE', closed_dates: ['2026-03-11'] };
    expect(due(rules, lead, 'UTC', { DE: ['2026-03-10'] })).toBe('2026-03-12T09:00:00.000Z');
  });

  it('is counted by the wall clock for a lead that is never open', () => {
    expect(due([rule({ count: 'working_hours' })], { call_hours: {} })).toBe(at('18:30'));
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
