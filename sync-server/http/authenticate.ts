// Finds a request's credentials: a bearer token, or the browser edition's cookie. Bad ones are never taken for none.
import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { type Refusal, refusal } from '#domain/refusal.ts';
import type { Result } from '#domain/result.ts';
import type { AppContext, AppEnv, Identity } from './app-env.ts';
import { HttpRefusal } from './problem.ts';

/** Cookie of the browser edition that holds the access token. */
export const ACCESS_COOKIE = 'callbook_access';

/** Gives each request its `identify`; who is asked for an identity decides the route's own `operation`. */
export function authenticate(
  identityOf: (token: string) => Promise<Result<Identity, Refusal>>,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    let asked: Promise<Identity | null> | null = null;
    c.set('identify', () => {
      asked ??= identify(c, identityOf);
      return asked;
    });
    await next();
  };
}

async function identify(
  c: AppContext,
  identityOf: (token: string) => Promise<Result<Identity, Refusal>>,
): Promise<Identity | null> {
  const token = tokenOf(c);
  if (token === null) return null;
  const identity = await identityOf(token);
  if (identity.ok) return identity.value;
  throw new HttpRefusal(identity.error);
}

/** The token that the request presents, or null. Throws HttpRefusal on an Authorization header of any other kind. */
function tokenOf(c: AppContext): string | null {
  const header = c.req.header('authorization');
  if (header === undefined) return cookieCounts(c) ? (getCookie(c, ACCESS_COOKIE) ?? null) : null;
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(header)?.[1];
  if (token) return token;
  throw new HttpRefusal(
    refusal('unauthenticated', { detail: 'Send the access token as "Authorization: Bearer …".' }),
  );
}

/**
 * Whether the page of the browser edition itself sends this: a form or page of another site can set no own header, and
 * CORS never allows it. Reading also counts where the browser vouches for the same origin: a link to a file.
 */
export function cookieCounts(c: AppContext): boolean {
  if (c.req.header('x-callbook') === '1' || isBrowserEdition(c)) return true;
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  return reads && c.req.header('sec-fetch-site') === 'same-origin';
}

/** Whether the browser edition asks: its tokens travel in cookies that no script can read. */
export const isBrowserEdition = (c: AppContext): boolean => c.req.header('x-callbook-edition') === 'browser';
