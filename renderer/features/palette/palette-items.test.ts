import { describe, expect, it } from 'vitest';
import type { SearchHit } from '../../replica/desk-types.ts';
import type { Shortcut } from '../../ui/shortcuts.tsx';
import { type Asked, paletteGroups } from './palette-items.ts';

const anAction = (id: string, label: string, given: Partial<Shortcut> = {}) => ({
  shortcut: { id, label, keys: ['x'], group: 'Everywhere', run: () => undefined, ...given },
  keys: ['x'],
});
const aHit = (name: string, kind: SearchHit['matched']['kind'] = 'name'): SearchHit => ({
  ...{ lead_id: name, name, company: null, city: null, state: 'WON' },
  matched: { kind, text: name },
});
const ACTIONS = [
  anAction('redo', 'Do again what was undone last'),
  anAction('history', 'What was done'),
  anAction('lead.note', 'Write a note', { group: 'Lead' }),
  anAction('note.add', 'Write a quick note'),
  anAction('leads.down', 'Next', { moves: true }),
  anAction('palette.close', 'Close', { group: 'Dialog' }),
  anAction('go.leads', 'Go to Leads'),
];
const EMPTY: Asked = { text: '', leads: [], notes: [], recent: [], actions: ACTIONS, people: [] };
const listed = (asked: Partial<Asked>) =>
  paletteGroups({ ...EMPTY, ...asked }).map(({ key, items }) => [key, ...items.map((item) => item.key)]);

describe('before anything is typed', () => {
  it('what was opened last comes first, then where to go, then what can be done, moves through lists left out', () => {
    expect(listed({ recent: [aHit('Alder')] })).toEqual([
      ['recent', 'lead Alder'],
      ['places', 'action go.leads'],
      ['actions', 'action lead.note', 'action redo', 'action history', 'action note.add'],
    ]);
  });
});

describe('what is typed', () => {
  it('puts an action that is called so before one that has such words', () => {
    expect(listed({ text: 'what was' })).toEqual([['actions', 'action history', 'action redo']]);
  });

  it('puts what belongs to the screen before what can be done everywhere', () => {
    expect(listed({ text: 'write' })).toEqual([['actions', 'action lead.note', 'action note.add']]);
  });

  it('forgives a typo in longer words only', () => {
    expect(listed({ text: 'qiuck' })).toEqual([['actions', 'action note.add']]);
    expect(listed({ text: 'wrte' })).toEqual([]);
  });

  it('puts leads first where one has the name, and actions first where leads were found by something else', () => {
    const keys = (hit: SearchHit) => listed({ text: 'note', leads: [hit] }).map(([key]) => key);
    expect(keys(aHit('Noteworthy'))).toEqual(['leads', 'actions']);
    expect(keys(aHit('Alder', 'city'))).toEqual(['actions', 'leads']);
  });
});
