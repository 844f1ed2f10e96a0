import { describe, expect, it } from 'vitest';
import { decideSettings } from './decide-settings.ts';
import { defaultSettings, type Settings } from './settings.ts';

const TODAY = '2026-03-09';
const OLD = { currency: 'USD', on: '2026-01-01', rate: '0.9' };
const before: Settings = {
  ...defaultSettings('2026-01-01T00:00:00.000Z', '01a1fac4-5421-7029-8bef-f8f08041dd2e'),
  rates: [OLD],
};

const decide = (patch: Record<string, unknown>) => decideSettings(before, patch, TODAY);
const pathsOf = (patch: Record<string, unknown>) => {
  const decided = decide(patch);
  return decided.ok ? 'accepted' : decided.error.errors?.map(({ path }) => path);
};

describe('a patch of the settings', () => {
  it('adds rates for today or later to the old ones, whether it repeats those or not', () => {
    const fresh = { currency: 'USD', on: TODAY, rate: '0.91' };
    for (const rates of [[fresh], [OLD, fresh]]) {
      const decided = decide({ rates });
      expect(decided).toMatchObject({ ok: true, value: { rates: [OLD, fresh] } });
    }
    expect(decide({ rates: [] })).toMatchObject({ ok: true, value: { rates: [OLD] } });
  });

  it.each([
    ['for a day gone by', { currency: 'GBP', on: '2026-03-08', rate: '1.2' }, 'rates.1.on'],
    ['that changes an old one', { ...OLD, rate: '0.95' }, 'rates.1'],
    ['of nothing', { currency: 'GBP', on: TODAY, rate: '0.00' }, 'rates.1.rate'],
    ['of the workspace currency', { currency: 'EUR', on: TODAY, rate: '1' }, 'rates.1.currency'],
    ['that is no rate', 'x', 'rates.1'],
    ['without a day', { currency: 'GBP', rate: '1' }, 'rates.1.on'],
  ])('refuses a rate %s', (_, rate, path) => {
    expect(pathsOf({ rates: [rate] })).toEqual([path]);
  });

  it('refuses two rates of one currency and day, and rates that are no list', () => {
    const rate = { currency: 'GBP', on: TODAY, rate: '1.2' };
    expect(pathsOf({ rates: [rate, { ...rate, rate: '1.3' }] })).toEqual(['rates.2']);
    expect(pathsOf({ rates: 'x' })).toEqual(['rates']);
    expect(pathsOf({ rates: null })).toEqual(['rates']);
  });

  it.each(['PENDING', 'REACHED_OUT', 'WON', 'LOST'])('keeps the state %s and its category', (name) => {
    const without = before.states.filter((state) => state.name !== name);
    expect(pathsOf({ states: without })).toEqual(['states']);
    const moved = before.states.map((state) => (state.name === name ? { ...state, category: 'x' } : state));
    expect(pathsOf({ states: moved })).not.toBe('accepted');
    const swapped = name === 'LOST' ? 'won' : 'lost';
    const other = before.states.map((state) =>
      state.name === name ? { ...state, category: swapped } : state,
    );
    expect(pathsOf({ states: other })).toEqual(['states']);
  });

  it('lets the shipped extra states go, and refuses one that stands there twice', () => {
    expect(pathsOf({ states: before.states.slice(0, 4) })).toBe('accepted');
    expect(pathsOf({ states: [...before.states, before.states[4]] })).toEqual(['states']);
  });

  it('names what is no setting and what does not fit', () => {
    expect(pathsOf({ colour: 'red' })).toEqual(['colour']);
    expect(pathsOf({ sla_minutes: 0, currency: 'euro' })).toEqual(['currency', 'sla_minutes']);
    expect(pathsOf({ sla_minutes: null })).toEqual(['sla_minutes']);
    expect(pathsOf({ performance: { default_interval_days: 7 } })).toBe('accepted');
  });

  it('takes own fields with a key each, and a table of states that are there, each once', () => {
    const shoe = { key: 'shoe', label: 'Shoe size', type: 'number' };
    expect(decide({ custom_fields: [shoe] })).toMatchObject({
      value: { custom_fields: [{ ...shoe, required: false, options: null }] },
    });
    expect(pathsOf({ custom_fields: [shoe, shoe] })).toEqual(['custom_fields']);
    expect(pathsOf({ custom_fields: [{ ...shoe, type: 'choice' }] })).toEqual(['custom_fields.0.options']);
    const row = { from: 'QUALIFIED', to: ['WON', 'LOST'] };
    expect(pathsOf({ transitions: [row] })).toBe('accepted');
    expect(pathsOf({ transitions: [row, row] })).toEqual(['transitions']);
    expect(pathsOf({ transitions: [{ from: 'NOWHERE', to: ['NOWHERE'] }] })).toHaveLength(2);
    expect(pathsOf({ transitions: null, custom_fields: null })).toBe('accepted');
  });

  it('takes lists of leads that everybody finds, each once', () => {
    const view = { id: '01890000-0000-7000-8000-000000000001', name: 'Won', asks: { state: ['WON'] } };
    expect(decide({ lead_views: [view] })).toMatchObject({ ok: true, value: { lead_views: [view] } });
    expect(pathsOf({ lead_views: [view, view] })).toEqual(['lead_views']);
    expect(pathsOf({ lead_views: [{ ...view, name: ' ' }] })).toEqual(['lead_views.0.name']);
  });
});
