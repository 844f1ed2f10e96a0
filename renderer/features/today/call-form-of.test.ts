// From what was typed to the call that is logged.
import { describe, expect, it } from 'vitest';
import { type CallDraft, EMPTY_DRAFT } from './call-drafts.ts';
import { callFormOf } from './call-form-of.ts';

const context = {
  lead_id: 'lead',
  time_zone: 'America/New_York',
  currency: 'EUR',
  now: '2026-03-04T15:00:00.000Z',
};
const formOf = (draft: Partial<CallDraft>, sure = false) => {
  const form = callFormOf({ ...EMPTY_DRAFT, ...draft }, context, sure);
  return form.ok ? form.value : form.error;
};

it('needs an outcome, and nothing else', () => {
  expect(formOf({})).toMatchObject({ field: 'outcome' });
  expect(formOf({ outcome: 'NO_ANSWER' })).toEqual({
    lead_id: 'lead',
    outcome: 'NO_ANSWER',
    direction: 'out',
    note: null,
    poc_id: null,
    duration_s: null,
  });
});

it('counts the seconds since dialling, unless the timer was forgotten', () => {
  expect(formOf({ outcome: 'CONNECTED', started_at: '2026-03-04T14:57:30.000Z' })).toMatchObject({
    duration_s: 150,
  });
  expect(formOf({ outcome: 'CONNECTED', started_at: '2026-03-02T14:57:30.000Z' })).toMatchObject({
    duration_s: null,
  });
  expect(formOf({ outcome: 'CONNECTED', started_at: '2026-03-04T15:30:00.000Z' })).toMatchObject({
    duration_s: null,
  });
});

it('stores why somebody was called outside the hours with the note', () => {
  expect(formOf({ outcome: 'CONNECTED', note: ' ok ', override: '[Called at 22:10]' })).toMatchObject({
    note: 'ok\n[Called at 22:10]',
  });
  expect(formOf({ outcome: 'CONNECTED', override: '[Called at 22:10]' })).toMatchObject({
    note: '[Called at 22:10]',
  });
});

describe('an order', () => {
  it('makes the outcome ORDER_PLACED', () => {
    expect(formOf({ outcome: 'CONNECTED', amount: '1250.50' })).toMatchObject({
      outcome: 'ORDER_PLACED',
      order: { amount_minor: 125_050, currency: 'EUR' },
    });
  });

  it('is asked about again where it is no amount', () => {
    expect(formOf({ outcome: 'CONNECTED', amount: 'lots' })).toMatchObject({ field: 'amount' });
  });

  it('may be logged without its amount', () => {
    expect(formOf({ outcome: 'ORDER_PLACED' })).not.toHaveProperty('order');
  });
});

describe('a promised callback', () => {
  it('is meant in the zone of the lead', () => {
    expect(formOf({ outcome: 'CALLBACK', when: 'tomorrow 3pm' })).toMatchObject({
      callback: { until: '2026-03-05T20:00:00.000Z' },
    });
    expect(formOf({ outcome: 'CALLBACK', when: '+3d' })).toMatchObject({ callback: { on: '2026-03-07' } });
  });

  it('is asked about once when nothing was said of when', () => {
    expect(formOf({ outcome: 'CALLBACK' })).toMatchObject({ field: 'when' });
    expect(formOf({ outcome: 'CALLBACK' }, true)).not.toHaveProperty('callback');
  });

  it('is not guessed from what cannot be read, and not made in the past', () => {
    expect(formOf({ outcome: 'CALLBACK', when: 'soonish' }, true)).toMatchObject({
      field: 'when',
      words: expect.stringContaining('Not understood'),
    });
    expect(formOf({ outcome: 'CALLBACK', when: 'today 9:00' })).toMatchObject({
      field: 'when',
      words: expect.stringContaining('passed'),
    });
  });

  it('is not made by a text left over from another outcome', () => {
    expect(formOf({ outcome: 'CONNECTED', when: 'tomorrow 3pm' })).not.toHaveProperty('callback');
  });
});
