// Mail templates: plain text with {{variables}}, first line the subject. They come from the folder `templates`.
// A section from {{#x}} to {{/x}} stands only where x says something; so does a line that holds nothing but empty
// variables and fixed words around them.
import { readFileSync } from 'node:fs';

/** The mails about one lead that a person may send once more. */
export const RESENDABLE = ['intake_ack', 'intake_notify', 'assigned'] as const;

export const TEMPLATE_NAMES = [...RESENDABLE, 'sla_reminder', 'sla_breach'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** Values by name; null and '' say nothing. */
export type Variables = Record<string, string | null>;

export interface Text {
  subject: string;
  body: string;
}

const LONGEST_SUBJECT = 200;
const VARIABLE = /\{\{(\w+)\}\}/g;

const read = (name: TemplateName): string =>
  readFileSync(new URL(`./templates/${name}.txt`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');

const sources: Record<TemplateName, string> = {
  intake_ack: read('intake_ack'),
  intake_notify: read('intake_notify'),
  assigned: read('assigned'),
  sla_reminder: read('sla_reminder'),
  sla_breach: read('sla_breach'),
};

/** The text of a template as it is delivered with the server. */
export const templateSource = (name: TemplateName): string => sources[name];

/**
 * Fills a template. Values stand exactly as they are and are never read as template text; a subject is one line of at
 * most 200 characters. Throws when the template asks for a variable that is not there.
 */
export function fillTemplate(source: string, variables: Variables): Text {
  const [, subject = '', body = ''] = /^Subject: (.*)\n\n([\s\S]*)$/.exec(source) ?? [];
  if (subject === '') throw new Error('a mail template starts with "Subject: …" and an empty line');
  const sections = body.replaceAll(
    /^\{\{#(\w+)\}\}\n([\s\S]*?)^\{\{\/\1\}\}\n/gm,
    (_, name: string, inner: string) => (said(variables, name) === '' ? '' : inner),
  );
  const lines = sections.split('\n').flatMap((line) => filledLine(line, variables));
  return { subject: oneLine(filled(subject, variables)), body: lines.join('\n') };
}

function filledLine(line: string, variables: Variables): string[] {
  const values = [...line.matchAll(VARIABLE)].map(([, name = '']) => said(variables, name));
  return values.length > 0 && values.every((value) => value === '') ? [] : [filled(line, variables)];
}

const filled = (text: string, variables: Variables): string =>
  text.replaceAll(VARIABLE, (_, name: string) => said(variables, name));

function said(variables: Variables, name: string): string {
  if (!Object.hasOwn(variables, name))
    throw new Error(`a mail template asks for {{${name}}}, which is not there`);
  return variables[name] ?? '';
}

/** No line end or other control character may reach a header. */
const oneLine = (text: string): string =>
  [...text.replaceAll(/[\p{C}\s]+/gu, ' ').trim()].slice(0, LONGEST_SUBJECT).join('');
