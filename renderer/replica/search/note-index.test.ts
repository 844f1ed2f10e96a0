import { describe, expect, it } from 'vitest';
import { around, createNoteIndex } from './note-index.ts';
import type { SearchedNote } from './search-types.ts';

const aNote = (id: string, at: string, text: string): SearchedNote => ({ id, lead_id: `of ${id}`, at, text });
const at = (month: string, day = '01') => `2026-${month}-${day}T09:00:00.000Z`;

function indexOf(...notes: SearchedNote[]) {
  const index = createNoteIndex();
  index.take({ notes, gone: [] });
  return { index, ids: (query: string, limit = 20) => index.find(query, limit).map(({ id }) => id) };
}

describe('the search in notes', () => {
  const { ids } = indexOf(
    aNote('oven', at('01'), 'Their big oven is broken, deliver on Friday'),
    aNote('fridge', at('02'), 'Asked for a bigger refrigerator'),
    aNote('cafe', at('02', '09'), 'Das Café in Łódź öffnet später'),
  );

  it.each([
    ['oven', ['oven']],
    ['deliv frid', ['oven']],
    ['big', ['fridge', 'oven']],
    ['CAFE lodz', ['cafe']],
    ['delivr', ['oven']],
    ['refridgerater', ['fridge']],
    ['oven refrigerator', []],
    ['bi', []],
    ['  ', []],
  ])('finds %j', (query, found) => {
    expect(ids(query)).toEqual(found);
  });
});

it('puts the newest first, whatever month they came in, and looks no further than there is room', () => {
  const { ids } = indexOf(
    aNote('b', at('02', '02'), 'price list'),
    aNote('d', at('11'), 'price list'),
    aNote('a', at('01'), 'price list'),
    aNote('c', at('02', '20'), 'price list'),
  );
  expect(ids('price')).toEqual(['d', 'c', 'b', 'a']);
  expect(ids('price', 2)).toEqual(['d', 'c']);
});

it('holds a month of many notes', () => {
  const many = Array.from({ length: 6_000 }, (_, n) => aNote(String(n), at('03'), `crate ${n} of many`));
  const { ids } = indexOf(...many);
  expect(ids('crate 17 many', 3)).toContain('17');
  expect(ids('crate', 5)).toHaveLength(5);
});

it('forgets what has changed or gone', () => {
  const { index, ids } = indexOf(aNote('a', at('01'), 'before'), aNote('b', at('01'), 'gone'));
  index.take({ notes: [aNote('a', at('05'), 'after')], gone: ['b', 'never known'] });
  expect([ids('before'), ids('gone'), ids('after')]).toEqual([[], [], ['a']]);
});

describe('the piece that is shown', () => {
  it('is the whole of a short note', () => {
    expect(around('Two  boxes\nmore', new Set(['boxes']))).toBe('Two boxes more');
  });

  it('stands around the first word that was found', () => {
    const text = `${'before '.repeat(20)}the Oven broke ${'after '.repeat(40)}`;
    const piece = around(text, new Set(['oven']));
    expect(piece).toMatch(/^… (before )+the Oven broke (after )+…$/);
    expect(piece.length).toBeLessThan(160);
  });
});
