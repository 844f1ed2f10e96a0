// Whom to call at a lead.
import { expect, it } from 'vitest';
import { aCall, aCallback, aPoc } from '#domain/testing/builders.ts';
import { aRow } from '../../testing/a-row.ts';
import { contactsOf, contactToCall } from './contacts.ts';

const now = '2026-05-12T10:00:00.000Z';
const anja = aPoc({ name: 'Anja Roth', phone: '+49 341 1' });
const tom = aPoc({ name: 'Tom Birch', phone: '+49 341 2', is_primary: true });
const pia = aPoc({ name: 'Pia Lang' });

it('puts the primary contact first, and the lead’s own number last', () => {
  const row = aRow(now, [], { name: 'Iyer Foods', phone: '+49 341 900' }, { pocs: [pia, anja, tom] });
  expect(contactsOf(row).map(({ name }) => name)).toEqual([
    'Tom Birch',
    'Anja Roth',
    'Pia Lang',
    'Iyer Foods',
  ]);
});

it('puts the one first to whom a callback was promised', () => {
  const promise = aCallback({ poc_id: pia.id, occurred_at: '2026-05-11T10:00:00.000Z', until: now });
  const contacts = contactsOf(aRow(now, [promise], {}, { pocs: [anja, tom, pia] }));
  expect(contacts[0]?.name).toBe('Pia Lang');
});

it('does not show a number twice', () => {
  const row = aRow(now, [], { phone: '0049 (341) 2'.replace('0049', '+49') }, { pocs: [tom] });
  expect(contactsOf(row)).toHaveLength(1);
});

it('has the lead itself where there is nobody else', () => {
  expect(contactsOf(aRow(now, [], { name: 'Iyer Foods' }))).toEqual([
    { poc_id: null, name: 'Iyer Foods', role: 'main number', phone: null, wrong: false },
  ]);
});

it('calls whoever was chosen, else the first who has a number', () => {
  const contacts = contactsOf(aRow(now, [], {}, { pocs: [{ ...pia, is_primary: true }, anja] }));
  expect(contactToCall(contacts, null)?.name).toBe('Anja Roth');
  expect(contactToCall(contacts, pia.id)?.name).toBe('Pia Lang');
  expect(contactToCall([], null)).toBeUndefined();
});

it('offers the next contact after a wrong number, and marks the bad one', () => {
  const call = aCall({ outcome: 'WRONG_NUMBER', poc_id: tom.id, occurred_at: now });
  const row = aRow(now, [call], {}, { pocs: [anja, tom], last_interaction: call });
  const contacts = contactsOf(row);
  expect(contacts.map(({ name, wrong }) => [name, wrong])).toEqual([
    ['Anja Roth', false],
    ['Tom Birch', true],
  ]);
  expect(contactToCall(contacts, null)?.name).toBe('Anja Roth');
});

it('calls a wrong number where there is no other', () => {
  const call = aCall({ outcome: 'WRONG_NUMBER', poc_id: null, occurred_at: now });
  const contacts = contactsOf(aRow(now, [call], { phone: '+49 341 9' }, { last_interaction: call }));
  expect(contacts).toMatchObject([{ wrong: true }]);
  expect(contactToCall(contacts, null)?.phone).toBe('+49 341 9');
});
