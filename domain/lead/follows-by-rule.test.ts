import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../settings/settings.ts';
import { aLead } from '../testing/builders.ts';
import { followsByRule } from './follows-by-rule.ts';

describe('a change of a lead', () => {
  const settings = defaultSettings('2026-03-02T12:00:00.000Z', 'x');
  const base = aLead({ state: 'PENDING', sla_due_at: '2026-03-02T14:00:00.000Z' });
  const met = { sla_met_at: '2026-03-02T13:00:00.000Z' };
  const reached = { ...base, ...met, state: 'REACHED_OUT', write_id: 'w', updated_at: 'later' };

  it('follows by rule when a first call alone explains it', () => {
    expect(followsByRule(base, reached, settings)).toBe(true);
    expect(followsByRule(base, { ...base, ...met }, settings)).toBe(true);
  });

  it('does not when a person has typed or chosen a part of it', () => {
    expect(followsByRule(base, { ...reached, phone: '+49 431 1' }, settings)).toBe(false);
    expect(followsByRule(base, { ...base, state: 'QUALIFIED' }, settings)).toBe(false);
    expect(followsByRule({ ...base, state: 'NEGOTIATION' }, reached, settings)).toBe(false);
  });
});
