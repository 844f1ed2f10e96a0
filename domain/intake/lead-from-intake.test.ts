import { describe, expect, test } from 'vitest';
import { createIds } from '../ids.ts';
import { allSchemas } from '../sync/collections.ts';
import { NO_CAMPAIGN } from './campaign.ts';
import type { Intake } from './intake.ts';
import { type IntakeFacts, intakeReply, leadFromIntake, referenceOf } from './lead-from-intake.ts';

const now = '2026-03-02T12:00:00.000Z';
const anIntake = (given: Partial<Intake> = {}): Intake => ({
  first_name: 'Ada',
  last_name: 'Lovelace',
  email: 'ada@example.com',
  phone: '+44 20 7946 0000',
  company: 'Analytical Engines',
  message: 'Please call.\nThank you.',
  time_zone: 'Europe/London',
  form_key: null,
  ...NO_CAMPAIGN,
  resume: null,
  ...given,
});
const facts = (given: Partial<IntakeFacts> = {}): IntakeFacts => ({
  now,
  source: 'form',
  resume: { kind: 'file', name: 'ada.pdf', size: 1200 },
  assignee_id: null,
  possible_duplicate_of: null,
  settings: { sla_minutes: 120, holidays: {} },
  time_zone: 'UTC',
  ...given,
});
const made = (intake: Partial<Intake> = {}, given: Partial<IntakeFacts> = {}) =>
  leadFromIntake(anIntake(intake), facts(given), createIds());

describe('a lead from an application', () => {
  test('is a pending person whose deadline starts now', () => {
    expect(made().lead).toMatchObject({
      kind: 'person',
      name: 'Ada Lovelace',
      state: 'PENDING',
      source: 'form',
      company: 'Analytical Engines',
      time_zone: 'Europe/London',
      resume: { kind: 'file', name: 'ada.pdf', size: 1200 },
      created_at: now,
      sla_due_at: '2026-03-02T14:00:00.000Z',
      sla_met_at: null,
      custom: {},
    });
  });

  test('keeps the campaign that its link named, beside a likely duplicate', () => {
    expect(made({ utm_campaign: 'spring fair' }, { possible_duplicate_of: 'other' }).lead.custom).toEqual({
      utm_campaign: 'spring fair',
      possible_duplicate_of: 'other',
    });
  });

  test('has its sender as the primary point of contact', () => {
    const { lead, poc } = made();
    expect(poc).toMatchObject({
      lead_id: lead.id,
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      phone: '+44 20 7946 0000',
      time_zone: 'Europe/London',
      is_primary: true,
    });
  });

  test('carries the message as an incoming note, so that it reaches the laptop', () => {
    const { lead, poc, note } = made();
    expect(note).toMatchObject({
      lead_id: lead.id,
      poc_id: poc.id,
      type: 'NOTE',
      direction: 'in',
      occurred_at: now,
      note: 'Please call.\nThank you.',
      created_by: null,
    });
    expect(made({ message: null }).note).toBeNull();
  });

  test('fits the schemas that replicate, however long the names are', () => {
    const long = made({ first_name: 'Å'.repeat(100), last_name: '🙂'.repeat(50) });
    for (const { lead, poc, note } of [made(), long]) {
      expect(allSchemas.leads.parse(lead)).toEqual(lead);
      expect(allSchemas.pocs.parse(poc)).toEqual(poc);
      expect(allSchemas.interactions.parse(note)).toEqual(note);
    }
    expect(long.lead.name).toBe(`${'Å'.repeat(100)} ${'🙂'.repeat(49)}`);
  });

  test('shows staff that its address is known already', () => {
    expect(made({}, { possible_duplicate_of: 'other' }).lead.custom).toEqual({
      possible_duplicate_of: 'other',
    });
  });

  test('is found by a reference that can be read out', () => {
    expect(referenceOf('018f0000-0000-7000-8000-0000deadbeef')).toBe('0000DEADBEEF');
  });

  test('gives the prospect back his own words, the id and the state, and nothing else', () => {
    expect(intakeReply('the-id', anIntake(), now)).toEqual({
      id: 'the-id',
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.com',
      state: 'PENDING',
      created_at: now,
      updated_at: now,
    });
  });
});
