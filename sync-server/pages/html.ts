// HTML from templates in which every value is escaped, unless it is HTML made here.
import { escapeHtml } from '../http/escape-html.ts';

/** HTML that is safe to stand in a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | null | false | Html | Html[];

/** A template tag: text and numbers are escaped, null and false are nothing, lists follow one another. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  const parts = strings.map((string, at) => string + (at < values.length ? said(values[at] ?? null) : ''));
  return new Html(parts.join(''));
}

function said(value: Value): string {
  if (value === null || value === false) return '';
  if (value instanceof Html) return value.text;
  return Array.isArray(value) ? value.map((item) => item.text).join('') : escapeHtml(String(value));
}
