import { expect, test } from 'vitest';
import { refusal } from '#domain/refusal.ts';
import type { ManyAct } from '../../../replica/acts/many-types.ts';
import { doneWords, previewWords, refusedWords } from './bulk-words.ts';

const nameOf = () => 'Jonas Reed';
const NONE = { changed: 0, same: 0, refused: [] };
const said = (act: ManyAct, changed: number) => previewWords(act, { ...NONE, changed }, nameOf)[0];

test.each<[ManyAct, string, string]>([
  [
    { kind: 'state', state: 'REACHED_OUT' },
    '1 lead moves to Reached out.',
    '1,200 leads move to Reached out.',
  ],
  [{ kind: 'tier', tier: 'A' }, '1 lead becomes tier A.', '1,200 leads become tier A.'],
  [{ kind: 'tier', tier: null }, '1 lead loses its tier.', '1,200 leads lose their tier.'],
  [{ kind: 'assignee', assignee_id: 'x' }, '1 lead goes to Jonas Reed.', '1,200 leads go to Jonas Reed.'],
  [
    { kind: 'assignee', assignee_id: null },
    '1 lead is nobody’s any more.',
    '1,200 leads are nobody’s any more.',
  ],
  [
    { kind: 'tags', add: ['spring', 'rye'], remove: ['old'] },
    '1 lead gets spring, rye and loses old.',
    '1,200 leads get spring, rye and lose old.',
  ],
  [
    { kind: 'cadence', cadence: { kind: 'days', n: 14 } },
    '1 lead is called every 14 days.',
    '1,200 leads are called every 14 days.',
  ],
  [
    { kind: 'snooze', when: { on: '2026-03-09' } },
    '1 lead is put aside until Mon 9 Mar 2026.',
    '1,200 leads are put aside until Mon 9 Mar 2026.',
  ],
])('says what happens to one lead and to many: %j', (act, one, many) => {
  expect(said(act, 1)).toBe(one);
  expect(said(act, 1200)).toBe(many);
});

test('says what is so already, and when nothing changes at all', () => {
  const act = { kind: 'tier', tier: 'A' } as const;
  expect(previewWords(act, { ...NONE, same: 2 }, nameOf)).toEqual([
    'No lead changes.',
    '2 leads are so already.',
  ]);
});

test('names the leads that it is refused for, three of them at most, and why', () => {
  const why = refusal('impossible_transition', { detail: 'Only an admin moves a lead from WON to LOST.' });
  const leads = ['Alder', 'Birch', 'Cedar', 'Dogwood'].map((name) => ({ id: name, name }));
  expect(refusedWords({ refusal: why, leads })).toBe(
    '4 leads stay as they are (Alder, Birch, Cedar and 1 more): It cannot be moved from its state to that one. ' +
      'Only an admin moves a lead from WON to LOST.',
  );
  expect(refusedWords({ refusal: refusal('unknown_lead'), leads: [{ id: 'x', name: '' }] })).toBe(
    '1 lead stays as it is: This lead is no longer here.',
  );
});

test('what was stopped on its way says so', () => {
  const done = { ...NONE, changed: 100, stopped: true, undo: async () => true, redo: async () => true };
  expect(doneWords({ kind: 'tier', tier: 'C' }, done, nameOf)).toBe('Stopped. 100 leads become tier C.');
  const refused = [{ refusal: refusal('not_allowed'), leads: [{ id: 'x', name: 'Alder' }] }];
  expect(doneWords({ kind: 'tier', tier: 'C' }, { ...done, stopped: false, refused }, nameOf)).toBe(
    '100 leads become tier C. 1 lead was refused.',
  );
});
