// The page of a mail: made from its text where the template gives none. Nothing is loaded from elsewhere.
import { escapeHtml } from '../http/escape-html.ts';

const NOT_A_CHARACTER = /[^\P{C}\n\t\u200c\u200d]/gu;

/** A value in a page: escaped, its line ends kept; the control characters that no page may hold are left out. */
export const asHtmlValue = (value: string): string =>
  escapeHtml(value.replaceAll(NOT_A_CHARACTER, '')).replaceAll('\n', '<br>');

/** The text of a template as the source of a page: its own words escaped, its variables still to be filled. */
export const htmlOfText = (body: string): string =>
  // The link is the server's own address; other values are never made into links, whoever wrote them.
  escapeHtml(body).replaceAll('{{link}}', '<a href="{{link}}">{{link}}</a>');

export interface PageFacts {
  subject: string;
  language: string;
  /** Whether empty lines part paragraphs, as in what was made from a text. */
  paragraphs: boolean;
}

/** A whole page around what was filled; a page that is whole already stays as it is. */
export function pageOf(filled: string, { subject, language, paragraphs }: PageFacts): string {
  if (/<html[\s>]/i.test(filled)) return filled;
  const inner = paragraphs
    ? filled
        .trim()
        .split(/\n{2,}/)
        .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>\n')}</p>`)
        .join('\n')
    : filled.trim();
  const head = `<meta charset="utf-8"><title>${escapeHtml(subject)}</title>`;
  return `<!doctype html>\n<html lang="${language}"><head>${head}</head>\n<body>\n${inner}\n</body></html>\n`;
}
