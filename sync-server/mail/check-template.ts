// What is wrong with a template that a person wrote, so that it never fails when a mail is made.

import { ACCOUNT_TEMPLATES, type Template, type TemplateName } from '#domain/mail/mail-template.ts';
import type { FieldIssue } from '#domain/refusal.ts';
import { VARIABLES } from './template.ts';

const TAG = /\{\{([^{}]*)\}\}/g;

/** One issue for each thing; `path` is the part of the template. */
export function issuesOfTemplate(name: TemplateName, template: Template): FieldIssue[] {
  const { subject, body, html } = template;
  const active = /<\s*(script|iframe|object|embed|form)\b|\son\w+\s*=|javascript:/i.test(html ?? '');
  return [
    ...issuesOfText('subject', subject, name),
    ...(/\p{Cc}/u.test(subject) ? [{ path: 'subject', message: 'must be one line' }] : []),
    ...(/\{\{[#/]/.test(subject) ? [{ path: 'subject', message: 'has no sections' }] : []),
    ...issuesOfText('body', body, name),
    ...(html === null ? [] : issuesOfText('html', html, name)),
    ...withoutLink(name, template),
    ...(active ? [{ path: 'html', message: 'must hold nothing that runs or sends' }] : []),
  ];
}

/** A mail about an account that does not hold its link helps nobody. */
function withoutLink(name: TemplateName, { subject, body, html }: Template): FieldIssue[] {
  if (!ACCOUNT_TEMPLATES.some((one) => one === name)) return [];
  const has = (text: string) => text.includes('{{link}}');
  return [
    // Subjects are shown where mails are listed, on locked screens too.
    ...(has(subject) ? [{ path: 'subject', message: 'must not hold {{link}}' }] : []),
    ...(has(body) ? [] : [{ path: 'body', message: 'must hold {{link}}' }]),
    ...(html === null || has(html) ? [] : [{ path: 'html', message: 'must hold {{link}}' }]),
  ];
}

function issuesOfText(path: string, text: string, name: TemplateName): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const add = (message: string) => issues.push({ path, message });
  let open: string | null = null;
  for (const { 0: tag, 1: inner = '', index } of text.matchAll(TAG)) {
    const [, sign = '', variable = ''] = /^([#/]?)(\w+)$/.exec(inner) ?? [];
    if (variable === '') add(`${tag} is no variable`);
    else if (!VARIABLES[name].includes(variable))
      add(`{{${variable}}} is unknown here; there are ${VARIABLES[name].join(', ')}`);
    if (sign === '') continue;
    if (!standsAlone(text, tag, index)) add(`${tag} must stand alone on its line`);
    if (sign === '#' && open !== null) add(`${tag} begins within {{#${open}}}`);
    if (sign === '/' && open !== variable) add(`${tag} ends what was not begun`);
    open = sign === '#' ? variable : null;
  }
  if (open !== null) add(`{{#${open}}} is not ended by {{/${open}}}`);
  if (/\{\{|\}\}/.test(text.replaceAll(TAG, ''))) add('has brackets {{ or }} without the others');
  return issues;
}

function standsAlone(text: string, tag: string, index: number): boolean {
  const before = index === 0 || text[index - 1] === '\n';
  const after = text[index + tag.length];
  return before && (after === '\n' || after === undefined);
}
