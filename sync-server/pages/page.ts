// The frame of the public pages, and the headers that keep everything foreign out of them.
import { randomBytes } from 'node:crypto';
import { Html, html } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';

/** A page ready to be answered. */
export interface Page {
  html: string;
  headers: Record<string, string>;
}

/** A page with this title and content. `script` runs under the page's own nonce; '' for none. */
export function page(title: string, content: Html, script = ''): Page {
  const nonce = randomBytes(16).toString('base64');
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${new Html(PAGE_STYLE)}</style>
</head>
<body>
${content}
${script !== '' && html`<script nonce="${nonce}">${new Html(script)}</script>`}
</body>
</html>
`;
  return { html: body.text, headers: headersFor(nonce, script !== '') };
}

/** The form key stands in the page, so no cache may keep it. */
const headersFor = (nonce: string, scripted: boolean): Record<string, string> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(scripted ? [`script-src 'nonce-${nonce}'`] : []),
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});
