import { expect, it } from 'vitest';
import { aCall, aCallback } from '#domain/testing/builders.ts';
import { aRow } from '../../testing/a-row.ts';
import { areasOf, type BeatFilter, candidateOf, dueCandidates, lateDaysOn, narrowed } from './beat-rows.ts';

const NOW = '2026-03-02T12:00:00.000Z';
const called = (on: string) => aCall({ occurred_at: `${on}T10:00:00.000Z` });
const row = (name: string, last: string, given = {}) => aRow(NOW, [called(last)], { name, ...given });
const ANY: BeatFilter = { text: '', areas: [], weekdays: [], within: null, from: null };
const names = (found: readonly { row: { lead: { name: string } } }[]) =>
  found.map(({ row: { lead } }) => lead.name);
const own = (one: ReturnType<typeof row>) => one.lead.cadence;

it('takes who is due by the day, promises first, then the most urgent', () => {
  const promised = aRow(
    NOW,
    [
      called('2026-03-01'),
      { ...aCallback({ until: '2026-03-03T09:00:00.000Z' }), kind: 'callback' as const },
    ],
    { name: 'Promised' },
  );
  const rows = [row('Due', '2026-02-24'), row('Late', '2026-02-10'), row('Fresh', '2026-03-01'), promised];
  expect(names(dueCandidates(rows, '2026-03-03', own))).toEqual(['Promised', 'Late', 'Due']);
  expect(names(dueCandidates(rows, '2026-03-02', own))).toEqual(['Late']);
});

it('leaves out who must not be called', () => {
  expect(dueCandidates([row('No', '2026-02-10', { do_not_call: true })], '2026-03-03', own)).toEqual([]);
});

it('narrows by area, weekday, distance and words, all of which must hold', () => {
  const weekdays = { kind: 'weekdays', days: [2], every_weeks: 1, anchor_on: '2026-01-05' } as const;
  const found = [
    candidateOf(row('Alder', '2026-02-10', { city: 'Berlin', custom: { lat: 52.5, lon: 13.4 } }), null),
    candidateOf(row('Birch', '2026-02-10', { city: 'Köln', address: 'Am Dom 1' }), {
      ...weekdays,
      days: [...weekdays.days],
    }),
    candidateOf(row('Cedar', '2026-02-10', { city: null, custom: { lat: 53.5, lon: 10 } }), null),
  ];
  expect(names(narrowed(found, ANY))).toEqual(['Alder', 'Birch', 'Cedar']);
  expect(names(narrowed(found, { ...ANY, areas: ['Berlin', '-'] }))).toEqual(['Alder', 'Cedar']);
  expect(names(narrowed(found, { ...ANY, weekdays: ['2', '3'] }))).toEqual(['Birch']);
  expect(names(narrowed(found, { ...ANY, text: 'koln  dom' }))).toEqual(['Birch']);
  const from = { latitude: 52.51, longitude: 13.41 };
  expect(names(narrowed(found, { ...ANY, within: 10, from }))).toEqual(['Alder']);
  expect(names(narrowed(found, { ...ANY, within: 10 }))).toHaveLength(3);
  expect(narrowed(found, { ...ANY, areas: ['Berlin'], text: 'cedar' })).toEqual([]);
  expect(areasOf([...found, candidateOf(row('Dogwood', '2026-02-10', { city: 'Köln' }), null)])).toEqual([
    { area: 'Köln', count: 2 },
    { area: '-', count: 1 },
    { area: 'Berlin', count: 1 },
  ]);
});

it('says how late somebody will be on the day', () => {
  expect(lateDaysOn(row('Late', '2026-02-20'), '2026-03-03')).toBe(4);
  expect(lateDaysOn(row('Fresh', '2026-03-01'), '2026-03-03')).toBe(0);
  expect(lateDaysOn({ ...row('Fresh', '2026-03-01'), plan: { bucket: 'NONE' } }, '2026-03-03')).toBe(0);
});
