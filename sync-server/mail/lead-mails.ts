// The three mails about a lead, as text: the answer to the prospect, the desk's, and the new assignee's.
import { referenceOf } from '#domain/intake/lead-from-intake.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { fillTemplate, type TemplateName, type Text, templateSource } from './template.ts';

/** What the mails about a lead say beside the lead itself. Who is null is not mentioned. */
export interface LeadMailFacts {
  /** Address of the server, without a slash at the end. */
  public_url: string;
  /** Zone in which the reader's times stand. */
  time_zone: string;
  /** Name of the lead's assignee. */
  assignee?: string | null;
  /** What the prospect wrote. */
  message?: string | null;
  /** Where the résumé is: words for it, or its address. */
  resume?: string | null;
  /** Another lead with the same address. */
  known?: { id: string; name: string } | null;
  /** Name of the person who assigned the lead. */
  by?: string | null;
  /** What that person added. */
  note?: string | null;
}

/** Subject and body of one of the mails. */
export function leadMail(template: TemplateName, lead: Lead, facts: LeadMailFacts): Text {
  return fillTemplate(templateSource(template), {
    greeting: greetingOf(lead),
    received: inWords(lead.created_at, facts.time_zone),
    reference: referenceOf(lead.id),
    name: lead.name,
    email: lead.email,
    phone: lead.phone,
    company: lead.company,
    time_zone: lead.time_zone,
    resume: facts.resume ?? null,
    assignee: facts.assignee ?? null,
    due: lead.sla_due_at === null ? null : inWords(lead.sla_due_at, facts.time_zone),
    known: facts.known
      ? `this address is known: ${facts.known.name}, ${leadLink(facts, facts.known.id)}`
      : null,
    message: facts.message ?? null,
    by: facts.by ?? 'Callbook',
    note: facts.note ?? null,
    leads: null,
    answered: lead.sla_met_at === null ? null : inWords(lead.sla_met_at, facts.time_zone),
    link: leadLink(facts, lead.id),
  });
}

/** Most names that a mail about several leads spells out. */
const NAMED = 20;

/** The new assignee's mail about several leads that he was given at once. */
export function assignedLeadsMail(
  leads: readonly Lead[],
  { public_url, by }: Pick<LeadMailFacts, 'public_url' | 'by'>,
): Text {
  const names = leads.slice(0, NAMED).map(({ name }) => name);
  const more = leads.length - names.length;
  const nothing = { email: null, phone: null, company: null, due: null, note: null };
  return fillTemplate(templateSource('assigned'), {
    ...nothing,
    name: `${leads.length} leads`,
    by: by ?? 'Callbook',
    leads: names.join(', ') + (more > 0 ? ` and ${more} more` : ''),
    link: `${public_url}/app/#/leads`,
  });
}

/** The address of a lead in the app. */
export const leadLink = ({ public_url }: Pick<LeadMailFacts, 'public_url'>, leadId: string): string =>
  `${public_url}/app/#/leads/${leadId}`;

/**
 * The prospect's address was typed by a stranger, so the mail to it carries none of the stranger's words, but for a first
 * name that can be nothing else.
 */
function greetingOf({ first_name }: Lead): string {
  const isName = first_name !== null && /^\p{L}[\p{L}\p{M}' ’-]{0,40}$/u.test(first_name);
  return isName ? `Dear ${first_name},` : 'Hello,';
}

/** "2 March 2026 at 14:00 CET". */
export const inWords = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));
