import { describe, expect, it } from 'vitest';
import { aUser } from '#domain/testing/builders.ts';
import { choicesFor, owedBy, personChoices } from './person-choices.ts';

const [kira, teo, karim, gone] = ['Kira Solberg', 'Teo Marsh', 'Karim Öz', 'Kai Gone'].map((name) =>
  aUser({ name, is_active: name !== 'Kai Gone' }),
) as [ReturnType<typeof aUser>, ReturnType<typeof aUser>, ReturnType<typeof aUser>, ReturnType<typeof aUser>];
const NOW = '2026-03-02T12:00:00.000Z';
const users = [kira, teo, karim, gone];
const named = (letters: string, owed = new Map<string, number>(), has: string | null = null) =>
  choicesFor(personChoices(users, owed, has, NOW), letters).map(({ name }) => name);

describe('whom a lead may be given to', () => {
  it('is who is active, who has least to answer first, and who has it already last', () => {
    expect(named('')).toEqual(['Karim Öz', 'Kira Solberg', 'Teo Marsh']);
    expect(named('', new Map([[karim.id, 2]]))).toEqual(['Kira Solberg', 'Teo Marsh', 'Karim Öz']);
    expect(named('', new Map(), kira.id)).toEqual(['Karim Öz', 'Teo Marsh', 'Kira Solberg']);
  });

  it('says who covers for whom, and puts who is away after the others', () => {
    const handover = { to_id: teo.id, from_on: '2026-03-01', to_on: '2026-03-06' };
    const away = personChoices([{ ...karim, handover }, kira, teo], new Map(), null, NOW);
    expect(away.map(({ name, cover }) => [name, cover])).toEqual([
      ['Kira Solberg', null],
      ['Teo Marsh', null],
      ['Karim Öz', 'Teo Marsh'],
    ]);
    const back = personChoices([{ ...karim, handover }], new Map(), null, '2026-03-08T12:00:00.000Z');
    expect(back).toMatchObject([{ cover: null }]);
  });

  it.each([
    ['ki', ['Kira Solberg']],
    ['KS', ['Kira Solberg']],
    ['oz', ['Karim Öz']],
    ['ma', ['Teo Marsh']],
    ['ar', ['Karim Öz', 'Teo Marsh']],
    ['zz', []],
  ])('is found by %s', (letters, names) => {
    expect(named(letters)).toEqual(names);
  });

  it('counts what each has to answer', () => {
    const rows = [kira.id, kira.id, null, teo.id].map((assignee_id) => ({ lead: { assignee_id } }));
    expect([...owedBy(rows)]).toEqual([
      [kira.id, 2],
      [teo.id, 1],
    ]);
  });
});
