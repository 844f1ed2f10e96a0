// The page's content security policy: everything from the app's own scheme, nothing inline but styles that carry the
// nonce of this one answer.
import { randomBytes } from 'node:crypto';

/** A fresh nonce: 16 random bytes as base64. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/** The policy's header value. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/**
 * index.html with the nonce written in: as `<meta property="csp-nonce" nonce="…">` first in the head, where the
 * page's style libraries read it.
 */
export function withNonce(html: string, nonce: string): string {
  return html.replace(/<head(\s[^>]*)?>/i, (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`);
}
