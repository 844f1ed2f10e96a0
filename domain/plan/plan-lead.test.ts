import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../settings/settings.ts';
import { aLead } from '../testing/builders.ts';
import { planLeadOf } from './plan-lead.ts';

const fresh = defaultSettings('2026-03-02T12:00:00.000Z', '018f0000-0000-7000-8000-000000000001');
const settings = {
  ...fresh,
  states: [...fresh.states, { name: 'TRIAL', category: 'new' as const }],
  holidays: { DE: ['2026-05-01'] },
  cadence_defaults: {
    A: { kind: 'days' as const, n: 3 },
    B: null,
    C: null,
    default: { kind: 'days' as const, n: 20 },
  },
};

describe('a lead as its plan reads it', () => {
  it('keeps what somebody has set', () => {
    const lead = aLead({ country: 'JP', closed_dates: ['2026-01-02'] });
    expect(planLeadOf(lead, settings, 'Asia/Kolkata')).toMatchObject({
      time_zone: 'Europe/Berlin',
      cadence: { kind: 'days', n: 7 },
      closed_dates: ['2026-01-02'],
      state_category: 'working',
    });
  });

  it('takes zone and holidays from its country', () => {
    const lead = aLead({ time_zone: null, country: 'DE', closed_dates: ['2026-01-02'] });
    expect(planLeadOf(lead, settings, 'Asia/Kolkata')).toMatchObject({
      time_zone: 'Europe/Berlin',
      closed_dates: ['2026-01-02', '2026-05-01'],
    });
  });

  it('lives where its KAM does while neither zone nor country is known', () => {
    expect(planLeadOf(aLead({ time_zone: null }), settings, 'Asia/Kolkata').time_zone).toBe('Asia/Kolkata');
  });

  it('takes its cadence from its tier, else from the workspace', () => {
    expect(planLeadOf(aLead({ cadence: null, tier: 'A' }), settings, 'Asia/Kolkata').cadence).toEqual({
      kind: 'days',
      n: 3,
    });
    expect(planLeadOf(aLead({ cadence: null, tier: 'B' }), settings, 'Asia/Kolkata').cadence).toEqual({
      kind: 'days',
      n: 20,
    });
    expect(planLeadOf(aLead({ cadence: null }), settings, 'Asia/Kolkata').cadence).toEqual({
      kind: 'days',
      n: 20,
    });
    expect(planLeadOf(aLead({ cadence: { kind: 'none' } }), settings, 'Asia/Kolkata').cadence).toEqual({
      kind: 'none',
    });
  });

  it("knows the category of a state of the workspace's own", () => {
    expect(planLeadOf(aLead({ state: 'TRIAL' }), settings, 'Asia/Kolkata').state_category).toBe('new');
  });
});
