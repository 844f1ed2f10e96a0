// What is said of an entry, and which acts are offered for it.
import { describe, expect, it } from 'vitest';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import type { AttentionEntry } from '../../replica/replica-types.ts';
import { groupsOf } from './attention-groups.ts';
import { offersOf } from './attention-offers.ts';
import { copyOf } from './attention-text.ts';
import { deedWords, groupWords, reasonWords } from './attention-words.ts';
import { choiceWords } from './use-settle.ts';

const lead = { ...aLead({ name: 'Nordlicht', city: 'Leipzig' }), _deleted: false };
const anEntry = (changes: Partial<AttentionEntry>): AttentionEntry => ({
  id: 'e',
  kind: 'refused',
  collection: 'leads',
  document_id: lead.id,
  lead_id: lead.id,
  title: 'Nordlicht',
  write_id: 'w',
  document: { ...lead, city: 'Halle' },
  base: lead,
  theirs: lead,
  fields: [],
  reason: 'not_allowed',
  detail: null,
  at: '2026-03-02T12:00:00.000Z',
  ...changes,
});
const here = { stands: true, leadHere: true };
const tombstone = { ...lead, _deleted: true, name: '' };
const interaction = (changes: object) => ({
  id: 'i',
  lead_id: lead.id,
  type: 'NOTE',
  note: 'Rye',
  ...changes,
});

describe('the words', () => {
  it('say why, with what the server added', () => {
    expect(reasonWords(anEntry({ reason: 'invalid', detail: 'name must not be blank' }))).toContain(
      '(name must not be blank)',
    );
    expect(reasonWords(anEntry({ reason: 'stale' }))).toBe('The server did not take this.');
    expect(reasonWords(anEntry({ reason: 'both_changed', document: tombstone }))).toContain(
      'You deleted this',
    );
  });

  it('say what the person had done', () => {
    expect(deedWords(anEntry({}))).toBe('You changed this');
    expect(deedWords(anEntry({ base: null, theirs: tombstone }))).toBe('You added this');
    expect(deedWords(anEntry({ document: tombstone }))).toBe('You deleted this');
  });

  it('say what was chosen', () => {
    expect(choiceWords({ city: 'mine', phone: 'theirs' })).toBe('Yours: City. Theirs: Phone.');
    expect(choiceWords({ city: 'theirs' })).toBe('Theirs: City.');
  });

  it('keep groups of one reason together', () => {
    const entries = [
      anEntry({ id: '1', reason: 'gone' }),
      anEntry({ id: '2', reason: 'defect' }),
      anEntry({ id: '3', reason: 'gone' }),
    ];
    expect(groupsOf(entries).map(({ title, entries: own }) => [title, own.map(({ id }) => id)])).toEqual([
      [groupWords('gone'), ['1', '3']],
      [groupWords('defect'), ['2']],
    ]);
  });
});

describe('what is offered', () => {
  it('is both sides, the fields and the form where the document stands', () => {
    expect(offersOf(anEntry({}), here)).toEqual({ mine: true, theirs: true, fields: true, edit: true });
  });

  it('is only to copy or discard where the lead is not mine any more', () => {
    const none = { mine: false, theirs: false, fields: false, edit: false };
    expect(
      offersOf(anEntry({ reason: 'gone', theirs: tombstone }), { stands: false, leadHere: false }),
    ).toEqual(none);
    const note = anEntry({ collection: 'interactions', document: interaction({}), base: null, theirs: null });
    expect(offersOf({ ...note, reason: 'gone' }, { stands: false, leadHere: false })).toEqual(none);
    expect(offersOf({ ...note, reason: 'unknown_lead' }, { stands: false, leadHere: false })).toEqual(none);
  });

  it('is to write a new document again, or to edit it first, where its lead is here', () => {
    const note = anEntry({ collection: 'interactions', document: interaction({}), base: null, theirs: null });
    expect(offersOf(note, { stands: false, leadHere: true })).toEqual({
      mine: true,
      theirs: false,
      fields: false,
      edit: true,
    });
    const fresh = anEntry({ base: null, theirs: tombstone, reason: 'invalid' });
    expect(offersOf(fresh, { stands: false, leadHere: false })).toMatchObject({ mine: true, edit: true });
  });

  it('has no form for what no form holds', () => {
    const moved = anEntry({ document: { ...lead, state: 'WON' } });
    expect(offersOf(moved, here)).toMatchObject({ fields: true, edit: false });
    const snooze = anEntry({ collection: 'plan_events', document: { id: 's', kind: 'snooze' }, base: null });
    expect(offersOf(snooze, here).edit).toBe(false);
    const taken = interaction({ voided_at: 'x' });
    const voided = anEntry({ collection: 'interactions', document: taken, base: interaction({}) });
    expect(offersOf(voided, here).edit).toBe(false);
  });

  it('is to delete or to keep where the person had deleted', () => {
    const poc = aPoc({ lead_id: lead.id });
    const entry = anEntry({ collection: 'pocs', document: { ...poc, _deleted: true }, base: poc });
    expect(offersOf(entry, here)).toEqual({ mine: true, theirs: true, fields: false, edit: false });
    expect(offersOf(entry, { stands: false, leadHere: true })).toMatchObject({ mine: false, theirs: false });
  });
});

it('is copied as text, each value on its line', () => {
  const context = { timeZone: 'UTC', ownZone: 'UTC', currency: 'EUR', nameOf: () => null };
  const note = anEntry({
    collection: 'interactions',
    document: interaction({ note: 'Ask for\nthe big oven.' }),
    base: null,
    theirs: null,
    reason: 'gone',
  });
  expect(copyOf(note, 'Nordlicht', context).split('\n')).toEqual([
    'Note: Nordlicht',
    expect.stringContaining('not yours any more'),
    '',
    'Type: Note',
    'Note: Ask for',
    'the big oven.',
  ]);
  expect(copyOf(anEntry({ document: tombstone }), null, context)).not.toContain('City');
});
