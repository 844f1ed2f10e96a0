import { describe, expect, it } from 'vitest';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import { emptyEntry } from './entry.ts';
import { createSearchIndex } from './search-index.ts';

type Given = Parameters<typeof aLead>[0] & { pocs?: Parameters<typeof aPoc>[0][] };

function indexOf(...leads: Given[]) {
  const index = createSearchIndex();
  const ids = leads.map(({ pocs = [], ...given }) => {
    const lead = aLead(given);
    index.put({ ...emptyEntry(lead.id), lead, pocs: pocs.map((poc) => aPoc(poc)) });
    return lead.id;
  });
  const names = (query: string, limit = 20) => index.find(query, limit).map(({ name }) => name);
  return { index, ids, names };
}

describe('the search', () => {
  const { names, index } = indexOf(
    { name: 'Café Zürich', city: 'Zürich', phone: '+41 44 668 18 00' },
    { name: 'Møller & Søn', company: 'Møller ApS', city: 'København', tags: ['harbour'] },
    {
      name: 'Nordlicht Bakery',
      email: 'order@nordlicht.example',
      pocs: [{ name: 'Mara Lind', phone: '0170 5550199' }],
    },
    { name: 'Northern Tools', city: 'Straße' },
    { name: '24 Hours Gym' },
  );

  it.each([
    ['zur', ['Café Zürich']],
    ['ZÜRICH cafe', ['Café Zürich']],
    ['moller', ['Møller & Søn']],
    ['kobenh', ['Møller & Søn']],
    ['nor', ['Nordlicht Bakery', 'Northern Tools']],
    ['nord bak', ['Nordlicht Bakery']],
    ['mara', ['Nordlicht Bakery']],
    ['order@nord', ['Nordlicht Bakery']],
    ['harbour', ['Møller & Søn']],
    ['strasse', ['Northern Tools']],
    ['24 h', ['24 Hours Gym']],
    ['gibberish', []],
    ['  ', []],
  ])('finds %j', (query, found) => {
    expect(names(query)).toEqual(found);
  });

  it.each([
    ['a wrong letter', 'nordlocht'],
    ['a missing letter', 'nodlicht'],
    ['a letter too many', 'norddlicht'],
    ['two swapped letters', 'nordlihct'],
    ['a wrong first letter', 'mordlicht'],
    ['a typo in each word', 'nordlcht bakary'],
  ])('forgives %s', (_what, query) => {
    expect(names(query)).toEqual(['Nordlicht Bakery']);
  });

  it('does not forgive in short words, nor two typos in one', () => {
    expect(names('nxr')).toEqual([]);
    expect(names('nxrdlixht')).toEqual([]);
  });

  it('finds numbers however they are written', () => {
    expect(names('668 18')).toEqual(['Café Zürich']);
    expect(names('044 668')).toEqual(['Café Zürich']);
    expect(names('(0170) 555-01')).toEqual(['Nordlicht Bakery']);
    expect(index.find('5550199', 5)[0]?.matched).toEqual({ kind: 'phone', text: '0170 5550199' });
    expect(names('24')).toEqual(['24 Hours Gym']);
    expect(names('000')).toEqual([]);
  });

  it('puts a name that begins so first, and says where else it was found', () => {
    const { names: found, index: other } = indexOf(
      { name: 'Zeta', city: 'Alma' },
      { name: 'The Alma House' },
      { name: 'Alma' },
      { name: 'Beta', pocs: [{ name: 'Alma Reyes' }] },
    );
    expect(found('alma')).toEqual(['Alma', 'The Alma House', 'Beta', 'Zeta']);
    expect(other.find('alma', 4).map(({ matched }) => matched.kind)).toEqual(['name', 'name', 'poc', 'city']);
    expect(found('alma', 2)).toHaveLength(2);
  });

  it('forgets what has changed or gone', () => {
    const { index: changing, ids } = indexOf({ name: 'Before' }, { name: 'Gone' });
    const lead = aLead({ id: ids[0] ?? '', name: 'After' });
    changing.put({ ...emptyEntry(lead.id), lead });
    changing.remove(ids[1] ?? '');
    expect(changing.find('before', 5)).toEqual([]);
    expect(changing.find('gone', 5)).toEqual([]);
    expect(changing.find('after', 5)).toHaveLength(1);
    changing.put({ ...emptyEntry(lead.id), lead: { ...lead, deleted_at: lead.created_at } });
    expect(changing.find('after', 5)).toEqual([]);
  });
});
