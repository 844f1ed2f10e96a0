import { describe, expect, it } from 'vitest';
import { createIds } from '../ids.ts';
import { defaultSettings } from '../settings/settings.ts';
import type { Actor } from '../sync/scope.ts';
import { aLead } from '../testing/builders.ts';
import { decideLeadChange } from './decide-lead.ts';

const NOW = '2026-03-09T10:00:00.000Z';
const settings = defaultSettings(NOW, createIds().next());
const manager: Actor = { id: createIds().next(), role: 'manager' };
const waiting = aLead({ state: 'PENDING', sla_due_at: '2026-03-09T11:00:00.000Z', updated_at: NOW });

describe('the deadline of a new lead', () => {
  it('is met when the lead leaves the new states', () => {
    const moved = decideLeadChange(waiting, { ...waiting, state: 'QUALIFIED' }, manager, settings);
    expect(moved).toMatchObject({ value: { lead: { sla_met_at: NOW } } });
  });

  it('keeps the instant at which it was met before, and stays open while the lead stays new', () => {
    const met = { ...waiting, sla_met_at: '2026-03-09T09:00:00.000Z' };
    expect(decideLeadChange(met, { ...met, state: 'LOST' }, manager, settings)).toMatchObject({
      value: { lead: { sla_met_at: '2026-03-09T09:00:00.000Z' } },
    });
    expect(decideLeadChange(waiting, { ...waiting, city: 'Kiel' }, manager, settings)).toMatchObject({
      value: { lead: { sla_met_at: null } },
    });
  });

  it('is not invented for a lead that never had one', () => {
    const free = { ...waiting, sla_due_at: null };
    expect(decideLeadChange(free, { ...free, state: 'LOST' }, manager, settings)).toMatchObject({
      value: { lead: { sla_met_at: null } },
    });
  });
});
