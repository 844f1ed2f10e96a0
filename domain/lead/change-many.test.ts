import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../settings/settings.ts';
import type { Actor } from '../sync/scope.ts';
import { aLead } from '../testing/builders.ts';
import { decideManyChange, type ManyChange } from './change-many.ts';
import type { Lead } from './lead.ts';

const NOW = '2026-03-02T12:00:00.000Z';
const KAM: Actor = { id: '01890000-0000-7000-8000-000000000001', role: 'kam' };
const OTHER = '01890000-0000-7000-8000-000000000002';
const settings = {
  ...defaultSettings(NOW, '01a1fac4-5421-7029-8bef-f8f08041dd2e'),
  transitions: [{ from: 'PENDING', to: ['QUALIFIED', 'WON'] }],
};
const decide = (lead: Lead, change: ManyChange, actor: Actor = KAM) =>
  decideManyChange(lead, change, NOW, { actor, settings });
const leadAfter = (lead: Lead, change: ManyChange, actor?: Actor) => {
  const decided = decide(lead, change, actor);
  return decided.ok ? (decided.value?.lead ?? 'the same') : decided.error.code;
};

describe('one change to many leads', () => {
  it('sets a tier, a rhythm or a person, and takes them away', () => {
    const cadence = { kind: 'days', n: 14 } as const;
    const lead = aLead({ assignee_id: KAM.id, tier: 'B' });
    expect(leadAfter(lead, { kind: 'tier', tier: 'A' })).toMatchObject({ tier: 'A', updated_at: NOW });
    expect(leadAfter(lead, { kind: 'tier', tier: null })).toMatchObject({ tier: null });
    expect(leadAfter(lead, { kind: 'cadence', cadence })).toMatchObject({ cadence });
    expect(leadAfter(lead, { kind: 'cadence', cadence: null })).toMatchObject({ cadence: null });
    const manager = { ...KAM, role: 'manager' } as const;
    const given = leadAfter(lead, { kind: 'assignee', assignee_id: OTHER }, manager);
    expect(given).toMatchObject({ assignee_id: OTHER });
  });

  it('adds tags after those that are there, each once, and removes others', () => {
    const lead = aLead({ tags: ['old', 'kept'] });
    const change = { kind: 'tags', add: ['new', 'kept'], remove: ['old', 'never there'] } as const;
    expect(leadAfter(lead, change)).toMatchObject({ tags: ['kept', 'new'] });
  });

  it('leaves alone what is so already', () => {
    expect(leadAfter(aLead({ tier: 'A' }), { kind: 'tier', tier: 'A' })).toBe('the same');
    expect(leadAfter(aLead({ tags: ['a'] }), { kind: 'tags', add: ['a'], remove: ['b'] })).toBe('the same');
    const week = { kind: 'days', n: 7 } as const;
    expect(leadAfter(aLead({ cadence: week }), { kind: 'cadence', cadence: { ...week } })).toBe('the same');
  });

  it('makes the customer of each lead that is won', () => {
    const decided = decide(aLead({ state: 'PENDING' }), { kind: 'state', state: 'WON' });
    expect(decided).toMatchObject({
      value: { lead: { won_at: NOW }, customer: { name: 'Nordlicht Bakery' } },
    });
  });

  it('refuses where a single change would be refused', () => {
    expect(leadAfter(aLead({ state: 'PENDING' }), { kind: 'state', state: 'LOST' })).toBe(
      'impossible_transition',
    );
    expect(leadAfter(aLead({ assignee_id: KAM.id }), { kind: 'assignee', assignee_id: OTHER })).toBe(
      'not_allowed',
    );
    const full = aLead({ tags: Array.from({ length: 50 }, (_, at) => `tag ${at}`) });
    expect(leadAfter(full, { kind: 'tags', add: ['one more'], remove: [] })).toBe('invalid');
    expect(leadAfter(full, { kind: 'tags', add: ['one more'], remove: ['tag 0'] })).toMatchObject({
      tags: expect.arrayContaining(['one more']),
    });
  });
});
