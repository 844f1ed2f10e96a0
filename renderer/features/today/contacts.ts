// Whom to call at a lead: the contact to whom a callback was promised, else the primary one, then the others, and the
// lead's own number.
import { isPlanned } from '#domain/plan/plan.ts';
import type { DeskRow } from '../../replica/desk-types.ts';

export interface Contact {
  /** null: the lead itself. */
  poc_id: string | null;
  name: string;
  role: string | null;
  phone: string | null;
}

/** Never empty; the first is called unless the person chooses another. */
export function contactsOf({ lead, pocs, plan }: Pick<DeskRow, 'lead' | 'pocs' | 'plan'>): Contact[] {
  const promised = isPlanned(plan) ? plan.callback_poc_id : null;
  const rank = (id: string, primary: boolean) => (id === promised ? 0 : primary ? 1 : 2);
  const people = pocs
    .toSorted((a, b) => rank(a.id, a.is_primary) - rank(b.id, b.is_primary) || (a.name < b.name ? -1 : 1))
    .map((poc): Contact => ({ poc_id: poc.id, name: poc.name, role: poc.role, phone: poc.phone }));
  const known = people.some((person) => digits(person.phone) === digits(lead.phone));
  const own: Contact = { poc_id: null, name: lead.name, role: 'main number', phone: lead.phone };
  return people.length === 0 || (lead.phone !== null && !known) ? [...people, own] : people;
}

const digits = (phone: string | null): string => (phone ?? '').replace(/\D/g, '');

/** The contact to call: the chosen one, else the first with a number, else the first. */
export function contactToCall(contacts: readonly Contact[], chosen: string | null): Contact | undefined {
  return (
    contacts.find((contact) => chosen !== null && contact.poc_id === chosen) ??
    contacts.find((contact) => contact.phone !== null) ??
    contacts[0]
  );
}
