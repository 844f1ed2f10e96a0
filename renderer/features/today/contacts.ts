// Whom to call at a lead: the contact to whom a callback was promised, else the primary one, then the others, and the
// lead's own number.
import { isPlanned } from '#domain/plan/plan.ts';
import type { DeskRow, PocSummary } from '../../replica/desk-types.ts';
import { say } from '../../words/say.ts';

export interface Contact {
  /** null: the lead itself. */
  poc_id: string | null;
  name: string;
  role: string | null;
  phone: string | null;
  /** Somebody else answered at this number the last time. */
  wrong: boolean;
}

/** Never empty; the first is called unless the person chooses another. */
export function contactsOf(row: Pick<DeskRow, 'lead' | 'pocs' | 'plan' | 'last_interaction'>): Contact[] {
  const { lead, pocs, plan } = row;
  const wrong = wrongNumberOf(row);
  const isWrong = (phone: string | null) => wrong !== null && digits(phone) === wrong;
  const promised = isPlanned(plan) ? plan.callback_poc_id : null;
  const rank = ({ id, is_primary, phone }: PocSummary) =>
    isWrong(phone) ? 3 : id === promised ? 0 : is_primary ? 1 : 2;
  const people = pocs
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
    .map(({ id, name, role, phone }): Contact => ({ poc_id: id, name, role, phone, wrong: isWrong(phone) }));
  const known = people.some((person) => digits(person.phone) === digits(lead.phone));
  const own: Contact = {
    poc_id: null,
    name: lead.name,
    role: say('main number'),
    phone: lead.phone,
    wrong: isWrong(lead.phone),
  };
  return people.length === 0 || (lead.phone !== null && !known) ? [...people, own] : people;
}

/** The digits at which somebody else answered last, until anything newer is known. Source: due calls, R14. */
function wrongNumberOf({
  lead,
  pocs,
  last_interaction,
}: Pick<DeskRow, 'lead' | 'pocs' | 'last_interaction'>): string | null {
  if (last_interaction?.outcome !== 'WRONG_NUMBER') return null;
  const poc = pocs.find(({ id }) => id === last_interaction.poc_id);
  return digits(poc ? poc.phone : lead.phone) || null;
}

const digits = (phone: string | null): string => (phone ?? '').replace(/\D/g, '');

/** The contact to call: the chosen one, else the first with a number, else the first. */
export function contactToCall(contacts: readonly Contact[], chosen: string | null): Contact | undefined {
  return (
    contacts.find((contact) => chosen !== null && contact.poc_id === chosen) ??
    contacts.find((contact) => contact.phone !== null && !contact.wrong) ??
    contacts.find((contact) => contact.phone !== null) ??
    contacts[0]
  );
}
