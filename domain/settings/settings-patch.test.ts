import { expect, it } from 'vitest';
import { decideSettings } from './decide-settings.ts';
import { defaultSettings } from './settings.ts';
import { mergePatch } from './settings-patch.ts';

const before = {
  ...defaultSettings('2026-01-01T00:00:00.000Z', '01a1fac4-5421-7029-8bef-f8f08041dd2e'),
  holidays: { DE: ['2026-12-25'], FR: ['2026-07-14'] },
  cadence_defaults: { A: { kind: 'days' as const, n: 7 }, B: null, C: null, default: null },
};

it('says nothing of what stays, takes objects key by key, and lists as a whole', () => {
  expect(mergePatch(before, before)).toEqual({});
  expect(mergePatch(before, { ...before, holidays: { DE: ['2026-12-26'] }, language: 'de' })).toEqual({
    holidays: { DE: ['2026-12-26'], FR: null },
    language: 'de',
  });
  expect(mergePatch({ a: 1 }, {})).toEqual({ a: null });
});

it('leads, as the settings are patched, to what was wanted', () => {
  const after = {
    ...before,
    holidays: { AT: ['2026-10-26'], FR: ['2026-07-14', '2026-11-11'] },
    cadence_defaults: {
      ...before.cadence_defaults,
      A: { kind: 'none' as const },
      B: before.cadence_defaults.A,
    },
    transitions: [{ from: 'LOST', to: ['PENDING'] }],
  };
  const decided = decideSettings(before, mergePatch(before, after), '2026-03-02');
  expect(decided).toEqual({ ok: true, value: after });
  const back = decided.ok && decideSettings(after, mergePatch(after, before), '2026-03-02');
  expect(back).toEqual({ ok: true, value: before });
});
