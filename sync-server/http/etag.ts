// A document's version over HTTP: its `write_id` as ETag, and what the caller says that he saw.
import type { AppContext } from './app-env.ts';

/** Sets the ETag of the document that is answered. */
export const tagWith = (c: AppContext, document: { write_id: string }): void =>
  c.header('ETag', `"${document.write_id}"`);

/**
 * The version that the caller saw (If-Match), for a noun that compares it inside its transaction; null: he does not say.
 * Quotes and the weak mark are not insisted on.
 */
export function seenVersion(c: AppContext): string | null {
  const given = c.req.header('if-match')?.trim();
  if (!given || given === '*') return null;
  return given.replace(/^W\//, '').replaceAll('"', '').toLowerCase();
}
