import { expect, test } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import type { DeskRow, LeadFilter, LeadSort, SearchHit } from '../../replica/desk-types.ts';
import { aRow } from '../../testing/a-row.ts';
import { leadRowsOf } from './lead-rows.ts';

const NOW = '2026-03-02T12:00:00.000Z';
const U1 = '01890000-0000-7000-8000-000000000001';
const U2 = '01890000-0000-7000-8000-000000000002';
const row = (name: string, lead: Partial<Lead> = {}, more: Partial<DeskRow> = {}) =>
  aRow(NOW, [], { name, ...lead }, more);

const asked: { filter: LeadFilter | undefined; sort: LeadSort | undefined }[] = [];
const deskOf = (rows: DeskRow[], found: string[] = []) => ({
  list: (filter?: LeadFilter, sort?: LeadSort) => {
    asked.push({ filter, sort });
    return rows;
  },
  search: (): SearchHit[] =>
    found.flatMap((name) => {
      const hit = rows.find(({ lead }) => lead.name === name);
      if (hit === undefined) return [];
      const { lead_id, lead } = hit;
      return [
        {
          lead_id,
          name,
          company: null,
          city: null,
          state: lead.state,
          matched: { kind: 'name', text: name },
        },
      ];
    }),
});
const nameOfUser = (id: string | null) => (id === U1 ? 'Zoe' : id === U2 ? 'Ada' : '');
const looker = { me: U1, nameOfUser };
const names = ({ rows }: { rows: readonly DeskRow[] }) => rows.map(({ lead }) => lead.name);

test('a text without a chosen order puts the best find first; with one, the order holds', () => {
  const desk = deskOf([row('Alder'), row('Birch'), row('Cedar')], ['Cedar', 'Alder']);
  expect(names(leadRowsOf(desk, { q: 'x' }, looker))).toEqual(['Cedar', 'Alder']);
  expect(names(leadRowsOf(desk, { q: 'x', sort: 'name' }, looker))).toEqual(['Alder', 'Cedar']);
});

test('the total counts all leads, whatever the filter', () => {
  const list = leadRowsOf(deskOf([row('Alder'), row('Birch')], ['Birch']), { q: 'b' }, looker);
  expect([list.rows.length, list.total]).toEqual([1, 2]);
});

test('orders that the desk has are asked of it, with their direction', () => {
  asked.length = 0;
  leadRowsOf(deskOf([]), { sort: 'due', desc: true, state: ['WON'] }, looker);
  expect(asked.at(-1)).toEqual({ filter: { states: ['WON'] }, sort: { by: 'due', descending: true } });
});

test('by tier, assignee, account or last contact: those without stand last either way', () => {
  const last = (occurred_at: string): Partial<DeskRow> => ({
    last_interaction: {
      id: 'i',
      type: 'CALL',
      outcome: null,
      occurred_at,
      note: null,
      poc_id: null,
      amount_minor: null,
      currency: null,
      created_by: null,
    },
  });
  const desk = deskOf([
    row('None'),
    row('Low', { tier: 'B', assignee_id: U1 }, { performance: 'WELL', ...last('2026-02-02T00:00:00.000Z') }),
    row(
      'High',
      { tier: 'A', assignee_id: U2 },
      { performance: 'UNDER', ...last('2026-01-01T00:00:00.000Z') },
    ),
  ]);
  for (const sort of ['tier', 'assignee', 'status', 'last_contact'] as const) {
    expect(names(leadRowsOf(desk, { sort }, looker))).toEqual(['High', 'Low', 'None']);
    expect(names(leadRowsOf(desk, { sort, desc: true }, looker))).toEqual(['Low', 'High', 'None']);
  }
});

test('the promise of a first answer narrows to leads that have one in that state', () => {
  const desk = deskOf([
    row('Late', { sla_due_at: '2026-03-02T11:00:00.000Z' }),
    row('Running', { sla_due_at: '2026-03-02T20:00:00.000Z' }),
    row('Without'),
  ]);
  expect(names(leadRowsOf(desk, { sla: ['breached'] }, looker))).toEqual(['Late']);
});
