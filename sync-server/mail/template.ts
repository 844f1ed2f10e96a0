// Mail templates: a subject, a text and, where it is given, a page, with {{variables}}. They come with the server, one file
// per language in the folder `templates`, whose first line is the subject.
// A section from {{#x}} to {{/x}}, each alone on its line, stands only where x says something; so does a line that holds
// nothing but empty variables and fixed words around them.
import { readFileSync } from 'node:fs';
import { LANGUAGES, type Language } from '#domain/language.ts';
import { TEMPLATE_NAMES, type Template, type TemplateName } from '#domain/mail/mail-template.ts';
import { asHtmlValue, htmlOfText, pageOf } from './mail-page.ts';

/** What each template may ask for. The answer to a prospect goes to an address that a stranger typed: none of his words. */
export const VARIABLES: Record<TemplateName, readonly string[]> = {
  intake_ack: ['greeting', 'received', 'reference'],
  intake_notify: [
    ...['name', 'email', 'phone', 'company', 'time_zone', 'resume', 'assignee', 'due'],
    ...['known', 'message', 'received', 'reference', 'link'],
  ],
  assigned: ['by', 'name', 'email', 'phone', 'company', 'due', 'note', 'leads', 'link'],
  sla_reminder: ['name', 'company', 'assignee', 'due', 'leads', 'link'],
  sla_breach: ['name', 'company', 'assignee', 'due', 'answered', 'leads', 'link'],
  invitation: ['name', 'email', 'by', 'expires', 'link'],
  password_reset: ['name', 'email', 'expires', 'link'],
};

/** Values by name; null and '' say nothing. */
export type Variables = Record<string, string | null>;

export interface Text {
  subject: string;
  body: string;
  html: string;
}

const LONGEST_SUBJECT = 200;
const VARIABLE = /\{\{(\w+)\}\}/g;

/** A template of a file: "Subject: …", an empty line, the text. Throws where it begins otherwise. */
export function templateFrom(source: string): Template {
  const [, subject = '', body = ''] = /^Subject: (.*)\n\n([\s\S]*)$/.exec(source) ?? [];
  if (subject === '') throw new Error('a mail template starts with "Subject: …" and an empty line');
  return { subject, body, html: null };
}

const read = (name: TemplateName, language: Language): Template => {
  const file = new URL(`./templates/${language}/${name}.txt`, import.meta.url);
  return templateFrom(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
};

const delivered = new Map(
  LANGUAGES.flatMap((language) =>
    TEMPLATE_NAMES.map((name) => [`${name} ${language}`, read(name, language)] as const),
  ),
);

/** A template as it is delivered with the server. */
export function deliveredTemplate(name: TemplateName, language: Language): Template {
  const template = delivered.get(`${name} ${language}`);
  if (!template) throw new Error(`the template ${name} does not exist in ${language}`);
  return template;
}

/**
 * Fills a template. In the text values stand exactly as they are, in the page escaped, and they are never read as template
 * text; a subject is one line of at most 200 characters. Throws when it asks for a variable that is not there.
 */
export function fillTemplate(template: Template, variables: Variables, language: Language = 'en'): Text {
  const subject = oneLine(filled(template.subject, variables, (value) => value));
  const body = filledBlocks(template.body, variables, (value) => value);
  const source = template.html ?? htmlOfText(template.body);
  const html = filledBlocks(source, variables, asHtmlValue);
  return { subject, body, html: pageOf(html, { subject, language, paragraphs: template.html === null }) };
}

/** How a value is written down. */
type Write = (value: string, name: string) => string;

function filledBlocks(source: string, variables: Variables, write: Write): string {
  const sections = source.replaceAll(
    /^\{\{#(\w+)\}\}\n([\s\S]*?)^\{\{\/\1\}\}(?:\n|$)/gm,
    (_, name: string, inner: string) => (said(variables, name) === '' ? '' : inner),
  );
  return sections
    .split('\n')
    .flatMap((line) => filledLine(line, variables, write))
    .join('\n');
}

function filledLine(line: string, variables: Variables, write: Write): string[] {
  const values = [...line.matchAll(VARIABLE)].map(([, name = '']) => said(variables, name));
  return values.length > 0 && values.every((value) => value === '') ? [] : [filled(line, variables, write)];
}

const filled = (text: string, variables: Variables, write: Write): string =>
  text.replaceAll(VARIABLE, (_, name: string) => write(said(variables, name), name));

function said(variables: Variables, name: string): string {
  if (!Object.hasOwn(variables, name))
    throw new Error(`a mail template asks for {{${name}}}, which is not there`);
  return variables[name] ?? '';
}

/** No line end or other control character may reach a header. */
const oneLine = (text: string): string =>
  [...text.replaceAll(/[\p{C}\s]+/gu, ' ').trim()].slice(0, LONGEST_SUBJECT).join('');
