import { describe, expect, it } from 'vitest';
import { createIds } from '../ids.ts';
import { defaultSettings, SETTINGS_ID } from '../settings/settings.ts';
import { slaRuleSchema } from '../sla/sla-rule.ts';
import type { Actor } from '../sync/scope.ts';
import { aLead } from '../testing/builders.ts';
import { decideLeadChange, decideNewLead } from './decide-lead.ts';

const id = () => createIds().next();
const NOW = '2026-03-09T10:00:00.000Z';
const settings = defaultSettings(NOW, id());
const kam: Actor = { id: id(), role: 'kam' };
const manager: Actor = { id: id(), role: 'manager' };
const admin: Actor = { id: id(), role: 'admin' };

describe('a new lead', () => {
  it('is the own one of the KAM who adds it, and nobody’s when a manager does', () => {
    expect(decideNewLead(aLead(), kam, settings)).toMatchObject({ value: { lead: { assignee_id: kam.id } } });
    expect(decideNewLead(aLead(), manager, settings)).toMatchObject({
      value: { lead: { assignee_id: null } },
    });
  });

  it('has a deadline only while it is new', () => {
    const lead = aLead({ state: 'PENDING', created_at: NOW });
    expect(decideNewLead(lead, kam, settings)).toMatchObject({
      value: { lead: { sla_due_at: '2026-03-09T12:00:00.000Z' } },
    });
    expect(decideNewLead({ ...lead, sla_due_at: NOW }, kam, settings)).toMatchObject({
      value: { lead: { sla_due_at: NOW } },
    });
    expect(decideNewLead(aLead(), kam, settings)).toMatchObject({ value: { lead: { sla_due_at: null } } });
  });

  it('has the deadline of a rule in the hours of whoever adds it, where it says nothing of its own', () => {
    const rules = { ...settings, sla_rules: [slaRuleSchema.parse({ minutes: 120, count: 'working_hours' })] };
    const lead = aLead({ state: 'PENDING', created_at: NOW, time_zone: null });
    expect(decideNewLead(lead, { ...kam, time_zone: 'America/New_York' }, rules)).toMatchObject({
      value: { lead: { sla_due_at: '2026-03-09T15:00:00.000Z' } },
    });
  });

  it('is refused in an unknown state, and for somebody else by a KAM', () => {
    expect(decideNewLead(aLead({ state: 'NOWHERE' }), kam, settings)).toMatchObject({
      error: { code: 'unknown_state' },
    });
    expect(decideNewLead(aLead({ assignee_id: id() }), kam, settings)).toMatchObject({
      error: { code: 'not_allowed' },
    });
    expect(decideNewLead(aLead({ assignee_id: kam.id }), manager, settings)).toMatchObject({ ok: true });
  });

  it('that is won already keeps the day it was won on', () => {
    const lead = aLead({ state: 'WON', won_at: '2026-01-31T23:30:00.000Z', time_zone: 'Europe/Berlin' });
    expect(decideNewLead(lead, kam, settings)).toMatchObject({
      value: { customer: { since_on: '2026-02-01' } },
    });
  });
});

describe('a change of a lead', () => {
  const lead = aLead({ assignee_id: kam.id, updated_at: NOW, time_zone: null });

  it('to WON brings its customer, the same each time', () => {
    const won = { ...lead, state: 'WON' };
    const first = decideLeadChange(lead, won, kam, settings);
    expect(first).toMatchObject({
      value: { lead: { won_at: NOW }, customer: { lead_id: lead.id, since_on: '2026-03-09' } },
    });
    expect(decideLeadChange(lead, won, manager, settings)).toEqual(first);
  });

  it('out of WON is an admin’s alone', () => {
    const won = { ...lead, state: 'WON', won_at: NOW };
    expect(decideLeadChange(won, lead, manager, settings)).toMatchObject({
      error: { code: 'impossible_transition' },
    });
    expect(decideLeadChange(won, lead, admin, settings)).toMatchObject({
      ok: true,
      value: { customer: null },
    });
    expect(decideLeadChange(won, { ...won, state: 'NOWHERE' }, admin, settings)).toMatchObject({
      error: { code: 'unknown_state' },
    });
  });

  it('keeps the day on which it was won, also when that is left out', () => {
    const won = { ...lead, state: 'WON', won_at: '2026-01-05T09:00:00.000Z' };
    expect(decideLeadChange(won, { ...won, name: 'Renamed', won_at: null }, kam, settings)).toMatchObject({
      value: { lead: { won_at: won.won_at }, customer: { since_on: '2026-01-05' } },
    });
  });

  it('between won states of the workspace’s own is nobody’s privilege', () => {
    const two = {
      ...settings,
      id: SETTINGS_ID,
      states: [...settings.states, { name: 'RENEWED', category: 'won' as const }],
    };
    const won = { ...lead, state: 'WON', won_at: NOW };
    expect(decideLeadChange(won, { ...won, state: 'RENEWED' }, kam, two)).toMatchObject({ ok: true });
  });

  it('takes a lost lead up again as a new one', () => {
    const lost = { ...lead, state: 'LOST' };
    expect(decideLeadChange(lost, lead, kam, settings)).toMatchObject({
      value: { lead: { reopened_at: NOW } },
    });
    expect(decideLeadChange(lost, { ...lost, city: 'Kiel' }, kam, settings)).toMatchObject({
      value: { lead: { reopened_at: null } },
    });
    expect(decideLeadChange(lost, { ...lost, state: 'WON' }, kam, settings)).toMatchObject({
      value: { lead: { reopened_at: null } },
    });
  });

  it('of the assignee is a manager’s', () => {
    const given = { ...lead, assignee_id: id() };
    expect(decideLeadChange(lead, given, kam, settings)).toMatchObject({ error: { code: 'not_allowed' } });
    expect(decideLeadChange(lead, given, manager, settings)).toMatchObject({ value: { lead: given } });
    expect(decideLeadChange(lead, { ...lead, city: 'Kiel' }, kam, settings)).toMatchObject({ ok: true });
  });
});

describe('a workspace of its own ways', () => {
  const shoe = { key: 'shoe', label: 'Shoe size', type: 'number' as const, required: true, options: null };
  const own = { ...settings, custom_fields: [shoe] };
  const bound = {
    ...settings,
    transitions: [
      { from: 'QUALIFIED', to: ['NEGOTIATION'] },
      { from: 'PENDING', to: [] },
    ],
  };

  it('refuses a lead whose own fields do not fit, new or changed', () => {
    const wrong = { code: 'invalid', errors: [{ path: 'custom.shoe' }] };
    expect(decideNewLead(aLead(), kam, own)).toMatchObject({ error: wrong });
    expect(decideNewLead(aLead({ custom: { shoe: 44, other: 'x' } }), kam, own)).toMatchObject({ ok: true });
    const before = aLead();
    expect(decideLeadChange(before, { ...before, city: 'Kiel' }, kam, own)).toMatchObject({ ok: true });
    const after = { ...before, custom: { shoe: 'big' } };
    expect(decideLeadChange(before, after, kam, own)).toMatchObject({ error: wrong });
  });

  it('lets leads go only where its table says, admins and the first contact apart', () => {
    const move = (from: string, to: string, actor = manager) => {
      const before = aLead({ state: from });
      return decideLeadChange(before, { ...before, state: to }, actor, bound).ok;
    };
    expect(move('QUALIFIED', 'NEGOTIATION')).toBe(true);
    expect(move('QUALIFIED', 'LOST')).toBe(false);
    expect(move('QUALIFIED', 'LOST', admin)).toBe(true);
    expect(move('PENDING', 'REACHED_OUT')).toBe(true);
    expect(move('PENDING', 'QUALIFIED')).toBe(false);
    expect(move('NEGOTIATION', 'QUALIFIED')).toBe(true);
  });
});
