import { describe, expect, it } from 'vitest';
import { createIds } from '../ids.ts';
import { defaultSettings } from '../settings/settings.ts';
import { aCall, aLead, anOrder } from '../testing/builders.ts';
import { countsAsContact, isFailedAttempt } from './contact.ts';
import { decideFollowUp } from './decide-interaction.ts';
import { carriesMoney, INTERACTION_TYPES, interactionSchema, OUTCOMES } from './interaction.ts';

const NOW = '2026-03-09T10:00:00.000Z';
const settings = defaultSettings(NOW, createIds().next());

describe('the money of an interaction', () => {
  it('stands on orders and returns only, with its currency', () => {
    expect(INTERACTION_TYPES.filter(carriesMoney)).toEqual(['ORDER', 'RETURN']);
    expect(interactionSchema.safeParse(anOrder({ amount_minor: 0 })).success).toBe(true);
    for (const wrong of [
      { ...aCall(), amount_minor: 1 },
      { ...aCall(), currency: 'EUR' },
      { ...anOrder(), amount_minor: null },
      { ...anOrder(), currency: null },
      { ...anOrder(), amount_minor: -1 },
    ]) {
      expect(interactionSchema.safeParse(wrong).success).toBe(false);
    }
  });
});

describe('a contact', () => {
  it('is a conversation that took place', () => {
    const counted = OUTCOMES.filter((outcome) => countsAsContact({ type: 'CALL', outcome, voided_at: null }));
    expect(counted).toEqual(['CONNECTED', 'FOLLOW_UP', 'CALLBACK', 'ORDER_PLACED', 'NOT_INTERESTED']);
    expect(countsAsContact({ type: 'EMAIL', outcome: 'CONNECTED', voided_at: null })).toBe(false);
    expect(countsAsContact({ type: 'VISIT', outcome: null, voided_at: null })).toBe(false);
    expect(countsAsContact({ type: 'VISIT', outcome: 'CONNECTED', voided_at: NOW })).toBe(false);
  });

  it('was tried in vain when nobody answered', () => {
    const failed = OUTCOMES.filter((outcome) => isFailedAttempt({ type: 'CALL', outcome, voided_at: null }));
    expect(failed).toEqual(['NO_ANSWER', 'BUSY', 'VOICEMAIL']);
    expect(isFailedAttempt({ type: 'CALL', outcome: null, voided_at: null })).toBe(false);
    expect(isFailedAttempt({ type: 'CALL', outcome: 'BUSY', voided_at: NOW })).toBe(false);
    expect(isFailedAttempt({ type: 'NOTE', outcome: 'BUSY', voided_at: null })).toBe(false);
  });
});

describe('what follows from a call', () => {
  const lead = aLead({ state: 'PENDING', sla_due_at: NOW });
  const at = { occurred_at: '2026-03-09T09:00:00.000Z' };

  it('reaches the lead out and meets its deadline', () => {
    expect(decideFollowUp(aCall(at), lead, NOW, settings)).toEqual({
      state: 'REACHED_OUT',
      sla_met_at: at.occurred_at,
    });
  });

  it('meets the deadline by an attempt too, but reaches nobody', () => {
    expect(decideFollowUp(aCall({ ...at, outcome: 'NO_ANSWER' }), lead, NOW, settings)).toEqual({
      sla_met_at: at.occurred_at,
    });
  });

  it('is nothing for a planned call, a note, or a lead that is further on', () => {
    expect(decideFollowUp(aCall({ occurred_at: '2026-03-09T10:00:00.001Z' }), lead, NOW, settings)).toEqual(
      {},
    );
    expect(decideFollowUp(aCall({ ...at, type: 'NOTE', outcome: null }), lead, NOW, settings)).toEqual({});
    expect(decideFollowUp(aCall(at), aLead({ state: 'QUALIFIED' }), NOW, settings)).toEqual({});
    expect(
      decideFollowUp(aCall(at), { ...lead, sla_met_at: NOW }, NOW, {
        ...settings,
        reach_out_on_first_call: false,
      }),
    ).toEqual({});
  });
});
