// Lists that a program has already: answered 304 where nothing has changed that its reader sees, without reading them.
import { createHash } from 'node:crypto';
import { worksFor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { versionFor } from '../feed/version-for.ts';
import type { AppContext } from './app-env.ts';

/**
 * A list whose content hangs on the feed alone. Its ETag says how far the reader's feed has come, who he is and what was
 * asked; it is asked before the list is read, so that what changes in between makes it be read once more.
 */
export async function unlessHeld(
  c: AppContext,
  { db }: { db: Queryable },
  list: () => Promise<Response>,
): Promise<Response> {
  const actor = c.get('actor');
  const { pathname, search } = new URL(c.req.url);
  const reader = `${actor.id} ${actor.role} ${worksFor(actor).join()}`;
  const tag = tagOf(`${await versionFor(db, actor)} ${reader} ${pathname}${search}`);
  return holds(c, tag) ? unchanged(c, tag) : tagged(await list(), tag);
}

/** An answer that depends on the hour as well: its ETag is of the text itself. */
export function textUnlessHeld(c: AppContext, text: string): Response {
  const tag = tagOf(text);
  if (holds(c, tag)) return unchanged(c, tag);
  return tagged(c.body(text, 200, { 'content-type': 'application/json' }), tag);
}

/** Weak: it names what is said, not its bytes, which may travel compressed. */
const tagOf = (text: string): string =>
  `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;

/** Whether If-None-Match names it. Source: RFC 9110, 13.1.2 (weak comparison). */
const holds = (c: AppContext, tag: string): boolean =>
  (c.req.header('if-none-match') ?? '')
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === tag.replace(/^W\//, ''));

const unchanged = (c: AppContext, tag: string): Response => c.body(null, 304, { etag: tag });

function tagged(response: Response, tag: string): Response {
  response.headers.set('ETag', tag);
  return response;
}
