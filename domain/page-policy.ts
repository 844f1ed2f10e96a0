// What the page may load, the same in the desktop app and in the browser edition: everything from its own origin, nothing
// inline but styles that carry the nonce of this one answer.

const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
];

/** The value of the Content-Security-Policy header for an answer with this nonce. */
export const pagePolicy = (nonce: string): string =>
  [...DIRECTIVES, `style-src 'self' 'nonce-${nonce}'`].join('; ');

/**
 * index.html with the nonce written in: as `<meta property="csp-nonce" nonce="…">` first in the head, where the page's
 * style libraries read it.
 */
export const withNonce = (html: string, nonce: string): string =>
  html.replace(/<head(\s[^>]*)?>/i, (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`);
