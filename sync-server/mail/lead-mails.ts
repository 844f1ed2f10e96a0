// The three mails about a lead, as text: the answer to the prospect, the desk's, and the new assignee's.
import { referenceOf } from '#domain/intake/lead-from-intake.ts';
import type { Language } from '#domain/language.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { TemplateName } from '#domain/mail/mail-template.ts';
import { DELIVERED, type Letters } from './letters.ts';
import type { Text } from './template.ts';
import { WORDS, type Words } from './words.ts';

/** What the mails about a lead say beside the lead itself. Who is null is not mentioned. */
export interface LeadMailFacts {
  /** Address of the server, without a slash at the end. */
  public_url: string;
  /** Zone in which the reader's times stand. */
  time_zone: string;
  /** In whose words and language; without: as delivered, in English. */
  letters?: Letters;
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
  const letters = facts.letters ?? DELIVERED;
  const words = WORDS[letters.language];
  const at = (instant: string | null) =>
    instant === null ? null : inWords(instant, facts.time_zone, letters.language);
  return letters.fill(template, {
    greeting: greetingOf(lead, words),
    received: at(lead.created_at),
    reference: referenceOf(lead.id),
    name: lead.name,
    email: lead.email,
    phone: lead.phone,
    company: lead.company,
    time_zone: lead.time_zone,
    resume: facts.resume ?? null,
    assignee: facts.assignee ?? null,
    due: at(lead.sla_due_at),
    known: facts.known ? words.known(facts.known.name, leadLink(facts, facts.known.id)) : null,
    message: facts.message ?? null,
    by: facts.by ?? 'Callbook',
    note: facts.note ?? null,
    leads: null,
    answered: at(lead.sla_met_at),
    link: leadLink(facts, lead.id),
  });
}

/** Most names that a mail about several leads spells out. */
const NAMED = 20;

/** The new assignee's mail about several leads that he was given at once. */
export function assignedLeadsMail(
  leads: readonly Lead[],
  { public_url, by, letters = DELIVERED }: Pick<LeadMailFacts, 'public_url' | 'by' | 'letters'>,
): Text {
  const names = leads.slice(0, NAMED).map(({ name }) => name);
  const more = leads.length - names.length;
  const words = WORDS[letters.language];
  const nothing = { email: null, phone: null, company: null, due: null, note: null };
  return letters.fill('assigned', {
    ...nothing,
    name: words.leads(leads.length),
    by: by ?? 'Callbook',
    leads: names.join(', ') + (more > 0 ? words.more(more) : ''),
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
function greetingOf({ first_name }: Lead, words: Words): string {
  const isName = first_name !== null && /^\p{L}[\p{L}\p{M}' ’-]{0,40}$/u.test(first_name);
  return isName ? words.dear(first_name) : words.hello;
}

// To make a formatter takes as long as all the rest of a mail.
const MOST_FORMATS = 200;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string, language: Language): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size >= MOST_FORMATS) formats.clear();
  const format = new Intl.DateTimeFormat(WORDS[language].locale, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  formats.set(key, format);
  return format;
}

/** "2 March 2026 at 14:00 CET", in the language of the reader. */
export const inWords = (instant: string, timeZone: string, language: Language = 'en'): string =>
  formatIn(timeZone, language).format(new Date(instant));
