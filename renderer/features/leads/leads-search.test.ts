import { expect, test } from 'vitest';
import { deskFilterOf, isNarrowed, parseLeadsSearch } from './leads-search.ts';

test('what is not understood in an address is left out, the rest holds', () => {
  expect(
    parseLeadsSearch({ q: 42, state: ['WON'], due: ['SOMETIME'], sort: 'colour', desc: 'yes', x: 1 }),
  ).toEqual({ q: '42', state: ['WON'] });
});

test('an empty text or list narrows nothing', () => {
  expect(parseLeadsSearch({ q: '', tag: [] })).toEqual({});
  expect(isNarrowed({ sort: 'due', at: 'somewhere' })).toBe(false);
  expect(isNarrowed({ sla: ['breached'] })).toBe(true);
});

test('"has none" is asked of the desk as null', () => {
  expect(deskFilterOf({ tier: ['A', '-'], assignee: ['-'], source: ['fair'] })).toEqual({
    tiers: ['A', null],
    assignee_ids: [null],
    sources: ['fair'],
  });
});

test('every filter of the address but text and promise is the desk’s', () => {
  expect(deskFilterOf({ q: 'x', sla: ['met'], state: ['LOST'], due: ['NONE'], tag: ['north'] })).toEqual({
    states: ['LOST'],
    buckets: ['NONE'],
    tags: ['north'],
  });
});
