// The browser edition's tokens: cookies that no script can read and no other site can make the browser send. The desktop
// app has none of this; its main process keeps the tokens.
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppContext } from '../http/app-env.ts';
import { ACCESS_COOKIE } from '../http/authenticate.ts';
import { ACCESS_SECONDS } from './access-tokens.ts';
import type { TokenPair } from './sign-in.ts';

const REFRESH_COOKIE = 'callbook_refresh';
/** Seconds: the life of a refresh token; browsers keep no cookie longer than 400 days. */
const REFRESH_SECONDS = 90 * 86_400;

const optionsOf = (path: string, secure: boolean) => ({
  path,
  secure,
  httpOnly: true,
  sameSite: 'Strict' as const,
});

/** Hands the pair to the browser. `publicUrl` says whether it comes over https. */
export function setSessionCookies(c: AppContext, publicUrl: string, pair: TokenPair): void {
  const secure = publicUrl.startsWith('https:');
  setCookie(c, ACCESS_COOKIE, pair.access_token, { ...optionsOf('/api', secure), maxAge: ACCESS_SECONDS });
  setCookie(c, REFRESH_COOKIE, pair.refresh_token, {
    ...optionsOf('/api/auth', secure),
    maxAge: REFRESH_SECONDS,
  });
}

/** Takes the tokens back from the browser. */
export function clearSessionCookies(c: AppContext, publicUrl: string): void {
  const secure = publicUrl.startsWith('https:');
  deleteCookie(c, ACCESS_COOKIE, optionsOf('/api', secure));
  deleteCookie(c, REFRESH_COOKIE, optionsOf('/api/auth', secure));
}

/** The refresh token that the browser keeps, or null. */
export const refreshCookie = (c: AppContext): string | null => getCookie(c, REFRESH_COOKIE) ?? null;
