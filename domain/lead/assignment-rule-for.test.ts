import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../settings/settings.ts';
import { aLead } from '../testing/builders.ts';
import { type AssignmentRule, assignmentRuleSchema } from './assignment-rule.ts';
import { assignmentRuleFor, ruleWords } from './assignment-rule-for.ts';
import type { Lead } from './lead.ts';

const ANNA = '01890000-0000-7000-8000-000000000001';
const settings = defaultSettings('2026-03-09T10:00:00.000Z', ANNA);
const rule = (given: Partial<AssignmentRule>): AssignmentRule => assignmentRuleSchema.parse(given);
const found = (
  lead: Partial<Lead>,
  rules: AssignmentRule[] | null,
  assignment_rule: 'none' | 'round_robin',
) =>
  assignmentRuleFor(aLead({ time_zone: null, ...lead }), {
    ...settings,
    assignment_rules: rules,
    assignment_rule,
  });

describe('the assignment rule of a new lead', () => {
  it('is none in a fresh workspace, and the common one where that is to deal in turn', () => {
    expect(found({}, null, 'none')).toBeNull();
    expect(found({}, null, 'round_robin')).toEqual(rule({}));
    const { assignment_rules: _unknown, ...older } = settings;
    expect(assignmentRuleFor(aLead(), older)).toBeNull();
  });

  it('is the first that fits by source, country and city', () => {
    const rules = [
      rule({ source: 'Fair', city: 'Kiel', to: [ANNA] }),
      rule({ source: 'fair', by: 'least_loaded' }),
      rule({ country: 'DE', city: 'Kiel' }),
      rule({ country: 'DE', by: 'least_loaded' }),
    ];
    expect(found({ source: 'FAIR', city: ' kiel' }, rules, 'none')).toBe(rules[0]);
    expect(found({ source: 'fair', city: 'Bonn' }, rules, 'none')).toBe(rules[1]);
    expect(found({ country: 'DE', city: 'Kiel' }, rules, 'none')).toBe(rules[2]);
    expect(found({ country: 'DE' }, rules, 'none')).toBe(rules[3]);
    expect(found({ country: 'DK', city: 'Kiel' }, rules, 'none')).toBeNull();
    expect(found({ country: 'DK' }, rules, 'round_robin')).toEqual(rule({}));
  });

  it('takes the principal zone for the country of a lead that names none', () => {
    const rules = [rule({ country: 'DE' })];
    expect(found({ time_zone: 'europe/berlin' }, rules, 'none')).toBe(rules[0]);
    expect(found({ time_zone: 'Europe/Berlin', country: 'DK' }, rules, 'none')).toBeNull();
    expect(found({ time_zone: 'Europe/Paris' }, rules, 'none')).toBeNull();
  });

  it('is none for what is won, lost or in no known state', () => {
    expect(
      ['PENDING', 'NEGOTIATION', 'WON', 'LOST', 'X'].map(
        (state) => found({ state }, [rule({})], 'round_robin') !== null,
      ),
    ).toEqual([true, true, false, false, false]);
  });

  it('says in words why somebody has a lead', () => {
    expect(ruleWords(rule({}))).toBe('in turn');
    expect(ruleWords(rule({ by: 'least_loaded', source: 'fair', country: 'DE', city: 'Kiel' }))).toBe(
      'fewest open leads: fair, Kiel, DE',
    );
  });
});
