// What is wrong with a field of a form, said beside it and tied to it for those who cannot see where it stands.
import type { FieldIssue } from '#domain/refusal.ts';
import { type Html, html } from './html.ts';

/** Attributes of a field: that it is wrong, and what describes it. `hint`: the id of a word of help. */
export function marks(errors: readonly FieldIssue[], name: string, hint?: string): Html {
  const wrong = errors.some(({ path }) => path === name);
  const described = [hint, wrong && `${name}-issue`].filter(Boolean).join(' ');
  return html`${wrong && html` aria-invalid="true"`}${described !== '' && html` aria-describedby="${described}"`}`;
}

/** What is wrong with the field; nothing where it is right. */
export function issueOf(errors: readonly FieldIssue[], name: string): Html {
  const issue = errors.find(({ path }) => path === name);
  return html`${issue !== undefined && html`<p class="problem" id="${name}-issue">${sentence(issue.message)}</p>`}`;
}

/** "must be given" → "This must be given."; what is a sentence already stays one. */
function sentence(words: string): string {
  const begun = words.startsWith('must') ? `This ${words}` : words.charAt(0).toUpperCase() + words.slice(1);
  return begun.endsWith('.') ? begun : `${begun}.`;
}
