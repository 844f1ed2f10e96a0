// The mails about promised answers, as text: one about a lead, or one about all that a run of a job found for a person.
import type { Lead } from '#domain/lead/lead.ts';
import { inWords, leadLink } from './lead-mails.ts';
import type { Letters } from './letters.ts';
import type { Text } from './template.ts';
import { WORDS, type Words } from './words.ts';

export type SlaTemplate = 'sla_reminder' | 'sla_breach';

/** A lead whose answer is due, and the name of its assignee; null: nobody has it. */
export interface PromisedLead {
  lead: Lead;
  assignee: string | null;
}

interface Reader {
  /** Address of the server, without a slash at the end. */
  public_url: string;
  /** Zone in which the reader's times stand. */
  time_zone: string;
  letters: Letters;
}

/** Most leads that a mail spells out. */
const NAMED = 20;

/** Subject and body. They say no more of a lead than its name, company, hands and times. `leads` has at least one. */
export function slaMail(template: SlaTemplate, leads: readonly PromisedLead[], reader: Reader): Text {
  const [first, ...others] = leads;
  if (!first) throw new Error('a mail about promised answers without a lead');
  const one = others.length === 0 ? first.lead : null;
  const { letters, time_zone } = reader;
  const words = WORDS[letters.language];
  const at = (instant: string | null | undefined) =>
    instant ? inWords(instant, time_zone, letters.language) : null;
  return letters.fill(template, {
    name: one?.name ?? words.leads(leads.length),
    company: one?.company ?? null,
    assignee: one ? first.assignee : null,
    due: at(one?.sla_due_at),
    answered: at(one?.sla_met_at),
    leads: one ? null : listOf(leads, at, words),
    link: one ? leadLink(reader, one.id) : `${reader.public_url}/app/#/leads`,
  });
}

function listOf(
  leads: readonly PromisedLead[],
  at: (instant: string | null) => string | null,
  words: Words,
): string {
  const lines = leads.slice(0, NAMED).map(({ lead, assignee }) => {
    const answered = lead.sla_met_at === null ? '' : `, ${words.answered(at(lead.sla_met_at) ?? '')}`;
    return `${lead.name}: ${words.due(at(lead.sla_due_at) ?? '')}${answered}, ${assignee ?? words.nobody}`;
  });
  const more = leads.length - lines.length;
  return [...lines, ...(more > 0 ? [words.andMore(more)] : [])].join('\n');
}
