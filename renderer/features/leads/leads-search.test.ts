import { expect, test } from 'vitest';
import { deskFilterOf, isNarrowed, parseLeadsSearch } from './leads-search.ts';

test('what is not understood in an address is left out, the rest holds', () => {
  expect(
    parseLeadsSearch({ q: 42, state: ['WON'], due: ['SOMETIME'], sort: 'colour', desc: 'yes', x: 1 }),
  ).toEqual({ q: '42', state: ['WON'] });
});

test('a list can be put in order by a field of the workspace’s own', () => {
  expect(parseLeadsSearch({ sort: 'custom.shoe_size' })).toEqual({ sort: 'custom.shoe_size' });
  expect(parseLeadsSearch({ sort: 'custom.' })).toEqual({});
});

test('an empty text or list narrows nothing', () => {
  expect(parseLeadsSearch({ q: '', tag: [] })).toEqual({});
  expect(isNarrowed({ sort: 'due', at: 'somewhere' })).toBe(false);
  expect(isNarrowed({ sla: ['breached'] })).toBe(true);
});

test('"has none" is asked of the desk as null, "me" as whoever looks', () => {
  expect(deskFilterOf({ tier: ['A', '-'], assignee: ['-', 'me'], source: ['fair'] }, 'u1')).toEqual({
    tiers: ['A', null],
    assignee_ids: [null, 'u1'],
    sources: ['fair'],
  });
});

test('every filter of the address but text and promise is the desk’s', () => {
  expect(
    deskFilterOf({ q: 'x', sla: ['met'], state: ['LOST'], due: ['NONE'], tag: ['north'] }, 'u1'),
  ).toEqual({
    states: ['LOST'],
    buckets: ['NONE'],
    tags: ['north'],
  });
});
