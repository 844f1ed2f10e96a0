// The browser edition's tokens: cookies that no script can read and no other site can make the browser send. The desktop
// app has none of this; its main process keeps the tokens.
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppContext } from './app-env.ts';
import { ACCESS_COOKIE } from './authenticate.ts';

const REFRESH_COOKIE = 'callbook_refresh';

const optionsOf = (path: string, publicUrl: string) => ({
  path,
  secure: publicUrl.startsWith('https:'),
  httpOnly: true,
  sameSite: 'Strict' as const,
});

/** Hands tokens to the browser, each for so many seconds. `publicUrl` says whether it comes over https. */
export function setSessionCookies(
  c: AppContext,
  publicUrl: string,
  access: { token: string; seconds: number },
  refresh: { token: string; seconds: number },
): void {
  setCookie(c, ACCESS_COOKIE, access.token, { ...optionsOf('/api', publicUrl), maxAge: access.seconds });
  setCookie(c, REFRESH_COOKIE, refresh.token, {
    ...optionsOf('/api/auth', publicUrl),
    maxAge: refresh.seconds,
  });
}

/** Takes the tokens back from the browser. */
export function clearSessionCookies(c: AppContext, publicUrl: string): void {
  deleteCookie(c, ACCESS_COOKIE, optionsOf('/api', publicUrl));
  deleteCookie(c, REFRESH_COOKIE, optionsOf('/api/auth', publicUrl));
}

/** The refresh token that the browser keeps, or null. */
export const refreshCookie = (c: AppContext): string | null => getCookie(c, REFRESH_COOKIE) ?? null;
